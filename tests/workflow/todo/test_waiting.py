"""What waits for whom since when: each state, its owner, its day; the masthead's count says the same."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import AssignmentRole, DataState, Role, UpdateState
from commitments.models import (
    Assignment,
    Delegation,
    Extension,
    Indicator,
    Observation,
    Paragraph,
    Plan,
    ProgressUpdate,
    User,
)
from commitments.workflow.reports import moves, review
from commitments.workflow.todo.count import count_waits
from commitments.workflow.todo.waiting import deputies_on, open_waits
from tests.world import (
    TEXT,
    TODAY,
    make_approved,
    make_commitment,
    make_target,
    make_update,
    make_user,
    moment,
    part_row,
)

EXPLAINED = {"problems": "进度偏慢。", "next_steps": "加快推进。"}


def draft(cast, **more):
    return make_update(cast.commitment, cast.reporter, value="7100", **(EXPLAINED | more))


def sent(cast, at="2024-10-15"):
    return moves.send_report(draft(cast), by=cast.reporter, at=moment(at))


def correction(cast, by=None, office=False):
    """Return the draft of a correction of an approved report."""
    first = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7100")
    return ProgressUpdate.objects.create(
        commitment=first.commitment, period=first.period, department=first.department, author=by or cast.reporter,
        revision=2, cutoff=first.cutoff, narrative="更正。", self_lamp="green", corrects=first,
        correction_reason="漏计一批。", by_office=office,
    )  # fmt: skip


def told(wait):
    """Return (state, who, since, due) in short."""
    who = f"{wait.department.code} {wait.role}" if wait.department else "office"
    return wait.key, who, f"{wait.since:%m-%d}", f"{wait.due:%m-%d}"


def only(cast, on=TODAY):
    """Return the one row of the plan, after seeing that each account's count agrees with its rows."""
    rows, signing = open_waits(cast.plan, on), deputies_on(on)
    users = User.objects.filter(is_active=True)
    assert users
    for user in users:
        mine = sum(wait.waits_for(user, signing) for wait in rows)
        counted = Plan.objects.annotate(to_do=count_waits(user, on)).get(pk=cast.plan.pk).to_do
        assert (user.username, counted) == (user.username, mine)
    (row,) = rows
    return row


def test_a_report_not_begun_waits_for_the_lead_since_the_period_opened(cast):
    row = only(cast)
    assert told(row) == ("not_begun", "JSJ reporter", "10-01", "10-21")
    assert (row.days_over(TODAY), row.waits_for(cast.reporter), row.waits_for(cast.outsider)) == (3, True, False)


def test_a_draft_waits_for_the_lead(cast):
    draft(cast)
    assert told(only(cast)) == ("draft", "JSJ reporter", "10-01", "10-21")


def test_more_time_moves_the_due_day(cast):
    period = cast.plan.periods.get(code="2024-Q3")
    Extension.objects.create(
        period=period, department=cast.department, due="2024-10-28", reason="合并机构", valid_from="2024-10-20",
        granted_by=cast.supervisor,
    )  # fmt: skip
    assert told(only(cast)) == ("not_begun", "JSJ reporter", "10-01", "10-28")
    assert told(only(cast, datetime.date(2024, 10, 19)))[3] == "10-21"


def test_a_report_sent_to_sign_waits_for_the_approver_since_it_was_sent(cast):
    approver = cast.with_approver()
    sent(cast)
    row = only(cast)
    assert told(row) == ("signing", "JSJ approver", "10-15", "10-21")
    assert row.waits_for(approver)
    assert not row.waits_for(cast.reporter)


def test_an_approver_does_not_sign_what_they_wrote(cast):
    approver = cast.with_approver()
    moves.send_report(make_update(cast.commitment, approver, value="7100", **EXPLAINED), by=approver, at=moment())
    assert not only(cast).waits_for(approver)


def test_a_deputy_signs_while_the_delegation_holds(cast):
    approver, deputy = cast.with_approver(), make_user("judy", Role.REPORTER, cast.department)
    sent(cast)
    Delegation.objects.create(
        department=cast.department, approver=approver, deputy=deputy, starts="2024-10-20", ends="2024-10-24"
    )
    assert only(cast).waits_for(deputy, deputies_on(TODAY))
    assert not only(cast, datetime.date(2024, 10, 25)).waits_for(deputy, deputies_on(datetime.date(2024, 10, 25)))


