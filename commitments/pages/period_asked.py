"""Which of a plan's open periods a department fills in now, and where its desk for that period stands."""

from urllib.parse import urlencode

from django.urls import reverse

from ..models import ReportingPeriod, prepared


def period_code_asked(request) -> str:
    """Return the code of the period a form or an address names, "" for none."""
    return request.POST.get("period") or request.GET.get("period", "")


def among_open(periods: list, code: str):
    """Return the period of that code among the open `periods` (newest first), the newest one for "", else None.

    One that is not open any more is None too: what was typed for it never goes to another period.
    """
    if code:
        return next((period for period in periods if period.code == code), None)
    return periods[0] if periods else None


def period_asked(request, plan, on):
    """Return the open period that is named, without a name the newest open one; None where there is none."""
    return among_open(periods_open(plan, on), period_code_asked(request))


def periods_open(plan, on) -> list:
    """Return the plan's open periods, the newest first."""
    return prepared.models(periods_reporting, plan=plan.pk, on=on)


def periods_reporting(*, plan, on):
    return ReportingPeriod.objects.filter(plan=plan).reporting(on)


def desk_address(plan: str, period: str, code: str = "") -> str:
    """Return the address of a plan's desk for a period, or of one commitment on it; plan and period by key and code."""
    place = f"#c-{code}" if code else ""
    return f"{reverse('desk', args=[plan])}?{urlencode({'period': period})}{place}"
