"""The office's queue: what was submitted, by department, with what each would get and since when it waits."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from ...choices import Lamp
from ...models import Department, Holiday, Plan, ProgressUpdate, prepared
from ...workflow.judgement import assessment
from ...workflow.reports import evidence
from ...workflow.reports.returns import returns_of
from ..flags_shown import ReviewFlag, bring_flag_sources, flags_by_update

QUEUE_RELATED = (
    "commitment__paragraph__section", "period", "department", "author", "signed_by", "signed_for",
    "corrects",
)  # fmt: skip
JUMP_CODES = {"fell", "tenfold", "jump", "increment", "far_above"}


@dataclass(frozen=True)
class QueueItem:
    """One update in the queue with the verdict it would get and why, what stands out, the day a decision is due.

    `returns` holds the office's last return, where it answers one.
    """

    update: ProgressUpdate
    verdict: object
    calculation: tuple
    flags: list[ReviewFlag]
    due: datetime.date
    on: datetime.date
    returns: list

    @property
    def codes(self) -> set[str]:
        return {flag.code for flag in self.flags}

    @property
    def disagrees(self) -> bool:
        return "disagrees" in self.codes

    @property
    def jumps(self) -> bool:
        return bool(self.codes & JUMP_CODES)

    @property
    def days(self) -> int:
        """For how many days it has waited."""
        return max(0, (self.on - timezone.localdate(self.update.submitted_at)).days)

    @property
    def overdue(self) -> bool:
        return self.due < self.on

    @property
    def unsigned(self) -> bool:
        """Whether nobody in its department signed it off."""
        return self.update.signed_by_id is None and not self.update.by_office

    @property
    def plain(self) -> bool:
        """Whether it may be approved with others: on track by both lamps, nothing to look at, no correction."""
        good = self.verdict.lamp in Lamp.good() and self.update.self_lamp == self.verdict.lamp
        return good and not self.flags and self.update.corrects_id is None


@dataclass(frozen=True)
class QueueGroup:
    """A department's part of the queue; `decided` counts what is already decided in the same periods."""

    department: Department
    items: list[QueueItem]
    decided: int

    @property
    def overdue(self) -> int:
        return sum(item.overdue for item in self.items)

    @property
    def unsigned(self) -> bool:
        return any(item.unsigned for item in self.items)

    @property
    def plain(self) -> list[QueueItem]:
        return [item for item in self.items if item.plain]


class Queue:
    """What waits for the office in one plan, in department and report order, in a fixed number of queries.

    With `department` (a code) only its part is gone through; `groups` still names all.
    """

    def __init__(self, plan: Plan, on: datetime.date, user, department: str = ""):
        self.plan, self.on, self.user, self.department = plan, on, user, department

    @cached_property
    def everything(self) -> list[QueueItem]:
        updates = prepared.models(queue_updates, plan=self.plan.pk)
        bring_flag_sources(updates)
        prefetch_related_objects([self.plan], "threshold_changes")
        for update in updates:
            update.commitment.plan = self.plan
        verdicts = assessment.explained_verdicts(self.plan, updates, prepared.Remembered().models)
        evidence.load_files(updates, self.user)
        returns, workdays = returns_of(updates, inner=False), Holiday.objects.workdays()
        flags = flags_by_update(updates, verdicts, returns)
        return [
            QueueItem(
                update, *verdicts[update.pk], flags[update.pk],
                workdays.after(timezone.localdate(update.submitted_at), self.plan.review_days), self.on,
                returns.get(update.pk, []),
            )
            for update in updates
        ]  # fmt: skip

    @property
    def items(self) -> list[QueueItem]:
        """The part that is gone through; all of it when the department has nothing left."""
        chosen = [item for item in self.everything if item.update.department.code == self.department]
        return chosen or self.everything

    @cached_property
    def groups(self) -> list[QueueGroup]:
        periods = {item.update.period_id for item in self.everything}
        asked = {"plan": self.plan.pk, "periods": sorted(periods)}
        decided = [department for (department,) in prepared.rows(decided_by, **asked)] if periods else []
        by_department = groupby(self.everything, key=lambda item: item.update.department)
        return [QueueGroup(department, list(rows), decided.count(department.pk)) for department, rows in by_department]

    @property
    def shown_groups(self) -> list[QueueGroup]:
        chosen = [group for group in self.groups if group.department.code == self.department]
        return chosen or self.groups

    @property
    def suffix(self) -> str:
        """What an address of the queue ends in, so that the department is kept."""
        return "&" + urlencode({"department": self.department}) if self.department else ""

    @property
    def overdue(self) -> int:
        return sum(item.overdue for item in self.everything)

    def item(self, pk: int | None) -> QueueItem | None:
        return next((item for item in self.everything if item.update.pk == pk), None)

    def place(self, item: QueueItem) -> int:
        """Return the item's place in what is gone through, from 1."""
        return next((n for n, each in enumerate(self.items, 1) if each is item), 1)

    def after(self, pk: int) -> ProgressUpdate | None:
        """Return the update that opens after `pk`, or None when it is the last one."""
        found = following([item.update.pk for item in self.items], pk)
        return self.item(found).update if found else None

    def flagged_after(self, pk: int) -> ProgressUpdate | None:
        """Return the next update after `pk` in which something stands out, beginning again at the end, or None."""
        flagged = [item.update.pk for item in self.items if item.flags or item.update.pk == pk]
        found = following(flagged, pk)
        return self.item(found).update if found else None

    def address(self, pk: int | None = None) -> str:
        """Return the queue's address with an update opened, the department kept."""
        query = {"item": pk} if pk else {}
        query |= {"department": self.department} if self.department else {}
        address = reverse("review", args=[self.plan.key])
        return f"{address}?{urlencode(query)}" if query else address

    def next_after(self, pk: int) -> int | None:
        """Return what `after` would, from the order alone: for the moment before a decision."""
        rows = prepared.rows(queue_order, plan=self.plan.pk)
        chosen = [number for number, department in rows if department == self.department]
        return following(chosen, pk) or following([number for number, _department in rows], pk)


def queue_updates(*, plan):
    return queue_rows(plan).select_related(*QUEUE_RELATED)


def queue_order(*, plan):
    return queue_rows(plan).values_list("pk", "department__code")


def decided_by(*, plan, periods):
    """Return the department of each report decided in these periods."""
    rows = ProgressUpdate.objects.filter(commitment__plan=plan, period__in=periods, decided_at__isnull=False)
    return rows.values_list("department").order_by("pk")


def queue_rows(plan: int):
    rows = ProgressUpdate.objects.awaiting_review().filter(commitment__plan=plan)
    return rows.order_by("department__order", "department__code", "commitment__order", "period__ends", "pk")


def following(order: list[int], pk: int) -> int | None:
    """Return what stands after `pk` in the order, beginning again at its end; None without another."""
    place = order.index(pk) if pk in order else -1
    others = [each for each in order[place + 1 :] + order[: max(place, 0)] if each != pk]
    return others[0] if others else None
