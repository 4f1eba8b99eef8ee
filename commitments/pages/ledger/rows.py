"""The ledger's rows: everything a page prints of its commitments, in two queries whatever their number."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Left

from ...choices import Lamp
from ...models import Assignment, Commitment, Department, Plan, Target, Verdict, leaders_then
from ..outline import LAMP_RANK, judge_missing
from ..titles import title_in_language

# What a row holds → the column of the query it is read from.
ROW_COLUMNS = {
    "pk": "commitment_id", "code": "commitment__code", "title": "shown", "kind": "commitment__kind",
    "due": "commitment__due", "lead": "lead", "lamp": "official", "computed": "lamp", "own": "self_lamp",
    "office": "office_lamp", "reason": "reason", "attained": "attained", "expected": "expected", "gap": "gap",
    "actual": "actual", "short_by": "short_by", "over_by": "over_by", "days_late": "report_days_late",
    "components": "told", "updated": "update__submitted_at", "narrative": "words", "before": "before",
}  # fmt: skip

# How much of a report's first clause a row has room for.
GIST = 40


@dataclass(slots=True)
class LedgerRow:
    """One commitment as the ledger prints it; shares in percent, the gap in points, `actual` in `unit`."""

    pk: int
    code: str
    title: str
    kind: str
    due: datetime.date
    lead: str
    lamp: str
    computed: str
    own: str
    office: str
    reason: str
    attained: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    actual: Decimal | None
    short_by: Decimal | None
    over_by: Decimal | None
    days_late: int
    components: list
    updated: datetime.datetime | None
    narrative: str
    before: str
    target: str = ""
    unit: str = ""
    stretch: bool = False
    leader: str = ""

    @property
    def moved(self) -> str:
        """Return ↑ or ↓ for a lamp better or worse than the period before; moves to or from grey are neither."""
        if not self.before or Lamp.GREY in (self.lamp, self.before) or self.lamp == self.before:
            return ""
        return "↑" if LAMP_RANK[self.lamp] > LAMP_RANK[self.before] else "↓"

    @property
    def has_share(self) -> bool:
        """Whether there is a share to draw: of milestones and while the lamp is pending there is none."""
        return self.attained is not None and self.actual is not None and self.lamp != Lamp.GREY

    @property
    def reached(self) -> tuple[int, int] | None:
        """Return (milestones reached, milestones) where nothing else is measured."""
        met = [component["met"] for component in self.components or ()]
        return (sum(met), len(met)) if met else None

    @property
    def met(self) -> bool:
        return self.lamp == Lamp.DONE

    @property
    def overruled(self) -> bool:
        """Whether the office's lamp is not the computed one."""
        return bool(self.office) and self.office != self.computed

    @property
    def gist(self) -> str:
        """The first clause of the department's report."""
        return self.narrative.split("。")[0].split("；")[0].split(";")[0]


def ledger_rows(
    plan: Plan, ids: list[int], on: datetime.date, before: datetime.date | None, *, leaders=False
) -> list[LedgerRow]:
    """Return the rows of the commitments `ids`, in their order, as judged on `on`; `leaders` says who is in charge."""
    told = rows_judged(plan, ids, on, before)
    if before and not all(row.before for row in told.values()):
        judge_missing(plan, before)
        told = rows_judged(plan, ids, on, before)
    put_first_targets(told)
    rows = [told[pk] for pk in ids]
    if leaders:
        put_leaders(rows, on)
    return rows


def rows_judged(plan: Plan, ids: list[int], on: datetime.date, before: datetime.date | None) -> dict[int, LedgerRow]:
    """Return commitment id → its row, still without target and leader."""
    found = row_values(plan, ids, on, before).values_list(*ROW_COLUMNS.values())
    rows = (LedgerRow(**dict(zip(ROW_COLUMNS, values, strict=True))) for values in found)
    return {row.pk: row for row in rows}


def row_values(plan: Plan, ids: list[int], on: datetime.date, before: datetime.date | None):
    """Return the verdicts of the day with the lamp of the day before; milestones only where no share shows."""
    earlier = Verdict.objects.filter(commitment=OuterRef("commitment"), on=before).order_by("pk").values("official")[:1]
    found = Verdict.objects.filter(commitment__in=ids, on=on)
    # Where a share shows, the report's words do not.
    words = Case(
        When(Q(attained=None, update__isnull=False), then=Left("update__narrative", GIST)), default=Value(""),
        output_field=TextField(),
    )  # fmt: skip
    found = found.annotate(
        told=Case(When(attained=None, then=F("components"))), shown=title_in_language("commitment__"), words=words
    )
    return found.annotate(
        lead=Assignment.objects.on(plan.day_of(on)).lead_name("commitment"),
        before=Coalesce(Subquery(earlier), Value("")) if before else Value(""),
    )


def put_first_targets(rows: dict[int, LedgerRow]) -> None:
    """Give each row, by commitment id, the wording and unit of its first target and whether it is a stretch."""
    targets = Target.objects.filter(commitment__in=rows).order_by("-pk")
    for pk, wording, unit, stretch in targets.values_list("commitment_id", "wording", "indicator__unit", "stretch"):
        row = rows[pk]
        row.target, row.unit, row.stretch = wording, unit, stretch


def put_leaders(rows: list[LedgerRow], on: datetime.date) -> None:
    """Name each commitment's leader in charge on the day: its own, else its lead department's."""
    then = leaders_then(on)
    own = Commitment.objects.filter(pk__in=[row.pk for row in rows]).exclude(leader=None)
    own = dict(own.values_list("pk", "leader__name")) | {pk: name_of(who) for pk, who in then.commitments.items()}
    departments = Department.objects.values_list("pk", "short_name", "leader__name")
    was = {pk: name_of(leader) for pk, leader in then.departments.items()}
    theirs = {short_name: was.get(pk, name) for pk, short_name, name in departments}
    for row in rows:
        row.leader = own.get(row.pk) or theirs.get(row.lead) or ""


def name_of(leader) -> str:
    return leader.name if leader else ""
