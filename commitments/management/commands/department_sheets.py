"""Write all department sheets of a period into one zip."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...clock import now, today
from ...documents.department_sheet_pdf import department_sheets, departments_leading
from ...documents.papers_set import failure_words
from ...documents.papers_zip import zip_papers
from ...workflow.reports import held_acts
from ..arguments import day_named, plan_named
from ..papers import period_begun


class Command(BaseCommand):
    help = "Write all department sheets of a period into one zip; what cannot be made is named, the rest is written."

    def add_arguments(self, parser):
        parser.add_argument("period", nargs="?", default="", help="period code; default: the newest begun")
        parser.add_argument("--out", required=True, type=Path, help="the zip to write")
        parser.add_argument("--plan", default="", help="plan key; default: the one at hand")
        parser.add_argument("--on", default="", help="the day, e.g. 2025-01-24; default: today")

    def handle(self, *args, period, out, plan, on, **options):
        found, day = plan_named(plan), day_named(on) if on else today()
        if not out.parent.is_dir():
            raise CommandError(_("The folder %(folder)s does not exist.") % {"folder": out.parent})
        held_acts.carry_out_all(now())
        self.total = len(departments_leading(found))
        failed = self.write(department_sheets(period_begun(found, period, day), day), out)
        if failed:
            raise CommandError("\n".join(failure_words(*each) for each in failed))

    def write(self, papers, out: Path) -> list[tuple[str, str]]:
        """Write beside the file first, so that one that is there is replaced by a whole one only."""
        new = out.with_name(f"{out.name}.new")
        try:
            with new.open("wb") as target:
                failed = zip_papers(papers, target, self.tell)
            new.replace(out)
        except OSError as error:
            raise CommandError(_("Cannot write %(file)s: %(why)s") % {"file": out, "why": error.strerror}) from None
        return failed

    def tell(self, done: int, name: str, reason: str) -> None:
        self.stdout.write(f"{done}/{self.total} {name}{' ✗' if reason else ''}")
