"""A department merged into another in the middle of a period: what goes where, and what stays as it was."""

import datetime
import io

import pytest
from django.core.management import call_command

from commitments.choices import ContributionState, PlanState, Role, UpdateState
from commitments.models import (
    Assignment,
    Contribution,
    Department,
    Handover,
    HistoryEntry,
    ProgressUpdate,
    ReportingPeriod,
    User,
)
from commitments.pages import handovers_due
from commitments.pages.handovers_due import HandoversMiddleware
from commitments.workflow.office.periods import extend_period
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.continuation import continue_plan
from commitments.workflow.planning.duties import may_assign
from commitments.workflow.planning.handover_rows import HandoverRows
from commitments.workflow.planning.handovers import (
    HandoverWish,
    carry_out_due,
    carry_out_handover,
    decide_handover,
    withdraw_handover,
)
from commitments.workflow.refusals import Incomplete, Refused
from commitments.workflow.reports import moves
from tests.world import (
    file_contribution,
    make_approved,
    make_commitment,
    make_contribution,
    make_department,
    make_evidence,
    make_support,
    make_update,
    make_user,
    moment,
)  # fmt: skip

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2024, 10, 24)
QUOTES = ("新增停车泊位1万个", "打通不少于2条断头路", "推进海绵城市建设", "启动3座变电站建设")
REASON = "武昌区机构改革方案。"


@pytest.fixture
def merging(cast):
    """Return the cast whose department A (区建设局) leads, supports and reports beside B (区教育局)."""
    cast.led, cast.over, cast.self_support, cast.both = (
        make_commitment(cast.plan, department, f"4-1-{number}", quote, kind="qualitative")
        for number, (department, quote) in enumerate(
            zip(
                (cast.department, cast.department, cast.other, make_department("CGJ", "区城管局")), QUOTES, strict=True
            ),
            2,
        )
    )
    make_support(cast.over, cast.other)
    make_support(cast.self_support, cast.department)
    make_support(cast.both, cast.department)
    make_support(cast.both, cast.other)
    return cast


def wish(cast, day=TODAY, **more):
    return HandoverWish(cast.department, cast.other, day, **more)


def hand_over(cast, day=TODAY, by=None, reason=REASON, **more):
    return decide_handover(
        cast.plan, wish(cast, day, **more), by=by or cast.supervisor, at=moment(str(TODAY)), reason=reason
    )


def borne(commitment, on=None):
    duties = Assignment.objects.of(on).filter(commitment=commitment).select_related("department").order_by("pk")
    return [(str(duty.department), str(duty.role)) for duty in duties]


def test_every_duty_passes_and_overlaps_are_settled(merging):
    found = HandoverRows(merging.plan, merging.department, merging.other)
    assert found.outcomes == {"passed": 2, "lead_over_support": 1, "self_support": 1, "merged": 1}
    hand_over(merging)
    lead = [("区教育局", "lead")]
    assert [borne(row) for row in (merging.commitment, merging.led, merging.over, merging.self_support)] == [lead] * 4
    assert borne(merging.both) == [("区城管局", "lead"), ("区教育局", "supporting")]


def test_every_day_gone_by_keeps_who_bore_it(merging):
    rows = list(merging.plan.commitments.all())
    days = [merging.plan.starts + datetime.timedelta(n) for n in range((TODAY - merging.plan.starts).days)]
    before = [borne(row, day) for day in days[::7] for row in rows]
    hand_over(merging)
    assert [borne(row, day) for day in days[::7] for row in rows] == before
    assert len(before) > 200


def test_the_former_department_ends_the_day_before_and_names_its_heir(merging):
    hand_over(merging)
    former = Department.objects.get(pk=merging.department.pk)
    assert (former.valid_to, former.successor) == (TODAY - datetime.timedelta(1), merging.other)
    with pytest.raises(Incomplete):
        decide_handover(
            merging.plan, HandoverWish(merging.other, former, TODAY), by=merging.supervisor, at=moment(str(TODAY)),
            reason="倒回。",
        )  # fmt: skip


def test_what_is_approved_stays_and_what_is_under_way_moves(merging):
    approved = make_approved(merging.commitment, merging.reporter, merging.supervisor, "2024-Q2", value="3500")
    draft = make_update(merging.led, merging.reporter)
    sent = moves.send_report(make_update(merging.over, merging.reporter), by=merging.reporter, at=moment())
    hand_over(merging)
    held = {row.pk: row.department for row in ProgressUpdate.objects.select_related("department")}
    assert held == {approved.pk: merging.department, draft.pk: merging.other, sent.pk: merging.other}


