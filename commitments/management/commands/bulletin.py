"""Write the bulletin of a period to a PDF file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...clock import today
from ...documents.bulletin_data import bulletin_data
from ...documents.bulletin_pdf import bulletin_pdf
from ..arguments import period_named, plan_named
from ..paper_files import write_paper


class Command(BaseCommand):
    help = "Write the bulletin of a period (e.g. 2024-Q3) as PDF, from what is approved today."

    def add_arguments(self, parser):
        parser.add_argument("period", help="period code, e.g. 2024-Q3")
        parser.add_argument("--out", required=True, type=Path, help="the PDF file to write")
        parser.add_argument("--plan", default="", help="plan key; default: the one at hand")

    def handle(self, *args, period, out, plan, **options):
        found = self.period(plan_named(plan), period)
        self.stdout.write(write_paper(out, lambda: bulletin_pdf(bulletin_data(found, today()))))

    def period(self, plan, code):
        found = period_named(plan, code)
        if not found.opened or found.opened > today():
            raise CommandError(_("Period %(code)s has not begun reporting yet.") % {"code": code})
        return found
