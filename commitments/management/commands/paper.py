"""Write any paper of a plan to a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...clock import today
from ..arguments import day_named, plan_named
from ..paper_files import write_paper
from ..papers import PAPER_MAKERS


class Command(BaseCommand):
    help = "Write a paper of a plan, from what is approved by a day: the ending of the file says in which form."

    def add_arguments(self, parser):
        parser.add_argument("paper", choices=PAPER_MAKERS, help="which paper")
        parser.add_argument(
            "what", nargs="?", default="",
            help="of what: a period (bulletin, leader), a department as CODE or CODE:PERIOD, a commitment's code "
            "(card), section or department (plan)",
        )  # fmt: skip
        parser.add_argument("--out", required=True, type=Path, help="the file to write")
        parser.add_argument("--plan", default="", help="plan key; default: the one at hand")
        parser.add_argument("--on", default="", help="the day, e.g. 2025-01-24; default: today")

    def handle(self, *args, paper, what, out, plan, on, **options):
        maker, found = PAPER_MAKERS[paper], plan_named(plan)
        writer = maker.writers.get(out.suffix.lower())
        if writer is None:
            known = {"known": ", ".join(maker.writers), "file": out.name}
            raise CommandError(_("This paper is written as %(known)s, not as “%(file)s”.") % known)
        day = day_named(on) if on else today()
        self.stdout.write(write_paper(out, lambda: writer(maker.data(found, what, day))))
