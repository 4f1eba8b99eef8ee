"""The issues of a plan: by period, found again by number or title, and the numbers nothing bears."""

from django.db.models import Q

from ...choices import BulletinForm
from ...clock import today
from ...models import Bulletin, Plan, User
from ...workflow.office.bulletins import numbers_left_out


def issues_of(plan: Plan, user: User):
    """Return the plan's issues that `user` may read, the newest first."""
    issued = Bulletin.objects.issued().visible_to(user).without_papers().filter(period__plan=plan)
    return issued.select_related("period", "issued_by", "corrects").order_by("-pk")


def issues_by_period(plan: Plan, user: User, words: str) -> dict:
    """Return `rows` of (period, its issues), the issues `found` by words, and the `gaps` in the numbers by form.

    `pack` has the issues of the year-end pack; None where there is nothing of it, or it is not for this account.
    """
    by_period, packs, begun = {}, [], list(plan.periods.begun(today()))
    for bulletin in reversed(issues_of(plan, user)):
        (packs if bulletin.is_year_end else by_period.setdefault(bulletin.period_id, [])).append(bulletin)
    rows = [(period, by_period.get(period.pk, [])) for period in begun]
    words = words.strip()[:60]
    found = issues_of(plan, user).filter(Q(number__icontains=words) | Q(title__icontains=words)) if words else None
    may_draft = user.sees_district and any(period.ends == plan.ends for period in begun)
    return {"rows": rows, "q": words, "found": found, "gaps": gaps_of(plan), "pack": packs if may_draft else None}


def gaps_of(plan: Plan) -> list[str]:
    """Return the document numbers of the plan's year that were left out, of every form of paper."""
    return [number for form in BulletinForm.values for number in numbers_left_out(form, plan.year)]
