"""What awaits the approver, each beside the approved update of the period before; a fixed number of queries."""

from dataclasses import dataclass

from ...models import Plan, ProgressUpdate, prepared
from ...rules.differences import differences
from ...workflow.judgement import assessment
from ...workflow.reports import evidence
from ...workflow.reports.drafts import TEXTS
from ...workflow.reports.returns import returns_of
from ..flags_shown import bring_flag_sources, flags_by_update
from ..returns_shown import returns_shown

REPORT_RELATED = ("commitment__plan", "commitment__paragraph", "period", "department", "author")


@dataclass(frozen=True)
class SignoffItem:
    """An update to sign, the one before it or None, its verdict as if approved and why.

    `flags` is what stands out, `returned` the returns it answers.
    """

    update: ProgressUpdate
    previous: ProgressUpdate | None
    verdict: object
    calculation: tuple
    own: bool
    flags: list
    returned: list

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
    updates = prepared.models(updates_to_sign, plan=plan.pk, department=user.department_id)
    bring_flag_sources(updates)
    earlier = newest_approved(updates)
    verdicts = assessment.explained_verdicts(plan, updates)
    evidence.load_files(updates, user)
    returns = returns_of(updates, inner=True)
    flags = flags_by_update(updates, verdicts, returns)
    return [
        SignoffItem(
            row, earlier.get(row.commitment_id), *verdicts[row.pk], row.author_id == user.pk, flags[row.pk],
            returns_shown(returns.get(row.pk, [])),
        )
        for row in updates
    ]  # fmt: skip


def updates_to_sign(*, plan, department):
    rows = ProgressUpdate.objects.awaiting_sign_off(department).filter(commitment__plan=plan)
    return rows.select_related(*REPORT_RELATED).order_by("commitment__order", "pk")


def newest_approved(updates: list) -> dict[int, ProgressUpdate]:
    """Return commitment id → its newest approved update."""
    rows = ProgressUpdate.objects.approved().filter(commitment__in=[update.commitment_id for update in updates])
    return {update.commitment_id: update for update in with_figures(rows).order_by("period__ends", "revision")}


def with_figures(rows):
    return rows.select_related(*REPORT_RELATED).prefetch_related(
        "observations__indicator", "milestones_reached__milestone"
    )
