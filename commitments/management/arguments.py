"""What commands are told: a plan by its key, a day, a commitment by its code; refused in the interface's words."""

import datetime

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ..models import Commitment, Plan


def plan_of(key: str) -> Plan:
    """Return the plan of that key, the district's newest without one."""
    found = Plan.objects.filter(key=key).first() if key else Plan.objects.newest()
    if found is None:
        known = ", ".join(Plan.objects.values_list("key", flat=True)) or "—"
        raise CommandError(_("There is no plan “%(key)s”; known: %(known)s.") % {"key": key, "known": known})
    return found


def day_of(text: str) -> datetime.date:
    """Return the day written as 2024-10-24."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise CommandError(_("“%(text)s” is no day; write it as 2024-10-24.") % {"text": text}) from None


def commitment_of(plan: Plan, code: str) -> Commitment:
    """Return the plan's standing commitment of that code."""
    found = plan.commitments.standing().select_related("plan", "paragraph__section").filter(code=code).first()
    if found is None:
        raise CommandError(_("The plan has no commitment “%(code)s”.") % {"code": code})
    return found
