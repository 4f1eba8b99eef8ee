"""Asking for a part: the commitment asked about, whom it offers, and the words for what cannot be asked."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...choices import PartState
from ...models import Department, Part
from .forms import AskForm
from .rows import Joint, others

# A part comes a few days before the report, so that the lead can work with it.
AHEAD = datetime.timedelta(days=3)


@dataclass
class Asking:
    """One commitment with the departments not yet asked, and the form."""

    commitment: object
    others: list[Department]
    form: AskForm


def asked_about(found: Joint, data, among: list) -> Asking | None:
    """Return what `data` (for, and perhaps department) asks about, or None when it is not `among` those offered."""
    commitment = next((each for each in among if each.code == data.get("for")), None)
    if commitment is None:
        return None
    asked = Part.objects.filter(commitment=commitment, period=found.period, state__in=PartState.unsettled())
    asked = set(asked.values_list("department", flat=True))
    left = [each for each in others(commitment) if each.pk not in asked]
    chosen = [each.pk for each in left if each.code == data.get("department")]
    initial = {"due": max(found.today, found.last_day - AHEAD), "departments": chosen or [each.pk for each in left[:1]]}
    return Asking(commitment, left, AskForm(left, initial=initial))


def objections(fields: dict[str, str], found: Joint) -> dict[str, str]:
    """Return field → words of what stands against asking."""
    words = {
        ("departments", "required"): _("Choose at least one department."),
        ("departments", "not_assigned"): _("Only departments that take part in the commitment can be asked."),
        ("departments", "already_asked"): _("This department was already asked for its part."),
        ("wanted", "required"): _("Write what you need: which text, which figures."),
        ("due", "past"): _("The day has passed already."),
        ("due", "too_late"): _("The part must come by %(day)s, before your report is due.") % {"day": found.last_day},
    }
    return {field: words[field, code] for field, code in fields.items()}
