"""The thresholds of an open plan: changed from a day on, with a reason; earlier days keep theirs."""

import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from commitments.choices import Lamp, PlanState
from commitments.models import HistoryEntry, Plan, ThresholdChange, Verdict, guards
from commitments.rules.facts import Thresholds
from commitments.workflow.judgement import assessment
from commitments.workflow.office import thresholds
from commitments.workflow.refusals import Incomplete, Refused, Stale
from tests.world import TODAY, make_approved, make_commitment, make_milestone, make_plan, moment

STRICT = Thresholds(yellow=Decimal(-5), red=Decimal(-20), milestone_days=7)
DAY, BEFORE = datetime.date(2024, 10, 20), datetime.date(2024, 10, 19)


@pytest.fixture
def reported(cast):
    """Give the cast's commitment 62 % against 70 %: a gap of −8."""
    return make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")


def change(cast, new=STRICT, day=DAY, **more):
    said = {"by": cast.supervisor, "at": moment(str(day)), "reason": "从严掌握。"} | more
    return thresholds.change_thresholds(cast.plan, new, **said)


def lamp(cast, day, commitment=None) -> str:
    return assessment.judge_commitments(Plan.objects.get(), day, [commitment or cast.commitment])[0].lamp


def test_they_count_from_their_day_on_and_not_before(cast, reported):
    change(cast)
    assert [lamp(cast, day) for day in (BEFORE, DAY, TODAY)] == [Lamp.GREEN, Lamp.YELLOW, Lamp.YELLOW]


def test_the_days_of_a_milestone_too(cast):
    commitment = make_commitment(cast.plan, cast.department, "4-1-2", "启动3座变电站建设", kind="milestone")
    make_milestone(commitment, planned="2024-09-20")
    make_approved(commitment, cast.reporter, cast.supervisor)
    change(cast)
    assert [lamp(cast, day, commitment) for day in (BEFORE, DAY)] == [Lamp.YELLOW, Lamp.RED]


def test_stored_lamps_of_the_day_are_judged_again_and_earlier_ones_stay(cast, reported):
    for day in (BEFORE, DAY, TODAY):
        assessment.verdicts_on(cast.plan, day)
    change(cast)
    stored = dict(Verdict.objects.values_list("on", "lamp"))
    assert (stored[BEFORE], stored[DAY]) == (Lamp.GREEN, Lamp.YELLOW)
    assert TODAY not in stored
    assert assessment.verdicts_on(cast.plan, TODAY)[cast.commitment.pk].lamp == Lamp.YELLOW


def test_of_several_the_newest_counts_each_from_its_day(cast, reported):
    change(cast)
    change(cast, Thresholds(Decimal(-2), Decimal(-7), 7), TODAY)
    change(cast, Thresholds(Decimal(-2), Decimal("-7.5"), 7), TODAY)
    found = [cast.plan.thresholds_on(day).red_below for day in (BEFORE, DAY, TODAY)]
    assert found == [Decimal(-30), Decimal(-20), Decimal("-7.5")]
    assert [lamp(cast, day) for day in (BEFORE, DAY, TODAY)] == [Lamp.GREEN, Lamp.YELLOW, Lamp.RED]


def test_it_is_recorded_with_what_was_before_and_why(cast):
    change(cast)
    entry = HistoryEntry.objects.get(action="thresholds_change")
    assert entry.before == {"yellow_at": "-10.00", "red_below": "-30.00", "milestone_days": 30}
    assert entry.after["valid_from"] == "2024-10-20"
    assert (entry.approved, entry.note, entry.actor) == (True, "从严掌握。", cast.supervisor)


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin"])
def test_they_belong_to_the_office(cast, who):
    with pytest.raises(Refused):
        change(cast, by=getattr(cast, who))


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.CLOSED])
def test_only_of_an_open_plan(cast, state):
    Plan.objects.update(state=state)
    with pytest.raises(Refused):
        change(cast)


def test_a_form_drawn_before_another_change_is_stale(cast):
    drawn = thresholds.thresholds_version(cast.plan)
    change(cast, version=drawn)
    with pytest.raises(Stale):
        change(cast, Thresholds(Decimal(-1), Decimal(-2), 1), version=drawn)
    assert ThresholdChange.objects.count() == 1


@pytest.mark.parametrize(
    ("new", "errors"),
    [
        ((-10, -30, 30), {"thresholds": "unchanged"}),
        ((0, -30, 30), {"yellow_at": "range"}),
        ((5, -30, 30), {"yellow_at": "range"}),
        ((-10, -10, 30), {"red_below": "order"}),
        ((-10, -5, 30), {"red_below": "order"}),
        ((-10, -101, 30), {"red_below": "range"}),
        ((-10, -30, 0), {"milestone_days": "range"}),
        ((-10, -30, 367), {"milestone_days": "range"}),
    ],
)
def test_what_cannot_be_is_named(cast, new, errors):
    yellow, red, days = new
    with pytest.raises(Incomplete) as refused:
        change(cast, Thresholds(Decimal(yellow), Decimal(red), days))
    assert refused.value.fields == errors
    assert not HistoryEntry.objects.exists()


def test_a_reason_is_needed(cast):
    with pytest.raises(Incomplete) as refused:
        change(cast, reason="  ")
    assert refused.value.fields == {"reason": "required"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE commitments_thresholdchange SET red_below = -99",
        "DELETE FROM commitments_thresholdchange",
        "UPDATE commitments_plan SET yellow_at = -9",
    ],
)
def test_none_is_edited_in_place(cast, statement):
    change(cast)
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert "kept" in str(guards.refusal_message(error.value))


def test_a_draft_is_still_edited(cast):
    Plan.objects.update(state=PlanState.DRAFT)
    Plan.objects.update(yellow_at=-9)
    assert Plan.objects.get().thresholds_on(TODAY).yellow_at == -9


def test_other_plans_keep_theirs(cast):
    city = make_plan("wuhan-2024", level="city")
    change(cast)
    assert city.thresholds_on(TODAY).yellow_at == -10
