"""Everything a department owes in the open period, here and in other plans: a fixed number of queries."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.utils.timezone import localdate

from ...choices import Measured, PlanState, UpdateState
from ...models import Commitment, Contribution, HistoryEntry, Observation, ProgressUpdate, ReportingPeriod, Target
from ...rules import update_moves
from ...rules.pace import expected_share
from ...rules.target import whole_units
from ...workflow.judgement import assessment
from ...workflow.reports import drafts, evidence, returns
from ...workflow.reports.entry_places import entered_at
from ...workflow.snapshot.snapshot import Snapshot
from ..period_asked import desk_address
from .item import DeskItem, observed_targets


class Desk:
    """An open period's items of the account's department, in report order, as they stand on the day `on`.

    With `only`, the code of a commitment, nothing else is asked for: a save while one types concerns that one alone.
    """

    def __init__(self, plan, period, user, on, only=""):
        self.plan, self.period, self.user, self.on, self.only = plan, period, user, on, only
        self.department = user.represents

    @cached_property
    def commitments(self) -> list:
        targets = Prefetch(
            "targets", Target.objects.select_related("indicator__owner", "baseline", "relative_to").order_by("pk")
        )
        asked = Contribution.objects.wanted().filter(period=self.period).select_related("department")
        contributions = Prefetch("contributions", asked, to_attr="contributions_asked")
        rows = self.plan.commitments.standing().led_by(self.department).in_report_order()
        rows = rows.filter(code=self.only) if self.only else rows
        rows = rows.select_related("plan", "paragraph__section").prefetch_related(targets, "milestones", contributions)
        return list(rows.distinct())

    @cached_property
    def items(self) -> list[DeskItem]:
        updates = self.updates(period=self.period)
        items = [self.item(each, updates[each.pk], self.earlier[each.pk]) for each in self.commitments]
        self.judge([item for item in items if item.update])
        evidence.load_files([item.update for item in items if item.update], self.user)
        return items

    def items_again(self) -> list[DeskItem]:
        """Return the items as a save has left them; what it cannot have changed is not asked for again."""
        del self.items
        return self.items

    @cached_property
    def earlier(self) -> dict[int, list[ProgressUpdate]]:
        """Commitment id → its approved updates of the periods before, newest first."""
        return self.updates(period__ends__lt=self.period.ends, state=UpdateState.APPROVED)

    def item(self, commitment, updates: list, earlier: list) -> DeskItem:
        """Return one commitment's item; `updates` and `earlier` newest first."""
        here, elsewhere = [], []
        for target in observed_targets(commitment):
            place = self.places.get(target.indicator_id)
            if place == commitment:
                here.append(target.indicator)
            else:
                elsewhere.append((target, self.known.readings.get(target.indicator_id), place))
        return DeskItem(
            commitment, self.period, updates[0] if updates else None, one_per_period(earlier), here, elsewhere,
            list(commitment.milestones.all()), returned_revision(updates), self.planned(commitment),
        )  # fmt: skip

    def updates(self, **which) -> dict[int, list[ProgressUpdate]]:
        """Return commitment id → its updates of those, newest first."""
        rows = ProgressUpdate.objects.except_pending_corrections().filter(commitment__in=self.commitments, **which)
        figures = Prefetch("observations", Observation.objects.select_related("indicator"))
        rows = rows.select_related("period", "department", "decided_by").prefetch_related(figures, "milestones_reached")
        found = defaultdict(list)
        for update in rows.newest_first():
            found[update.commitment_id].append(update)
        return found

    @cached_property
    def places(self) -> dict:
        """Indicator id → where its figure is entered: one figure, once."""
        return entered_at(self.plan, {t.indicator_id for each in self.commitments for t in observed_targets(each)})

    @cached_property
    def known(self) -> Snapshot:
        return Snapshot(self.plan, max(self.on, self.period.ends), self.commitments)

    def planned(self, commitment):
        """Return the share planned by the period's end of the commitment's only paced target, or None."""
        targets = self.known.targets[commitment.pk]
        if len(targets) != 1 or targets[0].measured != Measured.OBSERVED:
            return None
        facts = self.known.target_facts(commitment, targets[0])
        units = whole_units(facts.measure)
        return expected_share(facts.pace, self.period.ends, units) if facts.measure.is_paced else None

    @cached_property
    def due(self):
        """The day on which the department's reports fall due, more time granted included."""
        return self.period.due_for(self.department, self.on)

    @cached_property
    def parts_owed(self) -> list:
        """The contributions the department still owes other departments."""
        owed = Contribution.objects.owed_by(self.department).filter(commitment__plan=self.plan)
        return list(owed.select_related("commitment").order_by("due", "commitment__order"))

    @cached_property
    def corrections(self) -> list[ProgressUpdate]:
        """The department's corrections nobody has decided, and those returned since the period opened."""
        own = ProgressUpdate.objects.visible_to(self.user).filter(department=self.department)
        rows = own.corrections_under_way().filter(commitment__plan=self.plan).select_related("commitment", "period")
        opened = self.period.opened if self.period else None
        return [row for row in rows if row.is_open or opened is None or localdate(row.decided_at) >= opened]

    @cached_property
    def has_approver(self) -> bool:
        return self.department.has_approver

    def judge(self, items: list[DeskItem]) -> None:
        """Give each item its verdict as if approved, what it lacks and the moves open to the account."""
        for item in items:
            item.update.commitment = item.commitment
        verdicts = assessment.explained_verdicts(self.plan, [item.update for item in items])
        notes, drafted = self.notes(), [item.update for item in items if item.update.state == UpdateState.DRAFT]
        returned = returns.returns_of(drafted, inner=True)
        for item in items:
            update = item.update
            item.note = notes.get(update.pk, "") if update.state == UpdateState.DRAFT else ""
            item.verdict, item.calculation = verdicts[update.pk]
            reported = {row.indicator_id for row in update.observations.all()}
            item.errors = drafts.sending_errors_from(update, reported, item.entered, item.verdict.lamp)
            item.returns = returned.get(update.pk, [])
            item.errors |= returns.answer_errors_from(update, item.returns)
            item.moves = update_moves.open_update_moves(
                update.state, self.user.role, own_department=update.department_id == self.department.pk,
                is_author=update.author_id == self.user.pk, has_approver=self.has_approver,
            )  # fmt: skip

    def notes(self) -> dict[int, str]:
        """Return update → why the approver handed it back, where that was the last thing that happened to it."""
        rows = HistoryEntry.objects.about_updates().filter(commitment__in=self.commitments).order_by("pk")
        last = {update: (action, note) for update, action, note in rows.values_list("subject_pk", "action", "note")}
        return {update: note for update, (action, note) in last.items() if action == "update_send_back"}

    @property
    def ready(self) -> list[DeskItem]:
        return [item for item in self.items if item.ready]


