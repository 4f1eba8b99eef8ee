"""What commands are told by name: plan, period, commitment, day, supervisor; refused in the interface's words."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ..choices import Role
from ..clock import today
from ..documents.papers_set import PaperFailed
from ..models import Commitment, Plan, ReportingPeriod, User


@contextmanager
def paper_told() -> Iterator[None]:
    """Within the block, a paper that cannot be made is the command's error, in its words."""
    try:
        yield
    except PaperFailed as failure:
        raise CommandError(str(failure)) from failure


def day_named(text: str) -> datetime.date:
    """Return the day written as 2024-10-24."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise CommandError(_("“%(text)s” is no day; write it as 2024-10-24.") % {"text": text}) from None


def commitment_named(plan: Plan, code: str) -> Commitment:
    """Return the plan's standing commitment of that code."""
    found = plan.commitments.standing().select_related("plan", "paragraph__section").filter(code=code).first()
    if found is None:
        raise CommandError(_("The plan has no commitment “%(code)s”.") % {"code": code})
    return found


def plan_named(key: str, on: datetime.date | None = None) -> Plan:
    """Return the plan of that key; for "" the one at hand on the day, today without one."""
    found = Plan.objects.filter(key=key).first() if key else Plan.objects.at_hand(on or today())
    if found is None:
        known = ", ".join(Plan.objects.values_list("key", flat=True)) or "—"
        raise CommandError(_("There is no plan “%(key)s”; known: %(known)s.") % {"key": key, "known": known})
    return found


def period_named(plan: Plan, code: str) -> ReportingPeriod:
    periods = {period.code: period for period in plan.periods.all()}
    if code not in periods:
        known = {"code": code, "known": ", ".join(periods)}
        raise CommandError(_("The plan has no period “%(code)s”; known: %(known)s.") % known)
    return periods[code]


def supervisor_named(username: str) -> User:
    """Return the active supervisor's account of that name: what a command does stands under it in the history."""
    found = User.objects.filter(username=username, is_active=True, role=Role.SUPERVISOR).first()
    if found is None:
        supervisors = User.objects.filter(is_active=True, role=Role.SUPERVISOR)
        known = ", ".join(supervisors.values_list("username", flat=True)) or "—"
        words = _("“%(name)s” is no active supervisor's account; supervisors: %(known)s.")
        raise CommandError(words % {"name": username, "known": known})
    return found