def test_a_report_whose_approver_left_waits_for_the_reporter(cast):
    approver = cast.with_approver()
    sent(cast)
    User.objects.filter(pk=approver.pk).update(is_active=False)
    row = only(cast)
    assert told(row)[:2] == ("signing", "JSJ reporter")
    assert row.waits_for(cast.reporter)


def test_where_only_an_approver_is_left_reports_wait_for_them(cast):
    approver = cast.with_approver()
    User.objects.filter(pk=cast.reporter.pk).update(is_active=False)
    assert only(cast).waits_for(approver)


def test_a_department_without_anybody_is_marked(cast):
    User.objects.filter(department=cast.department).update(is_active=False)
    assert only(cast).vacant


def test_a_submitted_report_waits_for_the_office_as_long_as_the_plan_gives(cast):
    sent(cast)
    row = only(cast)
    assert told(row) == ("submitted", "office", "10-15", "10-22")
    assert (row.waits_for(cast.supervisor), row.waits_for(cast.leader)) == (True, False)


def test_a_returned_report_is_due_three_workdays_after_its_return(cast):
    review.return_report(sent(cast), by=cast.supervisor, at=moment("2024-10-21"), reason="请剔除在建泊位。")
    row = only(cast)
    assert told(row) == ("returned", "JSJ reporter", "10-21", "10-24")
    assert row.reason == "请剔除在建泊位。"


def test_taking_up_a_returned_report_does_not_shorten_its_time(cast):
    review.return_report(sent(cast), by=cast.supervisor, at=moment("2024-10-21"), reason="请剔除在建泊位。")
    draft(cast)
    assert told(only(cast)) == ("draft", "JSJ reporter", "10-21", "10-24")


def test_an_approved_report_waits_for_nobody(cast):
    assert len(open_waits(cast.plan, TODAY)) == 1
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7100")
    assert open_waits(cast.plan, TODAY) == []


def test_a_correction_waits_for_its_author_s_side(cast):
    update = correction(cast)
    ProgressUpdate.objects.filter(pk=update.pk).update(created=moment("2024-10-18"))
    assert told(only(cast)) == ("correction_draft", "JSJ reporter", "10-18", "10-25")


def test_a_correction_by_the_office_waits_for_its_author_then_for_a_second_supervisor(cast):
    update = correction(cast, by=cast.supervisor, office=True)
    row = only(cast)
    assert told(row)[:2] == ("correction_draft", "office")
    assert (row.waits_for(cast.supervisor), row.waits_for(cast.second_supervisor)) == (True, False)
    ProgressUpdate.objects.filter(pk=update.pk).update(state=UpdateState.SUBMITTED, submitted_at=moment("2024-10-22"))
    row = only(cast)
    assert told(row) == ("correction_submitted", "office", "10-22", "10-29")
    assert (row.waits_for(cast.supervisor), row.waits_for(cast.second_supervisor)) == (False, True)


def test_a_returned_correction_waits_for_its_author_s_side(cast):
    update = correction(cast)
    ProgressUpdate.objects.filter(pk=update.pk).update(
        state=UpdateState.RETURNED, submitted_at=moment(), decided_at=moment("2024-10-22"), return_reason="缺依据。"
    )
    assert told(only(cast)) == ("correction_returned", "JSJ reporter", "10-22", "10-25")


@pytest.mark.parametrize(
    ("state", "row"),
    [
        ("asked", ("part_asked", "JYJ reporter", "10-08", "10-14")),
        ("filed", ("part_filed", "JSJ reporter", "10-12", "10-21")),
        ("returned", ("part_returned", "JYJ reporter", "10-16", "10-14")),
    ],
)
def test_a_contribution_waits_for_the_supporting_department_or_once_filed_for_the_lead(cast, state, row):
    part_row(cast.commitment, cast.other, cast.reporter, state)
    rows = [wait for wait in open_waits(cast.plan, TODAY) if wait.kind == "part"]
    assert [told(wait) for wait in rows] == [row]
    sent(cast)
    signing, users = deputies_on(TODAY), User.objects.filter(is_active=True)
    assert users
    for user in users:
        mine = sum(wait.waits_for(user, signing) for wait in open_waits(cast.plan, TODAY))
        assert Plan.objects.annotate(n=count_waits(user, TODAY)).get(pk=cast.plan.pk).n == mine


