"""Everything a department owes in the open period, with last period's words beside it: a fixed number of queries."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch
from django.utils.timezone import localdate

from ...choices import Measured, UpdateState
from ...models import HistoryEntry, Observation, ProgressUpdate, Target
from ...rules import moves
from ...workflow import assessment, reporting
from ...workflow.knowledge import Knowledge

WRITABLE = (UpdateState.DRAFT, UpdateState.RETURNED)


@dataclass
class Item:
    """One commitment on the desk; `lacking` says what is missing before its draft can be sent."""

    commitment: object
    period: object
    update: ProgressUpdate | None
    previous: ProgressUpdate | None
    entered: list
    shared: list
    milestones: list
    verdict: object = None
    lacking: dict = field(default_factory=dict)
    moves: frozenset = frozenset()
    form: object = None
    note: str = ""
    refused: bool = False
    conflict: list = field(default_factory=list)
    kept: list = field(default_factory=list)

    @property
    def writable(self) -> bool:
        return self.update is None or self.update.state in WRITABLE

    @property
    def ready(self) -> bool:
        return self.update is not None and self.update.state == UpdateState.DRAFT and not self.lacking

    @property
    def base(self) -> str:
        """Name the period and revision a form writes, so that an old page never fills in a newer one."""
        revision = self.update.revision if self.update else 0
        begins = self.update is None or self.update.state == UpdateState.RETURNED
        return f"{self.period.code}.{revision + begins}"

    @property
    def state(self) -> str:
        """new, ready, incomplete, or the state of what was sent."""
        if self.update is None:
            return "new"
        if self.update.state == UpdateState.DRAFT:
            return "ready" if self.ready else "incomplete"
        return self.update.state

    @property
    def targets(self) -> list:
        return self.commitment.targets.all()

    @property
    def unit(self) -> str:
        """The unit of the first target; a forecast is given in it."""
        return self.targets[0].indicator.unit if self.targets else ""


class Desk:
    """The open period's items of the account's department, in report order."""

    def __init__(self, plan, period, user):
        self.plan, self.period, self.user, self.department = plan, period, user, user.represents

    @cached_property
    def commitments(self) -> list:
        targets = Prefetch("targets", Target.objects.select_related("indicator").order_by("pk"))
        rows = self.plan.commitments.standing().led_by(self.department).in_report_order()
        return list(
            rows.select_related("plan", "paragraph__section").prefetch_related(targets, "milestones").distinct()
        )

    @cached_property
    def items(self) -> list[Item]:
        updates, earlier = (
            self.newest(period=self.period),
            self.newest(period__ends__lt=self.period.ends, state="approved"),
        )
        entered, readings = self.entered(), self.shared_readings
        items = [
            Item(
                commitment, self.period, updates.get(commitment.pk), earlier.get(commitment.pk), entered[commitment.pk],
                [(t, readings.get(t.indicator_id)) for t in elsewhere(commitment, entered[commitment.pk])],
                list(commitment.milestones.all()),
            )
            for commitment in self.commitments
        ]  # fmt: skip
        self.judge([item for item in items if item.update])
        return items

    def newest(self, **which) -> dict[int, ProgressUpdate]:
        """Return commitment id → its newest update of those."""
        rows = ProgressUpdate.objects.except_pending_corrections().filter(commitment__in=self.commitments, **which)
        figures = Prefetch("observations", Observation.objects.select_related("indicator"))
        rows = rows.select_related("period", "department", "decided_by").prefetch_related(figures, "milestones_reached")
        return {update.commitment_id: update for update in rows.order_by("period__ends", "revision")}

    def entered(self) -> dict[int, list]:
        """Return commitment id → the indicators entered there: its first use by the owner (one figure, once)."""
        found, seen = {}, set()
        for commitment in self.commitments:
            own = [t.indicator for t in observed(commitment) if t.indicator.owner_id == self.department.pk]
            found[commitment.pk] = [indicator for indicator in own if indicator.pk not in seen]
            seen |= {indicator.pk for indicator in own}
        return found

    @cached_property
    def shared_readings(self) -> dict:
        return Knowledge(self.plan, self.period.ends, self.commitments).readings

    @cached_property
    def has_approver(self) -> bool:
        return self.department.has_approver

    def judge(self, items: list[Item]) -> None:
        """Give each item its verdict as if approved, what it lacks and the moves open to the account."""
        for item in items:
            item.update.commitment = item.commitment
        verdicts = assessment.previews(self.plan, [item.update for item in items])
        notes = self.notes()
        for item in items:
            update = item.update
            item.note = notes.get(str(update), "") if update.state == UpdateState.DRAFT else ""
            item.verdict = verdicts[update.pk]
            reported = {row.indicator_id for row in update.observations.all()}
            item.lacking = reporting.lacking(update, reported, item.entered, item.verdict.lamp)
            item.moves = moves.moves(
                update.state, self.user.role, own_department=update.department_id == self.department.pk,
                is_author=update.author_id == self.user.pk, has_approver=self.has_approver,
            )  # fmt: skip

    def notes(self) -> dict[str, str]:
        """Return update → why the approver handed it back, where that was the last thing that happened to it."""
        rows = HistoryEntry.objects.filter(commitment__in=self.commitments, action__startswith="update_").order_by("pk")
        last = {subject: (action, note) for subject, action, note in rows.values_list("subject", "action", "note")}
        return {subject: note for subject, (action, note) in last.items() if action == "update_send_back"}

    @cached_property
    def corrections(self) -> list[ProgressUpdate]:
        """The department's corrections nobody has decided, and those returned since the period opened."""
        own = ProgressUpdate.objects.visible_to(self.user).filter(department=self.department)
        rows = own.corrections_under_way().filter(commitment__plan=self.plan).select_related("commitment", "period")
        opened = self.period.opened if self.period else None
        return [row for row in rows if row.is_open or opened is None or localdate(row.decided_at) >= opened]

    @property
    def ready(self) -> list[Item]:
        return [item for item in self.items if item.ready]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many are new, incomplete, ready, and on their way."""
        states = [item.state for item in self.items]
        named = {name: states.count(name) for name in ("new", "incomplete", "ready", "returned")}
        return named | {"sent": len(states) - sum(named.values())}


def elsewhere(commitment, entered: list) -> list[Target]:
    """Return the targets whose figure is entered at another commitment."""
    return [target for target in observed(commitment) if target.indicator not in entered]


def observed(commitment) -> list[Target]:
    return [target for target in commitment.targets.all() if target.measured == Measured.OBSERVED]
