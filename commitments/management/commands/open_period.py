"""Open a reporting period."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...clock import now, today
from ...workflow.office import periods
from ...workflow.refusals import Refused
from ..arguments import period_named, plan_named, supervisor_named


class Command(BaseCommand):
    help = "Open a reporting period (e.g. 2024-Q4): departments then find it on their desks."

    def add_arguments(self, parser):
        parser.add_argument("period", help="period code, e.g. 2024-Q4")
        parser.add_argument("--plan", default="", help="plan key; default: the one at hand")
        parser.add_argument("--by", required=True, help="the supervisor's account it is done for")
        parser.add_argument("--early", action="store_true", help="open it before the day it is planned for")

    def handle(self, *args, period, plan, by, early, **options):
        found, by = period_named(plan_named(plan), period), supervisor_named(by)
        if today() < found.opens and not found.opened and not early:
            words = _("Period %(code)s is planned to open on %(day)s; repeat with --early to open it now.")
            raise CommandError(words % {"code": period, "day": found.opens})
        try:
            opened = periods.open_period(found, by=by, at=now())
        except Refused:
            if found.opened:
                words = _("Period %(code)s was opened on %(day)s already.")
                raise CommandError(words % {"code": period, "day": found.opened}) from None
            raise CommandError(_("Periods are opened once the plan is open.")) from None
        self.stdout.write(_("Period %(code)s is open for reporting.") % {"code": opened.code})
        self.warn(periods.open_before(opened))

    def warn(self, before):
        """Say what stays open beside it."""
        for each in before.periods:
            self.stderr.write(
                _("%(code)s is still open and stays on the desks; close it with close_period.") % {"code": each.code}
            )
        if before.periods:
            words = _("To write there: %(n)d reports; awaiting review: %(submitted)d.")
            self.stderr.write(words % {"n": before.to_write, "submitted": before.submitted})
