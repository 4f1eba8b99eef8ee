"""What the overview reads, as light as 195 commitments on one page need: one query for each kind of row."""

import datetime
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

from ...choices import AssignmentRole, DataState, Kind, Measured, UpdateState
from ...models import Assignment, Observation, Plan, Target, Verdict
from ...workflow import assessment

PACED = (Kind.FLOW, Kind.STOCK, Kind.COVERAGE)


class CommitmentRow(NamedTuple):
    """A commitment: its title in the reader's language, its place in the report, its lead department."""

    pk: int
    code: str
    title: str
    kind: str
    paragraph: int
    section: int
    section_code: str
    section_number: str
    section_title: str
    section_name: str
    department: str | None

    @property
    def is_headline(self) -> bool:
        """Whether it stands among the main targets, which open the report before its numbered sections."""
        return not self.section_number


class VerdictRow(NamedTuple):
    """What the page needs of a stored verdict; `before` is the official lamp of the day compared with."""

    commitment: int
    official: str
    reason: str
    self_lamp: str
    office_lamp: str
    actual: Decimal | None
    days_late: int
    pending_review: bool
    parts: list
    decided_at: datetime.datetime | None
    narrative: str | None
    before: str | None


class TargetRow(NamedTuple):
    """An observed target, last year's figure in its unit, and the day awaited data is expected on."""

    commitment: int
    indicator: int
    name: str
    unit: str
    wording: str
    last_year: Decimal | None
    expected_on: datetime.date | None


def commitments(plan: Plan) -> list[CommitmentRow]:
    """Return the plan's standing commitments in report order."""
    bearing = Assignment.objects.current().exclude(role=AssignmentRole.SUPPORTING)
    # "lead" sorts before "responsible": where nobody leads, the first responsible one represents.
    lead = bearing.filter(commitment=OuterRef("pk")).order_by("role", "pk")
    found = (
        plan.commitments.standing()
        .in_report_order()
        .annotate(department=Subquery(lead.values("department__short_name")[:1]), shown=title_in_language())
    )
    section = (f"paragraph__section__{name}" for name in ("code", "number", "title", "short_title"))
    columns = ("pk", "code", "shown", "kind", "paragraph_id", "paragraph__section_id", *section)
    return [CommitmentRow(*values) for values in found.values_list(*columns, "department")]


def title_in_language():
    """Return the title to show: the English one on an English page, where there is one."""
    return Coalesce(NullIf("title_en", Value("")), "title") if get_language() == "en" else F("title")


def verdicts(plan: Plan, on: datetime.date, before: datetime.date | None, owed: set) -> dict[int, VerdictRow]:
    """Return commitment id → its verdict of the day `on` and its lamp on `before`, of all that are `owed`."""
    found = stored(plan, on, before)
    judged = judge_missing(plan, on, owed - found.keys())
    if before:
        judged |= judge_missing(plan, before, {pk for pk in owed if pk not in found or not found[pk].before})
    return stored(plan, on, before) if judged else found


def stored(plan: Plan, on: datetime.date, before: datetime.date | None) -> dict[int, VerdictRow]:
    """Return commitment id → the verdicts stored for the two days."""
    earlier = Verdict.objects.filter(commitment=OuterRef("commitment"), on=before).values("official")[:1]
    lamp_before = Subquery(earlier) if before else Value("")
    found = Verdict.objects.filter(commitment__plan=plan, on=on).annotate(before=lamp_before)
    # Only the main targets show words of their report; for the wall they would be dead weight.
    headline = When(commitment__paragraph__section__number="", then="update__narrative")
    values = found.annotate(narrative=Case(headline)).values_list(
        "commitment_id", "official", "reason", "self_lamp", "office_lamp", "actual", "report_days_late",
        "pending_review", "parts", "update__decided_at", "narrative", "before",
    )  # fmt: skip
    return {row[0]: VerdictRow(*row) for row in values}


def judge_missing(plan: Plan, on: datetime.date, missing: set) -> bool:
    """Judge the commitments that have no verdict of the day yet; return whether there were any."""
    if missing:
        assessment.assess(plan, on, list(plan.commitments.filter(pk__in=missing)))
    return bool(missing)


def targets(plan: Plan) -> dict[int, list[TargetRow]]:
    """Return commitment id → its observed targets in order, of the paced kinds and of the main targets."""
    awaited = Observation.objects.filter(
        indicator=OuterRef("indicator"), state=DataState.AWAITED, update__state=UpdateState.APPROVED
    )
    expected = Subquery(awaited.order_by("-cutoff", "-pk").values("expected_on")[:1])
    shown = Q(commitment__kind__in=PACED) | Q(commitment__paragraph__section__number="")
    found = Target.objects.filter(shown, commitment__plan=plan, measured=Measured.OBSERVED).order_by("pk")
    indicator = ("indicator_id", "indicator__name", "indicator__unit")
    columns = ("commitment_id", *indicator, "wording", "last_year__value", "expected")
    groups = defaultdict(list)
    for values in found.annotate(expected=expected).values_list(*columns):
        groups[values[0]].append(TargetRow(*values))
    return groups
