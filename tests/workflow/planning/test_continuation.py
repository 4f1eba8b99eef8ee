"""Next year's draft from this year's plan: what goes along, and what last year's figures become."""

import datetime
from decimal import Decimal

import pytest

from commitments.choices import AssignmentRole, BaselineState, Basis, Comparability, LinkKind, PlanState, Standing
from commitments.models import PromiseLink
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.continuation import continue_plan
from commitments.workflow.refusals import Incomplete, Refused
from commitments.workflow.reports.entries import Figure
from tests.world import (
    make_approved,
    make_commitment,
    make_department,
    make_milestone,
    make_support,
    make_target,
    moment,
)  # fmt: skip

pytestmark = pytest.mark.django_db
NEXT = NewPlan(2025, "district", "武昌区2025年计划")


def carry_on(cast, at="2025-01-25"):
    return continue_plan(cast.plan, NEXT, by=cast.supervisor, at=moment(at))


def level_target(cast, state=BaselineState.CONFIRMED):
    made = make_commitment(cast.plan, cast.department, "4-1-3", "打通不少于2条断头路", kind="stock")
    return make_target(made, "60", "条", basis=Basis.LEVEL, baseline_state=state, wording="2条")


def test_text_promises_and_their_places_go_along(cast):
    plan = carry_on(cast)
    copy = plan.commitments.get()
    assert (copy.code, copy.quote, copy.due) == ("4-1-1", cast.commitment.quote, datetime.date(2025, 12, 31))
    assert copy.due_standing == Standing.PROPOSED
    assert copy.paragraph.section.plan == plan
    assert copy.paragraph.text[copy.quote_start : copy.quote_end] == copy.quote
    assert plan.state == PlanState.DRAFT


def test_each_promise_is_tied_to_its_old_one_and_waits_to_be_judged(cast):
    link = PromiseLink.objects.get(plan=carry_on(cast))
    assert (link.earlier, link.commitment.code, link.kind) == (cast.commitment, "4-1-1", LinkKind.SAME)
    assert link.standing == Standing.PROPOSED


def test_what_was_withdrawn_does_not_come_back(cast):
    cast.plan.commitments.update(withdrawn_on=datetime.date(2024, 9, 1), withdrawn_reason="合并。")
    plan = carry_on(cast)
    assert (plan.commitments.count(), plan.sections.count()) == (0, 1)


def test_duties_keep_their_standing_and_a_successor_s_is_proposed(cast):
    heir = make_department("ZJJ", "区住建局")
    make_support(cast.commitment, cast.other)
    cast.department.valid_to, cast.department.successor = datetime.date(2024, 11, 30), heir
    cast.department.save()
    cast.commitment.assignments.update(standing=Standing.CONFIRMED)
    duties = {row.department: row for row in carry_on(cast).commitments.get().assignments.select_related("department")}
    assert (duties[heir].role, duties[heir].standing) == (AssignmentRole.LEAD, Standing.PROPOSED)
    assert (duties[cast.other].role, duties[cast.other].standing) == (AssignmentRole.SUPPORTING, Standing.CONFIRMED)
    assert str(duties[heir].valid_from) == "2025-01-01"


def test_a_department_that_takes_over_from_two_stands_once_as_what_is_more(cast):
    heir = make_department("ZJJ", "区住建局")
    make_support(cast.commitment, cast.other)
    for old in (cast.department, cast.other):
        old.valid_to, old.successor = datetime.date(2024, 11, 30), heir
        old.save()
    (duty,) = carry_on(cast).commitments.get().assignments.select_related("department")
    assert (duty.department, duty.role) == (heir, AssignmentRole.LEAD)


def test_an_approved_figure_becomes_comparison_of_a_flow_and_no_baseline(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="9200")
    copy = carry_on(cast).commitments.get()
    target = copy.targets.get()
    assert (target.baseline_state, target.last_year.value) == (BaselineState.NOT_NEEDED, Decimal(9200))
    assert (copy.last_year_value, copy.last_year_unit, copy.last_year_quote) == (9200, "根", "9,200根")
    assert copy.last_year_comparability == Comparability.SAME
    assert copy.last_year_note == "2024年审定数据，截至2024-09-30"


@pytest.mark.parametrize(
    ("finality", "cutoff", "state"),
    [
        ("final", "2024-12-31", BaselineState.CONFIRMED),
        ("provisional", "2024-12-31", BaselineState.PROPOSED),
        ("final", "2024-09-30", BaselineState.PROPOSED),
    ],
)
def test_a_level_counts_from_the_approved_figure_settled_only_by_a_final_one_of_the_last_day(
    cast, finality, cutoff, state
):
    target, day = level_target(cast), datetime.date.fromisoformat(cutoff)
    period = "2024-Q4" if day.month == 12 else "2024-Q3"
    figures = {target.indicator_id: Figure(value=Decimal(55), finality=finality)}
    make_approved(target.commitment, cast.reporter, cast.supervisor, period, "2025-01-15", figures=figures)
    copy = carry_on(cast).commitments.get(code="4-1-3").targets.get()
    assert (copy.baseline.value, copy.baseline.cutoff) == (55, day)
    assert copy.baseline_state == state


def test_a_level_nobody_reported_on_has_no_baseline_and_says_so(cast):
    level_target(cast)
    copy = carry_on(cast).commitments.get(code="4-1-3").targets.get()
    assert (copy.baseline, copy.baseline_state) == (None, BaselineState.MISSING)


def test_the_indicator_stays_the_same_one(cast):
    assert carry_on(cast).commitments.get().targets.get().indicator == cast.target.indicator


def test_days_move_by_a_year_and_are_proposed(cast):
    make_milestone(cast.commitment, planned="2024-02-29", standing=Standing.CONFIRMED)
    copy = carry_on(cast).commitments.get()
    stone = copy.milestones.get()
    assert (str(stone.planned), stone.standing) == ("2025-02-28", Standing.PROPOSED)
    points = [(str(point.at), point.share, point.standing) for point in copy.trajectory.all()]
    assert points[0] == ("2025-03-31", 10, Standing.PROPOSED)
    assert len(points) == 4


def test_a_milestone_reached_is_not_promised_again(cast):
    stone = make_milestone(cast.commitment)
    left = make_milestone(cast.commitment, "沙湖变电站")
    reached = {stone.pk: datetime.date(2024, 6, 28)}
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="9200", reached=reached)
    assert [row.what for row in carry_on(cast).commitments.get().milestones.all()] == [left.what]


def test_a_draft_is_not_carried_on_nor_a_year_twice(cast):
    plan = carry_on(cast)
    with pytest.raises(Incomplete):
        carry_on(cast)
    with pytest.raises(Refused):
        continue_plan(plan, NewPlan(2026, "district", "计划"), by=cast.supervisor, at=moment())
    with pytest.raises(Refused):
        continue_plan(cast.plan, NEXT, by=cast.leader, at=moment())
    assert PromiseLink.objects.count() == 1
