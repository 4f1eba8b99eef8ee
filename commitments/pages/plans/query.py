"""What the list of plans shows of each, and who may see it."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q
from django.shortcuts import render

from ...models import Plan
from ...workflow.planning.checklist import gaps_of
from ..office_plans import office_plan_or_404, require_office  # noqa: F401 - this room's views find them here
from ..typed import row_number
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


def plans_page(request, form, *, notice="", refusals=(), status=200):
    """Answer with the list of plans and the form of a new one; `refusals` say what is wrong with its files."""
    context = {
        "rows": plan_rows(), "form": form, "notice": notice, "refusals": refusals, "key": uuid.uuid4,
    }  # fmt: skip
    return render(request, "plans/index.html", context, status=status)


def numbers_sent(request, name: str) -> list[int]:
    """Return the keys of rows ticked under a name, whatever else was sent left out."""
    return [number for text in request.POST.getlist(name) if (number := row_number(text))]
