"""What the overview reads, as light as 195 commitments on one page need: one query for them all."""

import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, Count, FilteredRelation, OuterRef, Q, Subquery, When
from django.utils.translation import get_language

from ...choices import DataState, Kind, Measured, UpdateState
from ...models import Assignment, Commitment, Observation, Plan, ProgressUpdate, Target, prepared
from ...workflow.judgement import days
from ..titles import title_in_language

# A day without verdicts, where no day is compared with.
NO_DAY = datetime.date.min


class CommitmentRow(NamedTuple):
    """A commitment: its title in the reader's language, its place in the report, its lead department.

    `department_place` sorts as the official list does; None without a department.
    """

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
    department: str
    department_place: str | None

    @property
    def is_headline(self) -> bool:
        """Whether it stands among the main targets, which open the report before its numbered sections."""
        return not self.section_number


class VerdictRow(NamedTuple):
    """What the page needs of a stored verdict; `before` is the official lamp of the day compared with.

    `actual`, `components` and `narrative` are None where the page does not show them.
    """

    official: str
    lamp: str
    reason: str
    self_lamp: str
    office_lamp: str
    actual: Decimal | None
    days_late: int
    pending_review: bool
    components: list | None
    decided_at: datetime.datetime | None
    narrative: str | None
    before: str | None


class TargetRow(NamedTuple):
    """A main target's wording, last year's figure in its unit, and the day awaited data is expected on."""

    commitment: int
    unit: str
    wording: str
    last_year: Decimal | None
    expected_on: datetime.date | None


COMMITMENT_COLUMNS = (
    "pk", "code", "shown", "kind", "paragraph_id", "paragraph__section_id", "paragraph__section__code",
    "paragraph__section__number", "paragraph__section__title", "paragraph__section__short_title", "department",
    "department_place",
)  # fmt: skip
VERDICT_COLUMNS = (
    "of_day__official", "of_day__lamp", "of_day__reason", "of_day__self_lamp", "of_day__office_lamp", "figure",
    "of_day__report_days_late", "of_day__pending_review", "told", "of_day__update__decided_at", "narrative",
    "earlier__official",
)  # fmt: skip


def read_standing(
    plan: Plan, on: datetime.date, before: datetime.date | None
) -> list[tuple[CommitmentRow, VerdictRow]]:
    """Return the commitments that stood on `on`, in report order, each with its verdict and its lamp on `before`.

    Days nobody asked for yet are judged first.
    """
    asked = {"plan": plan.pk, "on": on, "before": before or NO_DAY, "led": plan.day_of(on)}
    rows = prepared.rows(standing_rows, get_language(), **asked)
    for day, at in ((on, len(COMMITMENT_COLUMNS)), (before, -1)):
        if day and not all(values[at] for values in rows):
            days.judge_missing(plan, day)
            rows = prepared.rows(standing_rows, get_language(), **asked)
    split = len(COMMITMENT_COLUMNS)
    return [(CommitmentRow(*values[:split]), VerdictRow(*values[split:])) for values in rows]


def standing_rows(_language: str, *, plan, on, before, led):
    """Return the values of both rows, departments as on `led`; the lamps are None where a day was not judged yet."""
    # Shares come from the paced ones; the report's words and figures are shown of the main targets alone.
    headline, paced = Q(paragraph__section__number=""), Q(kind__in=Kind.averaged())
    found = Commitment.objects.filter(plan=plan).standing_on(on).in_report_order()
    found = found.annotate(
        of_day=FilteredRelation("verdicts", condition=Q(verdicts__on=on)),
        earlier=FilteredRelation("verdicts", condition=Q(verdicts__on=before)),
    )
    found = found.annotate(
        shown=title_in_language(), department=Assignment.objects.on(led).lead_name(),
        department_place=Assignment.objects.on(led).lead_place(),
        figure=Case(When(headline, then="of_day__actual")),
        told=Case(When(headline | paced, then="of_day__components")),
        narrative=Case(When(headline, then="of_day__update__narrative")),
    )  # fmt: skip
    return found.values_list(*COMMITMENT_COLUMNS, *VERDICT_COLUMNS)


def reports_handed_in(*, plan, period, day, moment):
    """Return how many commitments of the plan that stood on `day` had handed in a report for the period by `moment`."""
    sent = ProgressUpdate.objects.filter(period=period).sent_before(moment)
    sent = sent.filter(commitment__in=Commitment.objects.filter(plan=plan).standing_on(day))
    return sent.order_by().values("period").annotate(n=Count("commitment", distinct=True)).values_list("n")


def headline_targets(plan: Plan) -> dict[int, TargetRow]:
    """Return commitment id → the first observed target of each main target."""
    return {values[0]: TargetRow(*values) for values in prepared.rows(headline_rows, plan=plan.pk)}


def headline_rows(*, plan):
    """Return the values of a TargetRow for every observed target of the main ones, the last one first."""
    awaited = Observation.objects.filter(
        indicator=OuterRef("indicator"), state=DataState.AWAITED, update__state=UpdateState.APPROVED
    )
    expected = Subquery(awaited.order_by("-cutoff", "-pk").values("expected_on")[:1])
    found = Target.objects.filter(
        commitment__plan=plan, commitment__paragraph__section__number="", measured=Measured.OBSERVED
    ).order_by("-pk")
    columns = ("commitment_id", "indicator__unit", "wording", "last_year__value", "expected")
    return found.annotate(expected=expected).values_list(*columns)