def test_reports_sent_are_finished_under_the_former_name_if_so_chosen(merging):
    sent = moves.send_report(make_update(merging.led, merging.reporter), by=merging.reporter, at=moment())
    hand_over(merging, sent="keep")
    sent.refresh_from_db()
    assert (sent.department, sent.state) == (merging.department, UpdateState.SUBMITTED)


def test_drafts_are_dropped_if_so_chosen_but_not_what_files_hang_on(merging):
    plain, filed = make_update(merging.led, merging.reporter), make_update(merging.over, merging.reporter)
    make_evidence(filed, merging.reporter)
    hand_over(merging, drafts="drop")
    assert [row.pk for row in ProgressUpdate.objects.all()] == [filed.pk]
    assert plain.pk not in ProgressUpdate.objects.values_list("pk", flat=True)


@pytest.mark.parametrize(("with_approver", "state"), [(True, "signing"), (False, "draft")])
def test_what_waited_for_the_former_approver_waits_for_the_new_one(merging, with_approver, state):
    merging.with_approver()
    signing = moves.send_report(make_update(merging.led, merging.reporter), by=merging.reporter, at=moment())
    if with_approver:
        make_user("kate", Role.APPROVER, merging.other)
    hand_over(merging)
    signing.refresh_from_db()
    assert (signing.department, signing.state) == (merging.other, state)


def test_contributions_pass_on_but_nobody_owes_one_to_themselves(merging):
    lead = make_user("lena", Role.REPORTER, merging.both.lead)
    owed = make_contribution(merging.both, merging.department, lead)
    own = make_contribution(merging.self_support, merging.department, merging.outsider)
    hand_over(merging)
    rows = {row.pk: (str(row.department), row.state) for row in Contribution.objects.select_related("department")}
    assert rows[own.pk] == ("区建设局", ContributionState.CANCELLED)
    assert rows[owed.pk] == ("区教育局", ContributionState.ASKED)


def test_a_contribution_the_heir_owes_already_is_not_owed_twice(merging):
    lead = make_user("lena", Role.REPORTER, merging.both.lead)
    make_contribution(merging.both, merging.other, lead)
    second = make_contribution(merging.both, merging.department, lead)
    filed = file_contribution(second, merging.reporter)
    hand_over(merging)
    filed.refresh_from_db()
    assert (filed.department, filed.state) == (merging.department, ContributionState.FILED)


def test_indicators_go_to_the_new_data_owner(merging):
    hand_over(merging)
    merging.target.indicator.refresh_from_db()
    assert merging.target.indicator.owner == merging.other
    assert Handover.objects.get().moved == [merging.target.indicator_id]


@pytest.mark.parametrize(
    ("accounts", "department", "role", "proposed", "active"),
    [
        ("move", "区教育局", "", "reporter", True), ("close", "区建设局", "reporter", "", False),
        ("keep", "区建设局", "reporter", "", True),
    ],
)  # fmt: skip
def test_accounts_move_to_be_granted_anew_or_close(merging, accounts, department, role, proposed, active):
    hand_over(merging, accounts=accounts)
    found = User.objects.get(pk=merging.reporter.pk)
    assert (str(found.department), found.role, found.proposed_role, found.is_active) == (
        department, role, proposed, active,
    )  # fmt: skip


@pytest.mark.parametrize(("codes", "due"), [((), datetime.date(2024, 10, 30)), (("4-1-2",), None)])
def test_the_time_a_department_was_given_goes_along_with_all_of_its_duties(merging, codes, due):
    period = merging.plan.periods.get(code="2024-Q3")
    wanted = {"reason": "数据未出。", "by": merging.supervisor, "at": moment("2024-10-16")}
    extend_period(period, merging.department, datetime.date(2024, 10, 30), **wanted)
    hand_over(merging, codes=codes)
    period = ReportingPeriod.objects.get(pk=period.pk)
    assert period.due_for(merging.other, TODAY) == (due or period.due)


