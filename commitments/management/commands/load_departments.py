"""Take in a table of departments, all of it or nothing; --check says what would be done, --export gives it back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...clock import now, today
from ...documents.department_words import department_change_words
from ...documents.departments_table import departments_table, read_departments_table
from ...models import Department
from ...workflow.accounts.department_list import KEPT_OUT, department_changes, not_in_table, take_in_departments


class Command(BaseCommand):
    help = (
        "Load departments from .csv (UTF-8 or GB18030), .xlsx, .xls, .et or text with tabs: 代码, 全称, 简称, 类别, if "
        "wanted 排序, 启用日, 终止日, 承接单位 (or code, name, short_name, kind, order, valid_from, valid_to, "
        "successor)."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        asked = parser.add_mutually_exclusive_group()
        asked.add_argument("--check", action="store_true", help="say what would be done and do nothing")
        asked.add_argument("--export", action="store_true", help="write the departments into the file, as CSV")

    def handle(self, *args, file, check, export, **options):
        try:
            self.write_table(file) if export else self.read_table(file.read_bytes(), check)
        except OSError as error:
            raise CommandError(str(error)) from None

    def write_table(self, file: Path) -> None:
        departments = list(Department.objects.select_related("successor"))
        with file.open("xb") as out:
            out.write(departments_table(departments))
        self.stdout.write(_("Departments written: %(n)d.") % {"n": len(departments)})

    def read_table(self, data: bytes, check: bool) -> None:
        rows, errors = read_departments_table(data)
        for error in errors:
            self.stderr.write(_("line %(line)d: %(message)s") % {"line": error.line, "message": error.message})
        changes = department_changes(rows, today()) if check or errors else take_in_departments(rows, by=None, at=now())
        for change in changes:
            self.stdout.write(department_change_words(change))
        refused = len(errors) + sum(change.outcome == KEPT_OUT for change in changes)
        if refused:
            raise CommandError(_("%(n)d lines refused; nothing was written.") % {"n": refused})
        if absent := not_in_table(rows):
            names = "、".join(map(str, absent))
            self.stdout.write(_("Not in the table and left as they are: %(names)s") % {"names": names})
        self.stdout.write(_("Nothing was written.") if check else _("Written."))
