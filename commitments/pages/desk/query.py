"""Everything a department owes in the open period, here and in other plans: a fixed number of queries."""

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.timezone import localdate

from ...choices import PlanState, UpdateState
from ...models import Commitment, Contribution, ProgressUpdate, ReportingPeriod, prepared
from ...rules import update_moves
from ...workflow.judgement import assessment
from ...workflow.reports import drafts, evidence, returns
from ...workflow.reports.entry_places import entered_at
from ...workflow.snapshot import known_rows
from ...workflow.snapshot.snapshot import Snapshot
from ..period_asked import desk_address
from ..report_rows import bring_figures, bring_milestones
from . import rows
from .item import DeskItem, observed_targets


class Desk:
    """An open period's items of the account's department, in report order, as they stand on the day `on`.

    With `only`, the code of a commitment, nothing else is asked for: a save while one types concerns that one alone.
    """

    def __init__(self, plan, period, user, on, only=""):
        self.plan, self.period, self.user, self.on, self.only = plan, period, user, on, only
        self.department, self.ask = user.represents, prepared.Remembered().models

    @cached_property
    def commitments(self) -> list:
        asked = {"plan": self.plan.pk, "department": self.department.pk}
        if self.only:
            found = prepared.models(rows.commitment_led, **asked, code=self.only)
        else:
            found = prepared.models(rows.commitments_led, **asked)
        ids = [commitment.pk for commitment in found]
        if found:
            prepared.prefetch(found, "targets", self.ask(known_rows.targets, commitments=ids), "commitment_id")
            milestones = self.ask(known_rows.milestones, commitments=ids, on=self.on)
            prepared.prefetch(found, "milestones", milestones, "commitment_id")
            self.bring_contributions(found)
        return found

    def bring_contributions(self, found: list) -> None:
        """Give each commitment the contributions asked for; a save while one types shows none."""
        asked = {"commitments": [commitment.pk for commitment in found], "period": self.period.pk}
        rows_asked = [] if self.only else prepared.models(rows.contributions_asked, **asked)
        for commitment in found:
            commitment.contributions_asked = [row for row in rows_asked if row.commitment_id == commitment.pk]

    @cached_property
    def items(self) -> list[DeskItem]:
        items = self.items_to_write()
        self.judge([item for item in items if item.update])
        evidence.load_files([item.update for item in items if item.update], self.user)
        return items

    def items_to_write(self) -> list[DeskItem]:
        """Return the items as their forms need them: with what was returned, without verdicts and files."""
        here, earlier = self.reports()
        items = [self.item(each, here[each.pk], earlier[each.pk]) for each in self.commitments]
        self.tell_returns([item for item in items if item.update])
        return items

    def items_again(self) -> list[DeskItem]:
        """Return the items as a save has left them; what it cannot have changed is not asked for again."""
        self.__dict__.pop("items", None)
        return self.items

    def item_after(self, item: DeskItem, update) -> DeskItem:
        """Return the item as a save has left it that stored `update`, without its files; asks for nothing a save leaves
        as it is."""
        indicators = {indicator.pk: indicator for indicator in item.entered}
        milestones = {milestone.pk: milestone for milestone in item.milestones}
        for row in update.observations.all():
            row.indicator = indicators[row.indicator_id]
        for row in update.milestones_reached.all():
            row.milestone = milestones[row.milestone_id]
        update.period, after = self.period, replace(item, update=update, note="", returns=[])
        self.tell_returns([after])
        self.judge([after])
        self.items = [after]
        return after

    def item(self, commitment, updates: list, earlier: list) -> DeskItem:
        """Return one commitment's item; `updates` and `earlier` newest first."""
        here, elsewhere = [], []
        for target in observed_targets(commitment):
            place = self.places.get(target.indicator_id)
            if place == commitment:
                here.append(target.indicator)
            else:
                elsewhere.append((target, place))
        return DeskItem(
            commitment, self.period, updates[0] if updates else None, one_per_period(earlier), here, elsewhere,
            list(commitment.milestones.all()), returned_revision(updates), lambda: self.known,
        )  # fmt: skip

    def reports(self) -> tuple[dict, dict]:
        """Return commitment id → its updates of the period, and → its approved ones of the periods before; newest
        first."""
        ids, asked = [each.pk for each in self.commitments], {"period": self.period.pk, "day": self.period.ends}
        updates = prepared.models(rows.reports_led, commitments=ids, **asked) if ids else []
        bring_figures(updates)
        bring_milestones(updates)
        here, earlier = defaultdict(list), defaultdict(list)
        for update in updates:
            (here if update.period_id == self.period.pk else earlier)[update.commitment_id].append(update)
        return here, earlier

    @cached_property
    def places(self) -> dict:
        """Indicator id → where its figure is entered: one figure, once."""
        return entered_at(self.plan, {t.indicator_id for each in self.commitments for t in observed_targets(each)})

    @cached_property
    def known(self) -> Snapshot:
        return Snapshot(self.plan, max(self.on, self.period.ends), self.commitments, ask=self.ask)

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

    def tell_returns(self, items: list[DeskItem]) -> None:
        """Give each item what its draft answers, and why an approver handed it back."""
        drafted = [item for item in items if item.update.state == UpdateState.DRAFT]
        for item in items:
            item.update.commitment = item.commitment
        returned = returns.returns_of([item.update for item in drafted], inner=True, ask=self.ask)
        handed_back = [row for each in returned.values() for row in each if not row.by_office]
        notes = self.notes() if handed_back else {}
        for item in drafted:
            item.note, item.returns = notes.get(item.update.pk, ""), returned.get(item.update.pk, [])

    def judge(self, items: list[DeskItem]) -> None:
        """Give each item its verdict as if approved, what it lacks and the moves open to the account."""
        verdicts = assessment.explained_verdicts(self.plan, [item.update for item in items], self.ask)
        for item in items:
            update = item.update
            item.verdict, item.calculation = verdicts[update.pk]
            reported = {row.indicator_id for row in update.observations.all()}
            item.errors = drafts.sending_errors_from(update, reported, item.entered, item.verdict.lamp)
            item.errors |= returns.answer_errors_from(update, item.returns)
            item.moves = update_moves.open_update_moves(
                update.state, self.user.role, own_department=update.department_id == self.department.pk,
                is_author=update.author_id == self.user.pk, has_approver=self.has_approver,
            )  # fmt: skip

    def notes(self) -> dict[int, str]:
        """Return update → why the approver handed it back, where that was the last thing that happened to it."""
        last = {update: (action, note) for update, action, note in self.acts}
        return {update: note for update, (action, note) in last.items() if action == "update_send_back"}

    @cached_property
    def acts(self) -> list[tuple]:
        """(Update, act, note) of what happened to its reports before, in order."""
        return prepared.rows(rows.acts_on_reports, commitments=[commitment.pk for commitment in self.commitments])

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