def test_a_contribution_taken_over_or_of_an_approved_report_waits_for_nobody(cast):
    part_row(cast.commitment, cast.other, cast.reporter, "taken")
    part_row(cast.commitment, cast.department, cast.reporter)
    assert [wait.key for wait in open_waits(cast.plan, TODAY) if wait.kind == "part"] == ["part_asked"]
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7100")
    assert open_waits(cast.plan, TODAY) == []


def test_a_closed_period_asks_for_nothing_more_but_a_decision(cast):
    sent(cast)
    make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    cast.plan.periods.filter(ends__lt=TODAY).update(closed="2024-10-23")
    assert told(only(cast))[0] == "submitted"


def test_before_a_period_opens_nothing_waits(cast):
    assert open_waits(cast.plan, datetime.date(2024, 1, 15)) == []
    assert len(open_waits(cast.plan, datetime.date(2024, 4, 1))) == 1


def test_a_withdrawn_commitment_waits_for_nobody(cast):
    sent(cast)
    assert len(open_waits(cast.plan, TODAY)) == 1
    cast.plan.commitments.update(withdrawn_on="2024-10-20", withdrawn_reason="政策取消")
    assert open_waits(cast.plan, TODAY) == []


def test_a_duty_that_moved_on_waits_for_its_new_lead(cast):
    draft(cast)
    Assignment.objects.filter(commitment=cast.commitment).update(valid_to="2024-10-20")
    Assignment.objects.create(
        commitment=cast.commitment, department=cast.other, role=AssignmentRole.LEAD, valid_from="2024-10-20"
    )
    assert only(cast).waits_for(cast.outsider)


def test_the_queries_stay_the_same_however_much_waits(cast):
    def queries():
        with CaptureQueriesContext(connection) as made:
            rows = open_waits(cast.plan, TODAY)
        return len(rows), len(made)

    sent(cast)
    part_row(cast.commitment, cast.other, cast.reporter)
    few, cost = queries()
    quotes = [f"完成第{number}项任务" for number in range(2, 12)]
    Paragraph.objects.filter(section__plan=cast.plan).update(text=TEXT + "，".join(quotes) + "。")
    for number, quote in enumerate(quotes, 2):
        made = make_commitment(cast.plan, cast.department, f"4-1-{number}", quote, kind="qualitative")
        part_row(made, cast.other, cast.reporter)
        moves.send_report(make_update(made, cast.reporter), by=cast.reporter, at=moment())
    assert queries() == (few + 20, cost)


def awaited(update, indicator):
    Observation.objects.create(
        update=update, indicator=indicator, state=DataState.AWAITED, expected_on="2024-11-05", cutoff=update.cutoff
    )


def test_a_draft_that_lacks_only_data_nobody_has_published_is_marked(cast):
    awaited(make_update(cast.commitment, cast.reporter), cast.target.indicator)
    assert only(cast).data_awaited
    assert not only(cast, datetime.date(2024, 11, 5)).data_awaited


def test_a_draft_that_lacks_another_figure_too_is_not(cast):
    awaited(make_update(cast.commitment, cast.reporter), cast.target.indicator)
    second = Indicator.objects.create(name="泊位", unit="个", basis="flow", owner=cast.department)
    make_target(cast.commitment, indicator=second)
    assert not only(cast).data_awaited


def test_a_figure_entered_at_an_earlier_commitment_is_not_lacking_at_a_later_one(cast):
    later = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    make_target(later, indicator=cast.target.indicator)
    make_target(later)
    awaited(make_update(later, cast.reporter), later.targets.last().indicator)
    assert [wait.data_awaited for wait in open_waits(cast.plan, TODAY)] == [False, True]


def test_a_returned_report_is_to_be_redone_whatever_data_it_awaits(cast):
    update = draft(cast)
    update.observations.all().delete()
    awaited(update, cast.target.indicator)
    update = moves.send_report(update, by=cast.reporter, at=moment())
    review.return_report(update, by=cast.supervisor, at=moment("2024-10-21"), reason="请补充进展。")
    assert not only(cast).data_awaited
