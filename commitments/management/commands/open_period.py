"""Open a reporting period."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...clock import now
from ...workflow.office import periods
from ...workflow.refusals import Refused
from ..arguments import period_named, plan_named, supervisor_named


class Command(BaseCommand):
    help = "Open a reporting period (e.g. 2024-Q4): departments then find it on their desks."

    def add_arguments(self, parser):
        parser.add_argument("period", help="period code, e.g. 2024-Q4")
        parser.add_argument("--plan", default="", help="plan key; default: the district's newest")
        parser.add_argument("--by", required=True, help="the supervisor's account it is done for")

    def handle(self, *args, period, plan, by, **options):
        found, by = period_named(plan_named(plan), period), supervisor_named(by)
        try:
            opened = periods.open_period(found, by=by, at=now())
        except Refused:
            if found.opened:
                words = _("Period %(code)s was opened on %(day)s already.")
                raise CommandError(words % {"code": period, "day": found.opened}) from None
            raise CommandError(_("Periods are opened once the plan is open.")) from None
        self.stdout.write(_("Period %(code)s is open for reporting.") % {"code": opened.code})
