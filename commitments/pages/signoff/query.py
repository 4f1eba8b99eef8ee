"""What awaits the approver, each beside the approved update of the period before; a fixed number of queries."""

from dataclasses import dataclass

from ...models import Plan, ProgressUpdate
from ...rules.differences import differences
from ...workflow.judgement import assessment
from ...workflow.reports import evidence
from ...workflow.reports.drafts import TEXTS
from ..flags_shown import FLAG_SOURCES, flags_by_update


@dataclass(frozen=True)
class SignoffItem:
    """An update to sign, the one before it or None, its verdict as if approved and why, and what stands out."""

    update: ProgressUpdate
    previous: ProgressUpdate | None
    verdict: object
    calculation: tuple
    own: bool
    flags: list

    @property
    def several(self) -> bool:
        """Whether the update holds more figures than one."""
        return len(self.update.observations.all()) > 1

    @property
    def plain(self) -> bool:
        """Whether the account may sign it together with others: nothing to look at, and not its own."""
        return not self.own and not self.flags

    @property
    def figures(self) -> list[tuple]:
        """Each observation with its change against the one before, None where there is nothing to compare."""
        earlier = {row.indicator_id: row.value for row in self.previous.observations.all()} if self.previous else {}
        return [
            (row, figure_change(row.value, earlier.get(row.indicator_id))) for row in self.update.observations.all()
        ]

    @property
    def texts(self) -> dict[str, list]:
        """Each text as runs of (kind, text), new ones marked; unmarked where there is nothing to compare."""
        return {name: self.marked(name)[1] for name in TEXTS}

    @property
    def earlier_narrative(self) -> list:
        """Last period's narrative as runs, what is gone marked."""
        return self.marked("narrative")[0]

    @property
    def unchanged(self) -> bool:
        """Whether the narrative was taken over from last period as it was."""
        return self.previous is not None and self.previous.narrative.strip() == self.update.narrative.strip()

    def marked(self, name: str) -> tuple[list, list]:
        now = getattr(self.update, name)
        if self.previous is None:
            return [], [("same", now)] if now else []
        return differences(getattr(self.previous, name), now)


def figure_change(now, before):
    return None if now is None or before is None else now - before


def signoff_items(plan: Plan, user) -> list[SignoffItem]:
    """Return the updates that await the department's sign-off, in report order."""
    rows = ProgressUpdate.objects.awaiting_sign_off(user.department).filter(commitment__plan=plan)
    updates = list(with_figures(rows).prefetch_related(*FLAG_SOURCES[1:]).order_by("commitment__order", "pk"))
    earlier = approved_before(updates)
    verdicts = assessment.explained_verdicts(plan, updates)
    evidence.load_files(updates, user)
    flags = flags_by_update(updates, verdicts)
    return [
        SignoffItem(row, earlier.get(row.commitment_id), *verdicts[row.pk], row.author_id == user.pk, flags[row.pk])
        for row in updates
    ]


def approved_before(updates: list) -> dict[int, ProgressUpdate]:
    """Return commitment id → its newest approved update."""
    rows = ProgressUpdate.objects.approved().filter(commitment__in=[update.commitment_id for update in updates])
    return {update.commitment_id: update for update in with_figures(rows).order_by("period__ends", "revision")}


def with_figures(rows):
    related = ("commitment__plan", "commitment__paragraph", "period", "department", "author")
    figures = ("observations__indicator", "milestones_reached__milestone")
    return rows.select_related(*related).prefetch_related(*figures)
