"""Duties set many at once: freely in a draft, dated and with a reason in an open plan."""

import datetime

import pytest

from commitments.choices import PlanState, Role, Standing
from commitments.models import Assignment, Commitment, Department, HistoryEntry
from commitments.rules.duties import DutyChange
from commitments.workflow.planning.duties import (
    change_duties,
    confirm_duties,
    current_duties,
    duties_version,
    put_in_charge,
)
from commitments.workflow.refusals import Incomplete, Refused, Stale
from tests.world import make_commitment, make_department, make_support, make_user, moment

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 10, 24)


@pytest.fixture
def draft(cast):
    """Return the cast with two commitments in a draft."""
    cast.second = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    set_state(cast.plan, PlanState.DRAFT)
    return cast


def set_state(plan, state):
    plan.state = state
    plan.save()


def change(cast, role, way, *departments, seen=None, by=None, **more):
    seen = seen or dict.fromkeys(cast.plan.commitments.values_list("pk", flat=True))
    said = DutyChange(role, way, tuple(department.pk for department in departments))
    return change_duties(cast.plan, seen, said, by=by or cast.supervisor, at=moment(str(DAY)), **more)


def told(commitment, on=DAY):
    duties = commitment.assignments.on(on).select_related("department").order_by("pk")
    return [(str(duty.department), str(duty.role)) for duty in duties]


def test_a_draft_is_rewritten_from_its_first_day(draft):
    assert len(change(draft, "lead", "replace", draft.other)) == 2
    assert [told(row, draft.plan.starts) for row in draft.plan.commitments.all()] == [[("区教育局", "lead")]] * 2
    assert set(Assignment.objects.values_list("standing", "valid_from")) == {("confirmed", draft.plan.starts)}


def test_several_departments_bear_it_in_equal_standing(draft):
    change(draft, "responsible", "replace", draft.other, draft.department)
    found = Commitment.objects.get(pk=draft.commitment.pk)
    assert [str(each) for each in found.responsible] == ["区教育局", "区建设局"]
    assert found.lead == draft.other


def test_an_open_plan_keeps_every_day_gone_by(cast):
    change(cast, "lead", "replace", cast.other, reason="区委会议决定。")
    assert told(cast.commitment, DAY - datetime.timedelta(1)) == [("区建设局", "lead")]
    assert told(cast.commitment) == [("区教育局", "lead")]
    (entry,) = HistoryEntry.objects.filter(action="duty_change")
    assert (entry.before, entry.after, entry.note) == ({"lead": "区建设局"}, {"lead": "区教育局"}, "区委会议决定。")


def test_a_role_changed_twice_a_day_leaves_one_of_that_day(cast):
    change(cast, "supporting", "add", cast.other, reason="一。")
    change(cast, "lead", "replace", cast.other, reason="二。")
    assert told(cast.commitment) == [("区教育局", "lead")]
    assert cast.commitment.assignments.current().count() == 1


def test_an_open_plan_asks_for_a_reason(cast):
    with pytest.raises(Incomplete) as refusal:
        change(cast, "lead", "replace", cast.other, reason=" ")
    assert refusal.value.fields == {"reason": "required"}


def test_a_commitment_of_an_open_plan_is_never_left_to_nobody(cast):
    with pytest.raises(Incomplete) as refusal:
        change(cast, "lead", "remove", cast.department, reason="撤销。")
    assert refusal.value.fields == {"4-1-1": "nobody"}
    assert told(cast.commitment) == [("区建设局", "lead")]


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin", "security_admin"])
def test_only_the_office_sets_duties(draft, who):
    with pytest.raises(Refused):
        change(draft, "lead", "replace", draft.other, by=getattr(draft, who))


def test_a_closed_plan_keeps_its_duties(cast):
    set_state(cast.plan, PlanState.CLOSED)
    with pytest.raises(Refused):
        change(cast, "lead", "replace", cast.other, reason="晚了。")


def test_what_somebody_else_changed_is_not_written_over(draft):
    seen = {draft.commitment.pk: duties_version(draft.commitment, current_duties([draft.commitment.pk]).popitem()[1])}
    change(draft, "supporting", "add", draft.other)
    with pytest.raises(Stale) as refusal:
        change(draft, "lead", "replace", draft.other, seen=seen)
    assert refusal.value.current == draft.commitment


def test_nobody_is_assigned_who_is_not_there_on_that_day(cast):
    gone = make_department("JRJ", "区金融局", valid_to=DAY - datetime.timedelta(1))
    for departments, code in (((gone,), "not_there"), ((), "none"), ((cast.other, cast.department), "one_lead")):
        with pytest.raises(Incomplete) as refusal:
            change(cast, "lead", "replace", *departments, reason="试。")
        assert refusal.value.fields == {"departments": code}


def test_a_department_of_its_last_day_still_takes_part(cast):
    Department.objects.filter(pk=cast.other.pk).update(valid_to=DAY)
    assert len(change(cast, "supporting", "add", cast.other, reason="临时。")) == 1


def test_a_commitment_of_another_plan_is_not_there(draft):
    with pytest.raises(Refused):
        change(draft, "lead", "replace", draft.other, seen={draft.commitment.pk: None, 10**9: None})


def test_proposed_duties_are_confirmed_together(draft):
    draft.commitment.assignments.update(standing=Standing.PROPOSED)
    make_support(draft.commitment, draft.other)
    seen = dict.fromkeys(draft.plan.commitments.values_list("pk", flat=True))
    assert confirm_duties(draft.plan, seen, by=draft.supervisor, at=moment()) == [draft.commitment]
    assert set(Assignment.objects.values_list("standing", flat=True)) == {"confirmed"}
    with pytest.raises(Incomplete) as refusal:
        confirm_duties(draft.plan, seen, by=draft.supervisor, at=moment())
    assert refusal.value.fields == {"commitments": "settled"}


def test_a_leader_is_put_in_charge_and_the_history_keeps_the_former_one(cast):
    second = make_user("judy", Role.LEADER)
    for leader in (cast.leader, second):
        put_in_charge(cast.plan, {cast.commitment.pk: None}, leader, by=cast.supervisor, at=moment(), reason="调整。")
    entry = HistoryEntry.objects.filter(action="leader_change").first()
    assert (entry.before, entry.after) == ({"leader": "erin"}, {"leader": "judy"})
    assert Commitment.objects.get().leader == second


def test_only_a_leader_is_put_in_charge(cast):
    with pytest.raises(Incomplete) as refusal:
        put_in_charge(
            cast.plan, {cast.commitment.pk: None}, cast.auditor, by=cast.supervisor, at=moment(), reason="错。"
        )
    assert refusal.value.fields == {"leader": "unknown"}
