"""The overview's lists: what needs a decision, what changed, who has not reported, what is praised."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ...choices import Kind, UpdateState
from ...clock import today
from ...documents.judgement_words import delay_words, gap_words
from ...models import Department, ProgressUpdate, User, Verdict, prepared
from ...rules.praise import finished_early, is_well_ahead
from ...workflow.judgement.assessment import restored_component
from ...workflow.snapshot.known_reports import end_of_day
from .standing import PlanStanding, StandingItem


@dataclass(frozen=True)
class Decision:
    """Something waiting for days: words of the department, or "" where its lamp and the office's differ."""

    item: StandingItem
    help_needed: str
    waiting: int


# Sorts behind the place of every department.
LAST = "~"


@dataclass(frozen=True)
class LateDepartment:
    """A department whose report for the last due period is missing: its commitments and the days since."""

    department: str
    items: list[StandingItem]

    @property
    def days(self) -> int:
        return max(item.verdict.days_late for item in self.items)

    @property
    def first(self) -> list[StandingItem]:
        return self.items[:2]


@dataclass(frozen=True)
class LampChanges:
    """Lamps that differ from the period before: worse, better, and moves to or from pending."""

    worse: list[StandingItem]
    better: list[StandingItem]
    pending: list[StandingItem]

    @property
    def ranked(self) -> list[StandingItem]:
        """Worse and better ones, the worst first."""
        return [*self.worse, *self.better]

    def __iter__(self):
        return iter([*self.worse, *self.better, *self.pending])


def decisions_due(standing: PlanStanding, user) -> list[Decision]:
    """Return what waits for a decision as far as `user` may read it, the longest waiting first."""
    items = {item.row.pk: item for item in standing.items}
    rows = help_asked(standing, user)
    asked = [Decision(items[pk], words, waited(standing, sent)) for pk, words, sent in rows if pk in items]
    disputed = [
        Decision(item, "", waited(standing, item.verdict.decided_at))
        for item in standing.items
        if is_disputed(item.verdict)
    ]
    return sorted([*asked, *disputed], key=lambda decision: -decision.waiting)


def is_disputed(verdict) -> bool:
    """Whether the office set another lamp than the department had."""
    return bool(verdict.office_lamp and verdict.self_lamp) and verdict.office_lamp != verdict.self_lamp


def help_asked(standing: PlanStanding, user) -> list[tuple]:
    """Return (commitment id, words, sent at) of the updates that ask for help, as far as `user` may read them."""
    of_past_day, own = standing.today < today(), user.represents
    asked = {"plan": standing.plan.pk, "moment": end_of_day(standing.on)} | ({"department": own.pk} if own else {})
    return prepared.rows(help_requests, user.role, of_past_day, **asked)


def help_requests(role: str, of_past_day: bool, *, plan, moment, department=None):
    """Return the updates that ask for help and were not followed by a newer one of their commitment.

    They are those a reader of that role may read, who fills in for that department.
    """
    who = User(role=role, department=department and Department(pk=department))
    sent = (
        ProgressUpdate.objects.visible_to(who)
        .except_pending_corrections()
        .filter(commitment__plan=plan, state__in=UpdateState.seen_by_office(), submitted_at__lt=moment)
    )
    if of_past_day:
        sent = sent.approved().filter(decided_at__lt=moment)
    follows = Q(period__ends__gt=OuterRef("period__ends")) | Q(
        period=OuterRef("period"), revision__gt=OuterRef("revision")
    )
    newer = sent.filter(follows, commitment=OuterRef("commitment"))
    found = sent.exclude(help_needed="").filter(~Exists(newer)).order_by("submitted_at", "pk")
    return found.values_list("commitment_id", "help_needed", "submitted_at")


def waited(standing: PlanStanding, since: datetime.datetime | None) -> int:
    """Return the whole days from `since` to the standing's day."""
    return max(0, (standing.on - timezone.localdate(since)).days) if since else 0


def changed_lamps(standing: PlanStanding) -> LampChanges:
    """Return the changed lamps; among the worse ones red first, among the better ones the largest step."""
    changed = [item for item in standing.items if item.changed]
    worse = [item for item in changed if item.moved < 0]
    better = [item for item in changed if item.moved > 0]
    return LampChanges(
        worse=sorted(worse, key=lambda item: (item.lamp != "red", item.moved)),
        better=sorted(better, key=lambda item: -item.moved),
        pending=[item for item in changed if item.moved == 0],
    )


def late_departments(items: list[StandingItem]) -> list[LateDepartment]:
    """Return the departments of items with missing reports, the longest late and the most first, then as listed."""
    missing = defaultdict(list)
    for item in items:
        missing[item.row.department_place or LAST, item.row.department or ""].append(item)
    groups = [LateDepartment(name, missing[place, name]) for place, name in sorted(missing)]
    return sorted(groups, key=lambda group: (-group.days, -len(group.items)))


@dataclass(frozen=True)
class Praised:
    """One commitment with what it is praised for: days early, what was planned at the cut-off, or the gap."""

    item: StandingItem
    cutoff: date | None
    days: int | None = None
    planned: Decimal | None = None
    gap: Decimal | None = None

    @property
    def said(self) -> str:
        """The days early or the gap in words, "" where neither is known."""
        if self.days is not None:
            return delay_words(-self.days)
        return gap_words(self.gap) if self.gap is not None else ""


def praised(standing: PlanStanding) -> tuple[list[Praised], list[Praised]]:
    """Return what was finished early, in report order, and what is well ahead, the widest gap first; one query."""
    items = standing.items  # read first: it judges a day nobody asked for yet
    rows = Verdict.objects.filter(commitment__plan=standing.plan, on=standing.on)
    told = {
        values[0]: values[1:]
        for values in rows.values_list("commitment_id", "components", "cutoff", "gap", "commitment__due")
    }
    early, ahead = [], []
    for item in items:
        components, cutoff, gap, due = told[item.row.pk]
        components = tuple(restored_component(component) for component in components)
        if finished_early(item.lamp, components, cutoff, due):
            early.append(praise_of_finished(item, components, cutoff))
        elif item.row.kind in Kind.averaged() and is_well_ahead(item.lamp, gap):
            ahead.append(Praised(item, cutoff, gap=gap))
    return early, sorted(ahead, key=lambda each: -each.gap)


def praise_of_finished(item: StandingItem, components, cutoff) -> Praised:
    """Return the praise of something finished: by its latest milestone, else by the share that was planned."""
    days = [-component.late_days for component in components if component.late_days is not None]
    planned = [component.expected for component in components if component.expected is not None]
    return Praised(item, cutoff, min(days, default=None), max(planned, default=None))
