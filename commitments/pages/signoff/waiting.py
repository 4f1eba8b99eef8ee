"""What awaits the approver, each beside the approved update of the period before; a fixed number of queries."""

from dataclasses import dataclass

from ...models import Plan, ProgressUpdate
from ...workflow import assessment, evidence


@dataclass(frozen=True)
class Waiting:
    """An update to sign, the one before it or None, and its verdict as if approved."""

    update: ProgressUpdate
    previous: ProgressUpdate | None
    verdict: object
    own: bool


def waiting(plan: Plan, user) -> list[Waiting]:
    """Return the updates that await the department's sign-off, in report order."""
    rows = ProgressUpdate.objects.awaiting_sign_off(user.department).filter(commitment__plan=plan)
    updates = list(with_figures(rows).order_by("commitment__order"))
    earlier = before(updates)
    verdicts = assessment.previews(plan, updates)
    evidence.lay_out(updates, user)
    return [Waiting(u, earlier.get(u.commitment_id), verdicts[u.pk], u.author_id == user.pk) for u in updates]


def before(updates: list) -> dict[int, ProgressUpdate]:
    """Return commitment id → its newest approved update."""
    rows = ProgressUpdate.objects.approved().filter(commitment__in=[update.commitment_id for update in updates])
    return {update.commitment_id: update for update in with_figures(rows).order_by("period__ends", "revision")}


def with_figures(rows):
    related = ("commitment__plan", "commitment__paragraph", "period", "department", "author")
    return rows.select_related(*related).prefetch_related("observations__indicator", "milestones_reached__milestone")
