"""What a department owes in a period, in report order, with all the desk shows: a fixed number of queries."""

import datetime
from dataclasses import dataclass, field

from ...choices import Measured, UpdateState
from ...models import Commitment, HistoryEntry, Observation, Plan, ProgressUpdate, ReportingPeriod, User
from ...rules import moves
from ...workflow import assessment, reporting
from ...workflow.knowledge import in_force, rank
from .forms import ItemForm

SENT = (UpdateState.SIGNING, UpdateState.SUBMITTED)


@dataclass
class Item:
    """One commitment with its newest revision (`update` or None) and the approved one before (`previous`).

    `entered` are the targets whose figure is entered here, `shared` pairs of (target, observation in force or None).
    """

    commitment: Commitment
    period: ReportingPeriod
    on: datetime.date
    update: ProgressUpdate | None
    previous: ProgressUpdate | None
    entered: list
    shared: list
    reached: dict
    moves: frozenset
    is_writable: bool
    verdict: object = None
    last_verdict: object = None
    note: str = ""
    notice: str = ""
    conflict: bool = False
    missing: dict = field(default_factory=dict)
    form: ItemForm | None = None

    def __post_init__(self):
        self.missing = missing_of(self) if self.update else {}
        self.form = ItemForm(self)

    @property
    def plan(self) -> Plan:
        return self.commitment.plan

    @property
    def code(self) -> str:
        return self.commitment.code

    @property
    def milestones(self) -> list:
        return list(self.commitment.milestones.all())

    @property
    def last_figures(self) -> dict:
        """Return indicator id → last period's observation."""
        rows = self.previous.observations.all() if self.previous else ()
        return {row.indicator_id: row for row in rows}

    @property
    def unit(self) -> str:
        """The unit of the headline target, in which the forecast is given; "" without one."""
        return next((t.indicator.unit for t in self.commitment.targets.all()), "")

    @property
    def state(self) -> str:
        """Return new, ready, incomplete, returned, signing, submitted or approved."""
        if self.update is None:
            return "new"
        if self.update.state == UpdateState.DRAFT:
            return "incomplete" if self.missing else "ready"
        return self.update.state

    @property
    def version(self) -> int | str:
        """The version the form is based on; a new revision has none yet."""
        return self.update.version if self.update and self.update.state == UpdateState.DRAFT else ""

    @property
    def base(self) -> str:
        """Name period and revision the form writes, so that an old page never fills in a newer one."""
        revision = self.update.revision if self.update else 0
        begins = self.update is None or self.update.state == UpdateState.RETURNED
        return f"{self.period.code}.{revision + begins}"

    @property
    def must_explain(self) -> bool:
        lamps = (self.update.self_lamp if self.update else "", self.verdict.lamp if self.verdict else "")
        return any(lamp in reporting.NEEDS_EXPLANATION for lamp in lamps)

    @property
    def swaps(self) -> str:
        """Return what a saved answer replaces on the page: all but the fields themselves."""
        ids = [f"{name}-{self.code}" for name in ("st", "ver", "calc", "say")]
        ids += [
            f"f-{self.code}-{name}_error"
            for name in self.form.fields
            if not name.startswith(("awaited", "finality", "foreign"))
        ]
        return ",".join(f"#{one}" for one in ("bar", *ids))


def items(plan: Plan, period: ReportingPeriod, user: User, on: datetime.date) -> list[Item]:
    """Return every commitment the user's department answers for."""
    owed = commitments(plan, user.represents)
    updates, earlier = newest(owed, period), before(owed, period)
    verdicts = assessment.previews(plan, list(updates.values()))
    previous = {pk: rows[0] for pk, rows in earlier.items()}
    last_verdicts = assessment.previews(plan, list(previous.values()))
    first, known, notes = first_users(owed), in_force_now(owed), notes_for(owed)
    has_approver = user.represents.has_approver
    return [
        item_of(
            c, period, on, updates.get(c.pk), previous.get(c.pk), user, first, known, has_approver,
            verdicts=verdicts, last_verdicts=last_verdicts, note=notes.get(c.pk, ""),
            reached=reached_before(earlier.get(c.pk, ())),
        )
        for c in owed
    ]  # fmt: skip


