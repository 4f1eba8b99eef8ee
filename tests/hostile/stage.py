"""Pages that hold every form of the application between them, each with somebody who may send it."""

import datetime

from commitments.choices import DayKind, Role, Standing
from commitments.models import Contribution, Holiday, ProgressUpdate
from commitments.rules.table_layout import table_layout
from commitments.workflow.office import overrules
from commitments.workflow.planning import commitment_cuts, draft_text
from commitments.workflow.planning.accounting import AsideWish, set_aside
from commitments.workflow.planning.beginning import NewPlan, begin_plan
from commitments.workflow.planning.continuation import continue_plan
from commitments.workflow.planning.draft_text import ParagraphText
from commitments.workflow.planning.links import LinkSaid
from commitments.workflow.planning.links_above import tie_above
from commitments.workflow.record import record
from commitments.workflow.reports import corrections, delegation, moves
from tests.world import (
    TODAY,
    file_contribution,
    make_approved,
    make_commitment,
    make_contribution,
    make_milestone,
    make_plan,
    make_support,
    make_target,
    make_user,
    moment,
)  # fmt: skip

# The form's name → the page it stands on, and who may send it there; {…} are rows of the stage.
HOME = "/wuchang-2024/"
FORMS = {
    "password_change": ("/accounts/password/", "reporter"),
    "place_set": ("/place/", "system_admin"),
    "departments_look": ("/departments/", "system_admin"),
    "departments_write": ("/departments/look/", "system_admin"),
    **dict.fromkeys(
        (
            "desk_save",
            "desk_send",
            "desk_send_all",
            "desk_withdraw",
            "desk_paste",
            "desk_sheet_look",
            "evidence_withdraw",
        ),
        (f"{HOME}desk/", "reporter"),
    ),
    "desk_paste_apply": (f"{HOME}desk/paste/", "reporter"),
    "desk_sheet_apply": (f"{HOME}desk/sheet/look/", "reporter"),
    **dict.fromkeys(
        (
            "contributions_save",
            "contributions_file",
            "contributions_take",
            "contributions_return",
            "contributions_cancel",
        ),
        (f"{HOME}contributions/", "reporter"),
    ),
    "contributions_ask": (f"{HOME}contributions/?for=4-1-14", "reporter"),
    "contributions_withdraw": (f"{HOME}contributions/", "outsider"),
    **dict.fromkeys(
        ("correction_save", "correction_send", "correction_drop"), (f"{HOME}correction/{{draft}}/", "reporter")
    ),
    "correction_withdraw": (f"{HOME}correction/{{sent}}/", "outsider"),
    "correction_start": (f"{HOME}correction/{{fresh}}/", "outsider"),
    **dict.fromkeys(
        ("signoff_sign", "signoff_back", "signoff_all", "signoff_delegate", "signoff_revoke"),
        (f"{HOME}signoff/", "approver"),
    ),
    **dict.fromkeys(("review_approve", "review_return"), (f"{HOME}review/", "supervisor")),
    "review_bulk": (f"{HOME}review/all/JSJ/", "supervisor"),
    **dict.fromkeys(("review_reason", "review_reason_add"), (f"{HOME}review/reasons/", "supervisor")),
    **dict.fromkeys(
        ("commitment_overrule", "commitment_lift", "commitment_withdraw"), (f"{HOME}commitment/4-1-5/", "supervisor")
    ),
    **dict.fromkeys(("plans_new", "plans_files"), ("/plans/", "supervisor")),
    **dict.fromkeys(("plans_facts", "plans_open", "plans_drop"), ("/plans/wuchang-2025/", "supervisor")),
    "plans_departments_confirm": ("/plans/wuchang-2025/departments/", "supervisor"),
    "commitment_milestone": (f"{HOME}commitment/4-1-9/", "supervisor"),
    "plans_definition": ("/plans/wuchang-2025/definitions/", "supervisor"),
    "plans_text_add": ("/plans/wuchang-2025/text/", "supervisor"),
    **dict.fromkeys(
        ("plans_text_save", "plans_text_move", "plans_text_drop", "plans_commitment_add"),
        ("/plans/wuchang-2025/text/?at=p-4-1", "supervisor"),
    ),
    **dict.fromkeys(
        (
            "plans_commitment_save",
            "plans_commitment_split",
            "plans_commitment_merge",
            "plans_commitment_move",
            "plans_commitment_drop",
            "plans_target_add",
            "plans_milestone_add",
            "plans_row_drop",
        ),
        ("/plans/wuchang-2025/commitments/4-1-1/", "supervisor"),
    ),
    **dict.fromkeys(("plans_links_judge", "plans_links_propose"), ("/plans/wuchang-2025/links/", "supervisor")),
    "plans_dropped_say": ("/plans/wuchang-2025/dropped/", "supervisor"),
    **dict.fromkeys(("duties_set", "duties_confirm"), ("/plans/wuchang-2024/duties/", "supervisor")),
    "handover_withdraw": ("/plans/wuchang-2024/handover/", "supervisor"),
    "handover_decide": ("/plans/wuchang-2024/handover/?former=JSJ&heir=JYJ&day=2024-12-01", "supervisor"),
    "breakdown_look": ("/plans/wuchang-2025/breakdown/", "supervisor"),
    **dict.fromkeys(("breakdown_write", "breakdown_forget"), ("/plans/wuchang-2025/breakdown/look/", "supervisor")),
    "reading_text": ("/plans/wuchang-2026/reading/", "supervisor"),
    **dict.fromkeys(
        ("reading_accept", "reading_aside", "reading_confirm"), ("/plans/wuchang-2025/reading/", "supervisor")
    ),
    "reading_reopen": ("/plans/wuchang-2025/reading/?at={aside}", "supervisor"),
    "since_judge": ("/wuchang-2025/since/4-1-1/", "supervisor"),
    **dict.fromkeys(("since_above", "since_above_drop"), (f"{HOME}since/4-1-1/", "supervisor")),
    "enrolment_look": ("/enrolment/", "system_admin"),
    "enrolment_write": ("/enrolment/look/", "system_admin"),
    **dict.fromkeys(("enrolment_grant", "enrolment_refuse", "enrolment_renew"), ("/enrolment/", "security_admin")),
    "lamps_rule_change": (f"{HOME}lamps/rule/", "supervisor"),
    **dict.fromkeys(
        ("trajectory_save", "trajectory_preview", "trajectory_confirm"), (f"{HOME}trajectory/4-1-1/", "supervisor")
    ),
    **dict.fromkeys(("periods_day", "periods_take_in", "periods_move"), (f"{HOME}periods/", "supervisor")),
    "periods_day_remove": (f"{HOME}periods/?day=2025-01-20", "supervisor"),
    **dict.fromkeys(("periods_close", "periods_extend"), (f"{HOME}periods/2024-Q3/", "supervisor")),
    **dict.fromkeys(("periods_open", "periods_due"), (f"{HOME}periods/2024-Q4/", "supervisor")),
    "periods_reopen": (f"{HOME}periods/2024-Q3/", "supervisor"),
    "periods_layout_apply": (f"{HOME}periods/layout/?frequency=quarterly&due_day=21", "supervisor"),
    "bulletins_issue": (f"{HOME}bulletins/2024-Q3/", "supervisor"),
    **dict.fromkeys(("bulletins_save", "bulletins_word_back"), (f"{HOME}bulletins/2024-Q3/", "supervisor")),
}