def one_per_period(updates: list) -> list:
    """Return the newest revision of each period, newest period first."""
    newest = {}
    for update in updates:
        newest.setdefault(update.period_id, update)
    return list(newest.values())


def returned_revision(updates: list):
    """Return the revision the office returned, until its successor is sent; `updates` newest first."""
    draft = updates[:1] and updates[0].state == UpdateState.DRAFT
    last = updates[1:2] if draft else updates[:1]
    return last[0] if last and last[0].state == UpdateState.RETURNED else None


class OwedElsewhere(NamedTuple):
    """Another open period, of this plan (`is_here`) or of another open one: how many reports the department owes in
    it, and how many of them are not sent."""

    key: str
    title: str
    code: str
    owed: int
    left: int
    is_here: bool

    @property
    def url(self) -> str:
        return desk_address(self.key, self.code)


def owed_elsewhere(desk: Desk) -> list[OwedElsewhere]:
    """Return the other periods open on the desk's day that ask its department for reports, in one query: those of its
    own plan first, in each plan the newest first."""
    sent = ProgressUpdate.objects.filter(
        commitment=OuterRef("pk"), period=OuterRef("period_open"), state__in=UpdateState.sent()
    )
    rows = Commitment.objects.standing().led_by(desk.department).annotate(period_open=F("plan__periods"))
    asking = ReportingPeriod.objects.reporting(desk.on).filter(Q(plan=desk.plan) | Q(plan__state=PlanState.OPEN))
    asking = asking.exclude(pk=desk.period.pk) if desk.period else asking
    rows = rows.filter(period_open__in=asking.order_by().values("pk")).annotate(sent=Exists(sent))
    names = ("plan__key", "plan__title", "plan__periods__code")
    counted = rows.order_by().values(*names, "plan__periods__ends").annotate(
        owed=Count("pk", distinct=True), left=Count("pk", distinct=True, filter=Q(sent=False))
    )  # fmt: skip
    found = counted.order_by("plan__key", "-plan__periods__ends").values_list(*names, "owed", "left")
    return sorted(
        (OwedElsewhere(*row, is_here=row[0] == desk.plan.key) for row in found), key=lambda row: not row.is_here
    )
