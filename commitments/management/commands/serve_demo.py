"""Set up the demo from nothing and serve it on this machine."""

import os

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ...models import Installation, Plan, User
from .demo import DATA

# The district's plan first: those of city and province are handed down to its departments.
PLANS = ("wuchang-2024", "wuhan-2024", "hubei-2024")
FAREWELL = """
  武昌区年度任务台账 · 演示
  地址 http://127.0.0.1:{port}/
  登录：打开地址，在登录页点一个角色即可（演示模式没有密码）。
  今天按 {today} 计；进展数据为演示样例。停止：Ctrl-C。
"""


class Command(BaseCommand):
    help = "Migrate, load the plans of 2024, fill an empty database with the sample, and serve on 127.0.0.1."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Set MODE=demo, or call make run.")
        self.stdout.write("数据库升级……")
        call_command("migrate", verbosity=0)
        self.prepare()
        port = os.environ.get("PORT") or "8000"
        self.stdout.write(self.style.SUCCESS(FAREWELL.format(port=port, today=settings.PINNED_TODAY)))
        call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)

    def prepare(self):
        """Load plan and sample into an empty database; never touch a real one."""
        if User.objects.exists() and not Installation.objects.is_demo():
            raise CommandError("这个数据库不是演示库（已有正式账号），演示模式不会使用它。")
        if not Plan.objects.exists():
            for key in PLANS:
                call_command("load_plan", str(DATA / key))
        if not User.objects.exists():
            self.stdout.write("写入演示账号和样例进展……")
            call_command("demo")
