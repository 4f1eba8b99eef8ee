"""What others ask of the department and what it asked of others, this period: a fixed number of queries."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from ...choices import PartState
from ...models import Part, ProgressUpdate
from ...rules.part_moves import latest_due
from ...workflow import evidence, joint, reporting
from ...workflow.doubting import doubts_about, promised_by

ORDER = (PartState.RETURNED, PartState.ASKED, PartState.FILED, PartState.TAKEN, PartState.CANCELLED)


@dataclass
class Row:
    """One part as the account sees it; `form` where it may be written, `kept` what was typed and not stored.

    `blocked` when the lead's report is on its way and can take nothing over or in.
    """

    part: Part
    moves: frozenset
    readable: bool
    wanted: list = field(default_factory=list)
    blocked: bool = False
    form: object = None
    reason: object = None
    refused: bool = False
    doubts: list = field(default_factory=list)
    kept: list = field(default_factory=list)

    @property
    def writable(self) -> bool:
        return "file" in self.moves


class Joint:
    """The department's joint work in the periods that are still open."""

    def __init__(self, plan, user, today: datetime.date):
        self.plan, self.user, self.today, self.department = plan, user, today, user.represents
        self.period = plan.periods.open_on(today)

    @property
    def rows(self):
        return Part.objects.filter(commitment__plan=self.plan, period__closed=None)

    @cached_property
    def owed(self) -> list[Row]:
        """The parts asked of the department; what it still owes first, by due day."""
        parts = list(self.rows.wanted().filter(department=self.department).with_people())
        evidence.lay_out_parts(parts, self.user)
        wanted = joint.figures_wanted([part.commitment for part in parts])
        rows = [self.row(part) for part in sorted(parts, key=place)]
        for row in rows:
            row.wanted = wanted[row.part.commitment_id]
        return self.asking_about(rows)

    @cached_property
    def asked(self) -> list[Row]:
        """The parts the department asked for as the lead; what is filed first."""
        parts = self.rows.asked_for(self.department).with_people()
        rows = [self.row(part) for part in sorted(parts, key=lambda each: (each.state != PartState.FILED, place(each)))]
        for row in rows:
            row.blocked = row.part.period == self.period and row.part.commitment_id not in self.writable
        return self.asking_about(rows)

    def asking_about(self, rows: list[Row]) -> list[Row]:
        """Give the rows the account may read what stands out in their figures.

        A part may be a share of the whole, so nothing is asked of its course, only whether it dwarfs the target.
        """
        planned = promised_by([row.part.commitment_id for row in rows]) if rows else {}
        for row in rows:
            figures = row.part.figures.all() if row.readable else ()
            row.doubts = doubts_about(figures, [], planned.get(row.part.commitment_id, {}))
        return rows

    def row(self, part) -> Row:
        return Row(part, part.moves_for(self.user), part.shows_text_to(self.user))

    @cached_property
    def led(self) -> list:
        """The commitments the department leads, in report order; none without an open period."""
        led = self.plan.commitments.standing().led_by(self.department).with_people().in_report_order().distinct()
        return list(led) if self.period else []

    @cached_property
    def writable(self) -> set:
        """The ids of those whose report can be written now."""
        reports = ProgressUpdate.objects.filter(commitment__in=self.led, period=self.period).order_by("revision")
        newest = {update.commitment_id: update for update in reports}
        return {c.pk for c in self.led if reporting.may_write(c, self.period, newest.get(c.pk), self.user)}

    @property
    def askable(self) -> list:
        """Those of them that others take part in."""
        return [commitment for commitment in self.led if commitment.pk in self.writable and others(commitment)]

    @cached_property
    def report_due(self) -> datetime.date:
        return self.period.due_for(self.department, self.today)

    @property
    def last_day(self) -> datetime.date:
        """The last day a part asked for today may be due."""
        return latest_due(self.report_due, self.today)


def place(part) -> tuple:
    return ORDER.index(part.state), part.due, part.commitment.order


def others(commitment) -> list:
    """Return the departments that take part beside the lead, those of equal standing first."""
    return [each for each in [*commitment.responsible, *commitment.supporting] if each != commitment.lead]
