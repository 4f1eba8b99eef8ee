"""The issues of a plan: by period, found again by number or title, and the numbers nothing bears."""

from django.db.models import Q

from ...choices import BulletinForm
from ...clock import today
from ...models import Bulletin, Plan
from ...workflow.office.bulletins import numbers_left_out


def issues_of(plan: Plan):
    """Return the plan's issues, the newest first."""
    issued = Bulletin.objects.issued().without_papers().filter(period__plan=plan)
    return issued.select_related("period", "issued_by", "corrects").order_by("-pk")


def issues_by_period(plan: Plan, words: str) -> dict:
    """Return `rows` of (period, its issues), the issues `found` by words, and the `gaps` in the numbers by form."""
    by_period = {}
    for bulletin in reversed(issues_of(plan)):
        by_period.setdefault(bulletin.period_id, []).append(bulletin)
    rows = [(period, by_period.get(period.pk, [])) for period in plan.periods.begun(today())]
    words = words.strip()[:60]
    found = issues_of(plan).filter(Q(number__icontains=words) | Q(title__icontains=words)) if words else None
    return {"rows": rows, "q": words, "found": found, "gaps": gaps_of(plan)}


def gaps_of(plan: Plan) -> list[str]:
    """Return the document numbers of the plan's year that were left out, of every form of paper."""
    return [number for form in BulletinForm.values for number in numbers_left_out(form, plan.year)]
