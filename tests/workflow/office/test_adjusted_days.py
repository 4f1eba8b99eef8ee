"""A milestone's day adjusted by the office: it counts from its day on, and what was adopted stays."""

import datetime

import pytest

from commitments.choices import Lamp, PlanState, YearEnd
from commitments.models import AdjustedDay, HistoryEntry, Plan
from commitments.workflow.judgement import assessment
from commitments.workflow.judgement.year_end import year_end_columns
from commitments.workflow.office.adjusted_days import adjust_milestone, days_version
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.snapshot.snapshot import Snapshot
from tests.world import make_approved, make_commitment, make_milestone, moment

pytestmark = pytest.mark.django_db
LATER = datetime.date(2024, 11, 30)


@pytest.fixture
def built(cast):
    """Return a commitment with a milestone planned for the end of June that nobody reached by the end of September."""
    made = make_commitment(cast.plan, cast.department, "4-1-9", "启动3座变电站建设", kind="milestone")
    make_milestone(made)
    make_approved(made, cast.reporter, cast.supervisor)
    return made


def adjust(cast, built, day=LATER, **more):
    said = {"by": cast.supervisor, "at": moment("2024-10-20"), "reason": "征地延期。"} | more
    return adjust_milestone(built, built.milestones.get(), day, **said)


def lamp_on(built, day: str) -> str:
    return assessment.verdicts_on(built.plan, datetime.date.fromisoformat(day))[built.pk].lamp


def test_lamps_from_its_day_on_follow_and_earlier_ones_stay(cast, built):
    assert lamp_on(built, "2024-10-19") == Lamp.RED
    adjust(cast, built)
    assert (lamp_on(built, "2024-10-19"), lamp_on(built, "2024-10-20")) == (Lamp.RED, Lamp.GREEN)
    assert built.milestones.get().planned == datetime.date(2024, 6, 30)


def test_the_latest_of_a_day_counts(cast, built):
    adjust(cast, built)
    adjust(cast, built, datetime.date(2024, 9, 29))
    known = Snapshot(cast.plan, datetime.date(2024, 10, 20), [built])
    (found,) = known.facts(built).milestones
    assert (found.planned, found.adopted) == (datetime.date(2024, 9, 29), datetime.date(2024, 6, 30))
    assert list(AdjustedDay.objects.values_list("revision", flat=True)) == [1, 2]


def test_set_back_to_the_adopted_day_nothing_is_adjusted(cast, built):
    adjust(cast, built)
    adjust(cast, built, datetime.date(2024, 6, 30))
    (found,) = Snapshot(cast.plan, datetime.date(2024, 10, 20), [built]).facts(built).milestones
    assert (found.planned, found.adopted) == (datetime.date(2024, 6, 30), None)


def test_the_year_end_knows_no_adjusted_day(cast, built):
    on = datetime.date(2024, 10, 20)
    before = year_end_columns(Snapshot(cast.plan, on, [built]), built)
    adjust(cast, built)
    assert year_end_columns(Snapshot(cast.plan, on, [built]), built) == before == {
        "year_end": YearEnd.OPEN, "year_end_provisional": True,
    }  # fmt: skip


def test_it_is_told_once_in_the_history(cast, built):
    adjust(cast, built)
    entry = HistoryEntry.objects.get(action="milestone_adjust")
    assert (entry.before, entry.after["day"], entry.note) == ({"day": "2024-06-30"}, "2024-11-30", "征地延期。")
    assert entry.commitment == built


@pytest.mark.parametrize(
    ("day", "reason", "field", "code"),
    [
        (datetime.date(2024, 6, 30), "延期。", "day", "unchanged"),
        (datetime.date(2025, 1, 1), "延期。", "day", "other_year"),
        (datetime.date(2023, 12, 31), "延期。", "day", "other_year"),
        (LATER, "  ", "reason", "required"),
    ],
)
def test_a_day_that_cannot_be_is_refused(cast, built, day, reason, field, code):
    with pytest.raises(Incomplete) as refusal:
        adjust(cast, built, day, reason=reason)
    assert refusal.value.fields == {field: code}
    assert not AdjustedDay.objects.exists()


def test_a_milestone_that_was_reached_keeps_its_day(cast):
    made = make_commitment(cast.plan, cast.department, "4-1-10", "启动3座变电站建设", kind="milestone")
    reached = {make_milestone(made).pk: datetime.date(2024, 6, 28)}
    make_approved(made, cast.reporter, cast.supervisor, reached=reached)
    with pytest.raises(Incomplete, match="milestone: reached"):
        adjust(cast, made)


def test_another_commitments_milestone_is_unknown(cast, built):
    other = make_milestone(cast.commitment, "别处")
    with pytest.raises(Incomplete, match="milestone: unknown"):
        adjust_milestone(built, other, LATER, by=cast.supervisor, at=moment("2024-10-20"), reason="延期。")


@pytest.mark.parametrize("who", ["reporter", "outsider"])
def test_only_the_office_sets_days(cast, built, who):
    with pytest.raises(Refused):
        adjust(cast, built, by=getattr(cast, who))


def test_a_draft_and_a_closed_plan_have_no_adjusted_days(cast, built):
    for state in (PlanState.DRAFT, PlanState.CLOSED):
        Plan.objects.update(state=state)
        with pytest.raises(Refused):
            adjust(cast, built)


def test_days_changed_meanwhile_are_stale(cast, built):
    version = days_version(list(built.milestones.adjusted_by(datetime.date(2024, 10, 20))))
    adjust(cast, built, version=version)
    with pytest.raises(Stale):
        adjust(cast, built, datetime.date(2024, 12, 1), version=version)
