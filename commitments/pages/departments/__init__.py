"""The departments 单位: brought by table, looked at, taken in as a whole; by the system administrator."""