# A table of tasks, and the columns it was once taken in by.
TABLE_HEADS, TABLE_ROW = ["序号", "任务", "牵头单位"], "\n1\t新建学校3所\t区建设局"


# Forms that stand on the answer to what was pasted.
PASTED = {
    "departments_write": {"pasted": "代码\t全称\t简称\t类别\nZGJ\t武昌区城市更新局\t区城更局\t部门"},
    "enrolment_write": {"pasted": "用户名\t姓名\t单位\t角色\nzhang\t张三\t区建设局\t填报员\n"},
    "desk_paste_apply": {"rows": "4-1-7\t3600"},
    "desk_sheet_apply": {"pasted": "编号\t本期数\n4-1-7\t3600"},
    **{name: {"pasted": "\t".join(TABLE_HEADS) + TABLE_ROW} for name in ("breakdown_write", "breakdown_forget")},
}


def find_page(client, cast, name) -> tuple[str, str]:
    """Return the page that holds the form of that name, and its address."""
    address, who = FORMS[name]
    address = address.format(**cast.rows)
    client.force_login(getattr(cast, who))
    if name == "periods_reopen":
        cast.plan.periods.filter(closed=None).exclude(opened=None).update(closed=TODAY)
    answer = client.post(address, PASTED[name]) if name in PASTED else client.get(address)
    assert answer.status_code == 200
    return answer.content.decode(), address