def item_of(
    commitment,
    period,
    on,
    update,
    previous,
    user,
    first,
    known,
    has_approver,
    *,
    verdicts,
    last_verdicts,
    note,
    reached,
):
    observed = [t for t in commitment.targets.all() if t.measured == Measured.OBSERVED]
    entered = [t for t in observed if first.get(t.indicator_id) == commitment.pk]
    return Item(
        commitment, period, on, update, previous, entered,
        [(t, known.get(t.indicator_id)) for t in observed if t not in entered], reached,
        open_moves(update, user, has_approver), reporting.may_write(commitment, period, update, user),
        verdict=verdicts.get(update.pk) if update else None,
        last_verdict=last_verdicts.get(previous.pk) if previous else None,
        note=note if update and update.state == UpdateState.DRAFT else "",
    )  # fmt: skip


def commitments(plan, department) -> list[Commitment]:
    rows = plan.commitments.standing().led_by(department).in_report_order().select_related("plan", "paragraph__section")
    return list(rows.with_people().prefetch_related("targets__indicator__owner", "milestones"))


def newest(owed, period) -> dict[int, ProgressUpdate]:
    """Return commitment id → its newest revision of the period."""
    rows = ProgressUpdate.objects.filter(commitment__in=owed, period=period).order_by("revision")
    rows = rows.select_related("author", "signed_by").prefetch_related("observations", "milestones_reached")
    return {row.commitment_id: at_hand(row, owed, period) for row in rows}


def at_hand(update, owed, period=None):
    """Give the update its commitment (and period) without asking for them again."""
    update.commitment = next(c for c in owed if c.pk == update.commitment_id)
    if period:
        update.period = period
    return update


def before(owed, period) -> dict[int, list[ProgressUpdate]]:
    """Return commitment id → its approved updates of earlier periods, newest first."""
    rows = ProgressUpdate.objects.approved().filter(commitment__in=owed, period__ends__lt=period.ends).newest_first()
    found = {}
    for row in rows.select_related("period").prefetch_related("observations", "milestones_reached"):
        found.setdefault(row.commitment_id, []).append(at_hand(row, owed))
    return found


def reached_before(updates) -> dict[int, datetime.date]:
    """Return milestone id → the day approved updates gave, the newest word counting."""
    return {row.milestone_id: row.reached for update in reversed(updates) for row in update.milestones_reached.all()}


def first_users(owed) -> dict[int, int]:
    """Return indicator id → the commitment that enters its figure; reporting.indicators_entered_at for many."""
    found = {}
    for commitment in owed:
        for target in commitment.targets.all():
            if target.indicator.owner_id and target.indicator.owner_id == commitment.lead.pk:
                found.setdefault(target.indicator_id, commitment.pk)
    return found


def in_force_now(owed) -> dict[int, Observation]:
    """Return indicator id → the approved observation that counts, of this year's."""
    if not owed:
        return {}
    indicators = {t.indicator_id for c in owed for t in c.targets.all()}
    plan = owed[0].plan
    rows = Observation.objects.filter(
        indicator__in=indicators, update__state=UpdateState.APPROVED, cutoff__range=(plan.starts, plan.ends)
    ).select_related("update__period")
    return {row.indicator_id: row for row in sorted(in_force(rows), key=rank)}


def notes_for(owed) -> dict[int, str]:
    """Return commitment id → why its approver sent it back, where that was the last thing that happened."""
    rows = HistoryEntry.objects.filter(commitment__in=owed, action__startswith="update_").order_by("pk")
    last = {pk: (action, note) for pk, action, note in rows.values_list("commitment", "action", "note")}
    return {pk: note for pk, (action, note) in last.items() if action == "update_send_back"}


def open_moves(update, user, has_approver) -> frozenset[str]:
    """Return ProgressUpdate.moves_for of the own department, asking for its approver once for all items."""
    if update is None:
        return frozenset()
    return moves.moves(
        update.state, user.role, own_department=update.department_id == user.department_id,
        is_author=update.author_id == user.pk, has_approver=has_approver,
    )  # fmt: skip


def missing_of(item: Item) -> dict[str, str]:
    """Return reporting.missing_from for an item whose rows are at hand."""
    update, missing = item.update, {}
    for name in ("narrative", "self_lamp"):
        if not getattr(update, name).strip():
            missing[name] = "required"
    reported = {row.indicator_id for row in update.observations.all()}
    missing |= {f"figure_{t.indicator_id}": "required" for t in item.entered if t.indicator_id not in reported}
    if item.must_explain:
        missing |= {n: "explain_lamp" for n in ("problems", "next_steps") if not getattr(update, n).strip()}
    return missing
