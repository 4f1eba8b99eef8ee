"""Close a reporting period."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...clock import now
from ...workflow.office import periods
from ...workflow.refusals import Incomplete, Refused
from ...workflow.reports import held_acts
from ..arguments import period_named, plan_named, supervisor_named


class Command(BaseCommand):
    help = "Close a reporting period (e.g. 2024-Q3): nothing is written for it any more but corrections."

    def add_arguments(self, parser):
        parser.add_argument("period", help="period code, e.g. 2024-Q3")
        parser.add_argument("--plan", default="", help="plan key; default: the one at hand")
        parser.add_argument("--by", required=True, help="the supervisor's account it is done for")
        parser.add_argument("--confirm", action="store_true", help="close although reports are owed or undecided")

    def handle(self, *args, period, plan, by, confirm, **options):
        found, by = period_named(plan_named(plan), period), supervisor_named(by)
        held_acts.carry_out_all(now())
        try:
            periods.close_period(found, by=by, at=now(), confirmed=confirm)
        except Incomplete:
            counts = periods.report_counts(found.plan)[found.pk]
            words = _(
                "%(unsent)d reports are not sent, %(returned)d returned and %(submitted)d await review; repeat with "
                "--confirm to close."
            )
            raise CommandError(words % {name: counts[name] for name in ("unsent", "returned", "submitted")}) from None
        except Refused:
            words = _("The period was closed already.") if found.closed else _("The period was never opened.")
            raise CommandError(words) from None
        self.stdout.write(_("Period %(code)s is closed.") % {"code": period})