def set_the_stage(cast) -> None:
    """Add to the cast of tests.test_access what its forms lack."""
    stage_corrections(cast)
    contributions(cast)
    office(cast)
    make_user("nina", "", cast.other, proposed_role=Role.REPORTER, proposed_by=cast.system_admin)
    stage_next_year(cast)
    make_target(make_commitment(cast.plan, cast.department, "4-1-7", "新增停车泊位1万个"))
    make_milestone(make_commitment(cast.plan, cast.department, "4-1-9", "推进海绵城市建设", kind="milestone"))


def stage_corrections(cast) -> None:
    """One being written, one sent, and an approved report that none was begun for."""
    old = ProgressUpdate.objects.get(pk=cast.rows["correction"])
    draft = corrections.start_correction(old, by=cast.reporter, at=moment("2024-10-20"), reason="漏报。")
    # Of the department without an approver: what it sends goes straight to the office.
    theirs = [qualitative(cast, code, cast.other) for code in ("4-1-5", "4-1-6")]
    reports = [make_approved(each, cast.outsider, cast.supervisor) for each in theirs]
    sent = corrections.start_correction(reports[1], by=cast.outsider, at=moment("2024-10-20"), reason="漏报。")
    moves.send_report(sent, by=cast.outsider, at=moment("2024-10-20"))
    cast.rows |= {"draft": draft.pk, "sent": sent.pk, "fresh": reports[0].pk}


def qualitative(cast, code, department=None):
    return make_commitment(cast.plan, department or cast.department, code, "推进海绵城市建设", kind="qualitative")


def contributions(cast) -> None:
    """One filed, one asked for, and a commitment whose lead may ask."""
    file_contribution(Contribution.objects.get(pk=cast.rows["contributions_take"]), cast.outsider)
    make_contribution(qualitative(cast, "4-1-12"), cast.other, cast.reporter)
    make_support(qualitative(cast, "4-1-14"), cast.other)


def stage_next_year(cast) -> None:
    """A draft of next year with a department whose name is proposed and words nobody took up; one without any text."""
    cast.department.standing = Standing.PROPOSED
    cast.department.save()
    draft = continue_plan(cast.plan, NewPlan(2025, "district", "武昌区2025年计划"), by=cast.supervisor, at=moment())
    draft.commitments.filter(code="4-1-1").update(quote="新增新能源充电桩1万根,新增停车泊位1万个")
    draft_text.add_paragraph(draft.sections.first(), ParagraphText("", "新建学校3所。"), by=cast.supervisor)
    layout = {"table": table_layout([TABLE_HEADS]).digest, "columns": ["0:number", "1:task", "2:lead"]}
    record("plan_table", draft.key, of=draft, by=cast.supervisor, at=moment(), after=layout)
    said = ParagraphText("", "坚持稳中求进。全面贯彻新发展理念。")
    general = draft_text.add_paragraph(draft.sections.first(), said, by=cast.supervisor)
    set_aside(general, 0, AsideWish("framing"), by=cast.supervisor, at=moment())
    cast.rows["aside"] = f"{general.code}.0"
    park = draft_text.add_paragraph(draft.sections.first(), ParagraphText("", "新建公园2处。"), by=cast.supervisor)
    commitment_cuts.add_commitment(park, "新建公园2处", by=cast.supervisor, at=moment())
    city = make_plan("wuhan-2024")
    above = make_commitment(city, cast.other)
    make_commitment(city, cast.other, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    tie_above(cast.commitment, above, LinkSaid("split"), by=cast.supervisor, at=moment())
    begin_plan(NewPlan(2026, "district", "武昌区2026年计划"), by=cast.supervisor, at=moment())


def office(cast) -> None:
    """A lamp set over the computed one, a delegation, a period not yet opened, one closed, a due day on a holiday."""
    report = ProgressUpdate.objects.get(pk=cast.rows["fresh"])
    overrules.set_office_lamp(
        report.commitment, by=cast.supervisor, at=moment("2024-10-24"), lamp="yellow", reason="进度偏慢。"
    )
    deputy = make_user("mary", Role.REPORTER, cast.department)
    delegation.delegate(deputy=deputy, starts=TODAY, ends=TODAY, by=cast.approver, at=moment("2024-10-24"))
    cast.plan.periods.filter(code="2024-Q4").update(opened=None)
    cast.plan.periods.filter(code="2024-Q1").update(closed="2024-07-01")
    Holiday.objects.create(day=datetime.date(2025, 1, 20), kind=DayKind.OFF, name="调休")
