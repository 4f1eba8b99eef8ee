"""The office's queue: what was submitted, by department, with the lamp each would get."""

from dataclasses import dataclass
from itertools import groupby

from ...models import Department, Plan, ProgressUpdate
from ...workflow import assessment


@dataclass(frozen=True)
class Waiting:
    """One update in the queue with its computed lamp; `disagrees` when the department's lamp is another."""

    update: ProgressUpdate
    lamp: str
    disagrees: bool


@dataclass(frozen=True)
class Group:
    """A department's part of the queue; `decided` counts what is already decided in the same period."""

    department: Department
    items: list[Waiting]
    decided: int

    @property
    def unsigned(self) -> bool:
        """Whether something here came without a signature, since nobody signs off in the department."""
        return any(item.update.signed_by_id is None and not item.update.by_office for item in self.items)


def waiting(plan: Plan) -> list[Waiting]:
    """Return the queue in department and report order, in a fixed number of queries."""
    rows = ProgressUpdate.objects.awaiting_review().filter(commitment__plan=plan)
    related = ("commitment__plan", "commitment__paragraph__section", "period", "department", "author", "signed_by")
    updates = list(rows.select_related(*related).order_by("department__order", "department__code", "commitment__order"))
    lamps = {pk: verdict.lamp for pk, verdict in assessment.previews(plan, updates).items()}
    return [Waiting(u, lamps[u.pk], u.self_lamp not in ("", lamps[u.pk])) for u in updates]


def grouped(plan: Plan, items: list[Waiting]) -> list[Group]:
    """Return the queue by department."""
    decided = list(
        ProgressUpdate.objects.filter(commitment__plan=plan, period__in={i.update.period_id for i in items})
        .exclude(decided_at=None)
        .values_list("department", flat=True)
    )
    by_department = groupby(items, key=lambda item: item.update.department)
    return [Group(department, list(rows), decided.count(department.pk)) for department, rows in by_department]


def neighbours(items: list[Waiting], pk: int) -> tuple[int, ProgressUpdate | None]:
    """Return the place of `pk` in the queue and the update that opens after it, or None at the end."""
    place = next((n for n, item in enumerate(items) if item.update.pk == pk), 0)
    following = [item.update for item in items[place + 1 :] + items[:place] if item.update.pk != pk]
    return place, following[0] if following else None
