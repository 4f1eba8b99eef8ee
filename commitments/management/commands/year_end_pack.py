"""Write the year-end pack of a plan to a PDF file or a spreadsheet."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...clock import today
from ...documents.year_end_data import year_end_data
from ...documents.year_end_pdf import year_end_pdf
from ...documents.year_end_sheet import year_end_xlsx
from ..arguments import day_named, plan_named
from ..paper_files import write_paper

WRITERS = {".pdf": year_end_pdf, ".xlsx": year_end_xlsx}


class Command(BaseCommand):
    help = "Write the year-end pack (target, outcome, class, evidence) as PDF or xlsx, from what was approved by a day."

    def add_arguments(self, parser):
        parser.add_argument("--out", required=True, type=Path, help="the file to write, .pdf or .xlsx")
        parser.add_argument("--plan", default="", help="plan key; default: the one at hand")
        parser.add_argument("--on", default="", help="the day, e.g. 2025-01-24; default: today")

    def handle(self, *args, out, plan, on, **options):
        found, day = plan_named(plan), day_named(on) if on else today()
        if day < found.starts:
            raise CommandError(_("The plan begins on %(day)s.") % {"day": found.starts})
        if out.suffix.lower() not in WRITERS:
            raise CommandError(_("The pack is written as .pdf or .xlsx, not as “%(file)s”.") % {"file": out.name})
        writer = WRITERS[out.suffix.lower()]
        self.stdout.write(write_paper(out, lambda: writer(year_end_data(found, day))))
