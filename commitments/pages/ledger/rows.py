"""The ledger's rows: a fixed number of queries, every figure ready to be printed."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from django.db.models import BigIntegerField, Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

from ...choices import AssignmentRole, Lamp
from ...models import Assignment, Plan, Target, Verdict
from ...workflow import assessment

# From worst to best: how a sort by lamp reads; grey comes last.
RANK = {Lamp.RED: 0, Lamp.YELLOW: 1, Lamp.GREEN: 2, Lamp.DONE: 3, Lamp.GREY: 4}
VERDICT = (
    "commitment_id", "official", "reason", "attained", "expected", "gap", "actual", "short_by", "over_by", "late_days",
    "report_days_late", "pending_review", "provisional", "told", "update__submitted_at", "update__narrative", "before",
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """One commitment as the ledger prints it; shares in percent, the gap in points, `actual` in `unit`."""

    pk: int
    code: str
    order: int
    title: str
    kind: str
    place: int
    band_name: str
    lead: str
    lamp: str
    reason: str
    attained: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    actual: Decimal | None
    short_by: Decimal | None
    over_by: Decimal | None
    late_days: int | None
    days_late: int
    pending: bool
    provisional: bool
    parts: list
    updated: datetime.datetime | None
    narrative: str
    before: str
    target: str = ""
    unit: str = ""
    stretch: bool = False
    band: "Band | None" = field(default=None, compare=False)

    @property
    def rank(self) -> int:
        return RANK[self.lamp]

    @property
    def moved(self) -> str:
        """Return ↑ or ↓ for a lamp better or worse than the period before; moves to or from grey are neither."""
        if not self.before or Lamp.GREY in (self.lamp, self.before) or self.lamp == self.before:
            return ""
        return "↑" if RANK[self.lamp] > RANK[self.before] else "↓"

    @property
    def has_share(self) -> bool:
        """Whether there is a share to draw: of milestones and while the lamp is pending there is none."""
        return self.attained is not None and self.lamp != Lamp.GREY

    @property
    def reached(self) -> tuple[int, int] | None:
        """Return (milestones reached, milestones) where nothing else is measured."""
        return (sum(part["met"] for part in self.parts), len(self.parts)) if self.parts else None

    @property
    def met(self) -> bool:
        return self.lamp == Lamp.DONE

    @property
    def gist(self) -> str:
        """The first clause of the department's report."""
        return self.narrative.split("。")[0].split("；")[0].split(";")[0][:40]


@dataclass(frozen=True)
class Band:
    """A paragraph's heading among the rows, with its lamps counted."""

    name: str
    count: int
    lamps: list[tuple[str, int]]


def read(plan: Plan, commitments, on: datetime.date, before: datetime.date | None) -> list[Row]:
    """Return the rows of `commitments` (a queryset of the plan) as judged on `on`, in report order."""
    columns = list(named(commitments))
    told = verdicts(plan, on, before, {values[0] for values in columns})
    rows = [Row(*values, *told[values[0]]) for values in columns]
    targets = first_targets(plan)
    for row in rows:
        row.target, row.unit, row.stretch = targets.get(row.pk, ("", "", False))
    return rows


def named(commitments):
    """Yield the columns that come from the commitment itself."""
    bearing = Assignment.objects.current().exclude(role=AssignmentRole.SUPPORTING)
    lead = bearing.filter(commitment=OuterRef("pk")).order_by("role", "pk").values("department__short_name")[:1]
    title = Coalesce(NullIf("title_en", Value("")), "title") if get_language() == "en" else F("title")
    found = commitments.in_report_order().annotate(lead_name=Coalesce(Subquery(lead), Value("")), shown=title)
    # The main targets, a paragraph each without a topic sentence, stand together under their section.
    section = "paragraph__section"
    name = Coalesce(NullIf("paragraph__lead", Value("")), f"{section}__short_title")
    place = Case(
        When(paragraph__lead="", then=-F(f"{section}_id")), default=F("paragraph_id"), output_field=BigIntegerField()
    )
    found = found.annotate(place=place, band_name=name)
    return found.values_list("pk", "code", "order", "shown", "kind", "place", "band_name", "lead_name")


def verdicts(plan: Plan, on: datetime.date, before: datetime.date | None, owed: set) -> dict[int, tuple]:
    """Return commitment id → the columns of its verdict, judging first if any of `owed` lacks one."""
    found = stored(plan, on, before)
    if owed <= found.keys() and (not before or all(found[pk][-1] for pk in owed)):
        return found
    for day in filter(None, (on, before)):
        judge(plan, day)
    return stored(plan, on, before)


def stored(plan: Plan, on: datetime.date, before: datetime.date | None) -> dict[int, tuple]:
    """Return commitment id → the columns of the verdict stored for `on`, ending with the lamp on `before`."""
    earlier = Verdict.objects.filter(commitment=OuterRef("commitment"), on=before).values("official")[:1]
    rows = Verdict.objects.filter(commitment__plan=plan, on=on)
    # Milestones are counted from the parts; where a share is shown they would be dead weight.
    rows = rows.annotate(told=Case(When(attained=None, then=F("parts"))))
    rows = rows.annotate(before=Coalesce(Subquery(earlier), Value("")) if before else Value(""))
    return {values[0]: (*values[1:-2], values[-2] or "", values[-1]) for values in rows.values_list(*VERDICT)}


def judge(plan: Plan, on: datetime.date) -> None:
    """Judge the commitments that have no verdict of the day yet."""
    missing = plan.commitments.standing().exclude(verdicts__on=on)
    if found := list(missing):
        assessment.assess(plan, on, found)


def first_targets(plan: Plan) -> dict[int, tuple]:
    """Return commitment id → (wording, unit, stretch) of its first target."""
    rows = Target.objects.filter(commitment__plan=plan).order_by("-pk")
    columns = ("commitment_id", "wording", "indicator__unit", "stretch")
    return {values[0]: values[1:] for values in rows.values_list(*columns)}


def lamps_of(rows) -> list[tuple[str, int]]:
    """Return every lamp with its number of rows."""
    count = Counter(row.lamp for row in rows)
    return [(lamp, count[lamp]) for lamp in Lamp.values]


def put_bands(rows: list[Row]) -> None:
    """Head each paragraph's first row with its band."""
    for _place, members in groupby(rows, key=lambda row: row.place):
        members = list(members)
        lamps = [(lamp, number) for lamp, number in lamps_of(members) if number]
        members[0].band = Band(members[0].band_name, len(members), lamps)
