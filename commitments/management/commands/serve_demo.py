"""Set up the demo from nothing and serve it on this machine."""

import os

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ...models import Installation, Place, Plan, User
from .demo import SAMPLE_DATA

# The district's plan first: those of city and province are handed down to its departments.
PLANS = ("wuchang-2024", "wuhan-2024", "hubei-2024")
# Said before anything happens, in both languages of the product, since nobody has chosen one yet.
FIRST_START = """
  第一次启动：建数据库，装入三份2024年计划和一年的演示进展，约需一两分钟；再次启动只要几秒。
  First start: a database, three plans of 2024 and sample progress of a year. This takes a minute or two,
  the next start a few seconds.
"""
FAREWELL = """
  {ledger} · 演示
  地址 http://127.0.0.1:{port}/
  登录：打开地址，在登录页点一个角色即可（演示模式没有密码）。
  今天按 {today} 计；进展数据为演示样例。停止：Ctrl-C。

  {english} · demo
  Open http://127.0.0.1:{port}/ and click a role to sign in (there are no passwords in the demo).
  Today is {today}; the progress figures are an invented sample. Stop with Ctrl-C.
"""
OUTDATED = (
    "这个演示库由较早的版本建立，已不能使用。请停止演示，把 {folder} 移开后再 make run。"
    "This demo database was made by an earlier version and cannot be used. Put {folder} aside, then make run."
)


class Command(BaseCommand):
    help = "Migrate, load the plans of 2024, fill an empty database with the sample, and serve on 127.0.0.1."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Set MODE=demo, or call make run. 请设 MODE=demo，或用 make run 启动。")
        if "django_migrations" not in connection.introspection.table_names():
            self.stdout.write(FIRST_START)
        self.stdout.write("数据库升级…… Upgrading the database …")
        call_command("migrate", verbosity=0)
        if tables_outdated():
            raise CommandError(OUTDATED.format(folder=settings.VAR_DIR))
        self.prepare()
        port = os.environ.get("PORT") or "8000"
        self.stdout.write(self.style.SUCCESS(farewell(port)))
        call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)

    def prepare(self):
        """Load plan and sample into an empty database; never touch a real one."""
        if User.objects.exists() and not Installation.objects.is_demo():
            raise CommandError(
                "这个数据库不是演示库（已有正式账号），演示模式不会使用它。"
                "This database has real accounts; the demo does not touch it."
            )
        if not Plan.objects.exists():
            for key in PLANS:
                call_command("load_plan", str(SAMPLE_DATA / key))
        if not User.objects.exists():
            self.stdout.write("写入演示账号和样例进展…… Writing demo accounts and sample progress …")
            call_command("demo")


def farewell(port: str) -> str:
    """Return what is said once the demo is served, under the ledger's name in both languages."""
    place = Place.objects.here()
    names = {"ledger": place.ledger_name, "english": place.ledger_english}
    return FAREWELL.format(port=port, today=settings.PINNED_TODAY, **names)


def tables_outdated() -> list[str]:
    """Return the tables that lack a column: until the first release the one migration is changed in place."""
    with connection.cursor() as cursor:
        return [
            model._meta.db_table
            for model in apps.get_app_config("commitments").get_models()
            if columns_of(model) - {column.name for column in described(cursor, model)}
        ]


def columns_of(model) -> set[str]:
    return {field.column for field in model._meta.local_concrete_fields}


def described(cursor, model) -> list:
    return connection.introspection.get_table_description(cursor, model._meta.db_table)
