"""Take the published holidays of a year into the table."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...clock import now
from ...workflow.office import holidays
from ...workflow.refusals import Incomplete


class Command(BaseCommand):
    help = "Add the published days off and make-up workdays of a year; what the office entered stays."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)

    def handle(self, *args, year, **options):
        try:
            added = holidays.take_in_year(year, at=now())
        except Incomplete:
            first, last = holidays.published_years()
            words = _(
                "The published calendar knows %(first)d to %(last)d. Enter other years by hand, or update the package."
            )
            raise CommandError(words % {"first": first, "last": last}) from None
        words = ngettext("%(n)d day taken in for %(year)d.", "%(n)d days taken in for %(year)d.", added)
        nothing = _("The table has every published day of %(year)d already.")
        self.stdout.write((words if added else nothing) % {"n": added, "year": year})