def test_some_commitments_alone_leave_the_department_its_others(merging):
    hand_over(merging, codes=("4-1-2",))
    former = Department.objects.get(pk=merging.department.pk)
    assert (borne(merging.led), borne(merging.commitment)) == ([("区教育局", "lead")], [("区建设局", "lead")])
    assert (former.valid_to, former.successor, User.objects.get(pk=merging.reporter.pk).department) == (
        None,
        None,
        former,
    )


def test_next_year_s_draft_goes_along_and_a_closed_plan_does_not(merging):
    draft = continue_plan(merging.plan, NewPlan(2025, "district", "2025年计划"), by=merging.supervisor, at=moment())
    hand_over(merging)
    assert borne(draft.commitments.get(code="4-1-1")) == [("区教育局", "lead")]


def test_a_closed_plan_keeps_its_duties(merging):
    merging.plan.state = PlanState.CLOSED
    merging.plan.save()
    with pytest.raises(Refused):
        hand_over(merging)
    assert not may_assign(merging.supervisor, merging.plan)


def test_a_day_to_come_changes_nothing_until_it_comes(merging):
    handover = hand_over(merging, TODAY + datetime.timedelta(8))
    assert borne(merging.commitment) == [("区建设局", "lead")]
    assert carry_out_due(moment("2024-10-31")) == []
    assert carry_out_due(moment("2024-11-02")) == [handover]
    duties = merging.commitment.assignments.order_by("pk").values_list("valid_from", "valid_to")
    assert [tuple(map(str, pair)) for pair in duties] == [("2024-01-01", "2024-11-01"), ("2024-11-01", "None")]


def test_it_is_withdrawn_before_its_day_and_not_after(merging):
    handover = hand_over(merging, TODAY + datetime.timedelta(8))
    with pytest.raises(Refused):
        withdraw_handover(handover, by=merging.supervisor, at=moment("2024-11-01"))
    withdraw_handover(handover, by=merging.second_supervisor, at=moment("2024-10-31"))
    assert (carry_out_due(moment("2024-11-02")), borne(merging.commitment)) == ([], [("区建设局", "lead")])


def test_it_is_carried_out_once(merging):
    handover = hand_over(merging)
    carry_out_handover(handover, at=moment("2024-10-25"))
    assert HistoryEntry.objects.filter(action="handover_carry_out").count() == 1


def test_an_heir_that_ended_meanwhile_leaves_it_waiting(merging):
    handover = hand_over(merging, TODAY + datetime.timedelta(8))
    Department.objects.filter(pk=merging.other.pk).update(valid_to=TODAY)
    assert carry_out_due(moment("2024-11-02")) == []
    assert list(Handover.objects.waiting()) == [handover]


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"day": TODAY - datetime.timedelta(1)}, "day", "past"), ({"reason": " "}, "reason", "required"),
        ({"codes": ("9-9-9",)}, "codes", "unknown"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(merging, more, field, code):
    with pytest.raises(Incomplete) as refusal:
        hand_over(merging, **more)
    assert refusal.value.fields == {field: code}


def test_one_department_hands_over_once_at_a_time(merging):
    hand_over(merging, TODAY + datetime.timedelta(8))
    with pytest.raises(Incomplete) as refusal:
        hand_over(merging, TODAY + datetime.timedelta(9))
    assert refusal.value.fields == {"former": "waiting"}


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin", "security_admin"])
def test_only_the_office_hands_over(merging, who):
    with pytest.raises(Refused):
        hand_over(merging, by=getattr(merging, who))


def test_the_first_page_of_the_day_carries_it_out(merging, client, settings, monkeypatch):
    hand_over(merging, TODAY + datetime.timedelta(8))
    monkeypatch.setattr(HandoversMiddleware, "looked_on", None)
    monkeypatch.setattr(handovers_due, "carry_out_due", carry_out_due)
    settings.PINNED_TODAY = datetime.date(2024, 11, 1)
    client.force_login(merging.auditor)
    assert client.get("/wuchang-2024/ledger/").status_code == 200
    assert borne(merging.commitment) == [("区教育局", "lead")]


def test_the_nightly_reminders_carry_it_out(merging, settings):
    hand_over(merging, TODAY + datetime.timedelta(8))
    settings.PINNED_TODAY = TODAY + datetime.timedelta(8)
    call_command("remind", stdout=io.StringIO())
    assert borne(merging.commitment) == [("区教育局", "lead")]
