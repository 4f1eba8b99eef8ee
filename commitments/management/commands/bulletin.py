"""Write the bulletin of a period to a PDF file."""

import hashlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...clock import now, today
from ...documents.bulletin_data import bulletin_data
from ...documents.bulletin_pdf import bulletin_pdf
from ...workflow.reports import held_acts
from ..arguments import paper_told, period_named, plan_named


class Command(BaseCommand):
    help = "Write the bulletin of a period (e.g. 2024-Q3) as PDF, from what is approved today."

    def add_arguments(self, parser):
        parser.add_argument("period", help="period code, e.g. 2024-Q3")
        parser.add_argument("--out", required=True, type=Path, help="the PDF file to write")
        parser.add_argument("--plan", default="", help="plan key; default: the one at hand")

    def handle(self, *args, period, out, plan, **options):
        found = self.period(plan_named(plan), period)
        if not out.parent.is_dir():
            raise CommandError(_("The folder %(folder)s does not exist.") % {"folder": out.parent})
        held_acts.carry_out_all(now())
        with paper_told():
            pdf = bulletin_pdf(bulletin_data(found, today()))
        try:
            out.write_bytes(pdf)
        except OSError as error:
            raise CommandError(_("Cannot write %(file)s: %(why)s") % {"file": out, "why": error.strerror}) from None
        self.stdout.write(
            _("%(file)s: %(size)d bytes, SHA-256 %(digest)s")
            % {"file": out, "size": len(pdf), "digest": hashlib.sha256(pdf).hexdigest()}
        )

    def period(self, plan, code):
        found = period_named(plan, code)
        if not found.opened or found.opened > today():
            raise CommandError(_("Period %(code)s has not begun reporting yet.") % {"code": code})
        return found
