"""What the list of plans shows of each."""

from dataclasses import dataclass

from django.db.models import Count, Q

from ...models import Plan
from ...workflow.planning.checklist import gaps_of
from .words import gap_words


@dataclass(frozen=True)
class PlanRow:
    """A plan in the list; `gaps` are the words and counts of what its draft lacks, [] once it is open."""

    plan: Plan
    gaps: list[tuple]


def plan_rows() -> list[PlanRow]:
    """Return all plans with their numbers of commitments, the newest year first, of a year the nearest level."""
    standing = Count("commitments", filter=Q(commitments__withdrawn_on=None))
    found = list(Plan.objects.annotate(number=standing).by_year())
    gaps = gaps_of([plan for plan in found if plan.is_draft])
    return [PlanRow(plan, gap_words(plan, gaps.get(plan.pk, {}))) for plan in found]
