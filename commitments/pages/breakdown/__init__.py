"""A breakdown of tasks (任务分解表) read into a draft: brought, looked at, written."""
