"""The cast in the middle of its work, for tests that visit every address: a row of every kind in somebody's hand."""

import datetime

from commitments.choices import BaselineState, BulletinForm, BulletinState, DayKind, HeldMove, Role
from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.frozen import sealed_data
from commitments.models import (
    Bulletin,
    FormerLeader,
    HeldAct,
    Mail,
    Observation,
    Paragraph,
    PromiseLink,
    Retrospect,
    SetAside,
    StockReason,
    Submission,
)
from commitments.rules.facts import Thresholds
from commitments.rules.report.passages import digest_of_words
from commitments.workflow.accounts import administration
from commitments.workflow.office import holidays, overrules, periods, thresholds
from commitments.workflow.office.adjusted_days import adjust_milestone
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.continuation import continue_plan
from commitments.workflow.planning.duties import put_in_charge
from commitments.workflow.planning.handovers import HandoverWish, decide_handover
from commitments.workflow.planning.links import LinkSaid
from commitments.workflow.planning.links_above import tie_above
from commitments.workflow.reports import contributions, corrections, delegation, moves
from tests.world import (
    TODAY,
    Cast,
    file_contribution,
    form_key,
    make_approved,
    make_commitment,
    make_contribution,
    make_department,
    make_evidence,
    make_milestone,
    make_plan,
    make_target,
    make_update,
    make_user,
    moment,
    while_open,
)  # fmt: skip


def make_busy_cast() -> Cast:
    """Return the cast with something in each hand: updates to sign and to review, contributions asked for both ways."""
    cast = Cast()
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    draft = make_update(other, cast.reporter)
    file = make_evidence(draft, cast.reporter)
    submitted = moves.send_report(draft, by=cast.reporter, at=moment())
    asked = make_contribution(cast.commitment, cast.other, cast.reporter)
    theirs = make_commitment(cast.plan, cast.other, "4-1-3", "打通不少于2条断头路", kind="qualitative")
    owed = make_contribution(theirs, cast.department, cast.outsider)
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", value="3500")
    cast.approver = cast.with_approver()
    given = delegation.delegate(deputy=cast.reporter, starts=TODAY, ends=TODAY, by=cast.approver, at=moment())
    delegation.revoke_delegation(given, by=cast.approver, at=moment())
    signing = moves.send_report(
        make_update(cast.commitment, cast.reporter, value="7100"), by=cast.reporter, at=moment()
    )
    reason = StockReason.objects.create(text="口径不符")
    cast.bulletin = Bulletin.objects.create(
        period=approved.period,
        issue=1,
        state=BulletinState.ISSUED,
        data=sealed_data(bulletin_data(approved.period, TODAY, draft=False), "0" * 64),
        pdf=b"%PDF-",
        sha256="0",
        issued_on=TODAY,
        issued_by=cast.supervisor,
    )
    leaving = HandoverWish(make_department("SWJ", "区商务局"), cast.other, datetime.date(2024, 12, 1))
    waiting = decide_handover(cast.plan, leaving, by=cast.supervisor, at=moment(), reason="机构改革。")
    cast.rows = {
        "handover_withdraw": waiting.pk,
        "signoff": signing.pk, "signoff_revoke": given.pk, "desk": signing.pk, "review": submitted.pk,
        "review_reason": reason.pk, "bulletins": cast.bulletin.pk, "correction": approved.pk,
        "contributions": owed.pk, "contributions_take": asked.pk, "contributions_return": asked.pk,
        "contributions_cancel": asked.pk, "plans_definition": cast.target.indicator_id,
        "plans_row_drop": cast.target.pk, "evidence": file.pk, "evidence_contribution": owed.pk,
    }  # fmt: skip
    return cast


def fill_relations(cast) -> None:
    """Give every table a row and every relation a value: what a list forgot to join shows only where there is some."""
    Bulletin.objects.create(period=cast.bulletin.period, form=BulletinForm.CORRECTION, corrects=cast.bulletin)
    cast.department.leader = cast.leader
    cast.department.save()
    make_department("GYJ", "区工业局", successor=cast.department)
    Submission.objects.create(key=form_key(), user=cast.reporter, action="desk_save")
    Mail.objects.create(recipient=cast.reporter, day=TODAY, subject="待办", body="一项待办。", not_before=moment())
    decide_as_the_office(cast)
    plan_the_next_year(cast)
    sign_for_another(cast, cast.plan.commitments.get(code="4-1-2"))
    help_and_take_back(cast)


def decide_as_the_office(cast) -> None:
    """Set days, thresholds and a lamp, and have an approved report corrected."""
    decided = {"by": cast.supervisor, "at": moment("2024-10-16"), "reason": "等统计数据。"}
    holidays.set_holiday(datetime.date(2024, 10, 7), DayKind.OFF, "国庆节", by=cast.supervisor, at=moment())
    third = cast.plan.periods.get(code="2024-Q3")
    periods.extend_period(third, cast.other, datetime.date(2024, 10, 28), **decided)
    thresholds.change_thresholds(cast.plan, Thresholds(milestone_days=20), **decided)
    led = make_commitment(cast.plan, cast.other, "4-1-24", "推进海绵城市建设", kind="qualitative", leader=cast.leader)
    approved = make_approved(led, cast.outsider, cast.supervisor, "2024-Q2")
    overrules.set_office_lamp(led, lamp="yellow", **decided)
    corrections.start_correction(approved, by=cast.outsider, at=moment("2024-10-17"), reason="数字有误。")


def plan_the_next_year(cast) -> None:
    """Have a definition approved, and an earlier promise that a draft's promise follows from."""
    indicator = cast.target.indicator
    indicator.definition, indicator.source = "建成投用的充电桩，不含慢充。", "区建设局台账"
    indicator.approved_by, indicator.approved_on = cast.supervisor, TODAY
    indicator.save()
    draft = continue_plan(cast.plan, NewPlan(2025, "district", "武昌区2025年计划"), by=cast.supervisor, at=moment())
    Retrospect.objects.create(plan=draft, text="全年新增充电桩6000根。")
    about = {"reason": "other", "note": "不是承诺。", "by": cast.supervisor, "at": moment()}
    paragraph = Paragraph.objects.filter(section__plan=draft).first()
    SetAside.objects.create(paragraph=paragraph, words="全年", digest=digest_of_words("全年"), **about)
    PromiseLink.objects.filter(plan=draft).update(note="同一口径。")
    above = make_commitment(make_plan("wuhan-2024"), cast.department)
    tie_above(cast.commitment, above, LinkSaid("split", "市级任务的一部分。"), by=cast.supervisor, at=moment())
    hand_over_later(cast)


def hand_over_later(cast) -> None:
    """Have a handover decided for a day to come, and one carried out, whose department bore nothing."""
    decided = {"by": cast.supervisor, "at": moment("2024-10-24"), "reason": "机构改革。"}
    proposed = make_user("oscar", "", cast.other, proposed_role=Role.REPORTER, proposed_by=cast.system_admin)
    administration.refuse_role(proposed, by=cast.security_admin, at=moment(), reason="名单有误。")
    make_user("peggy", "", cast.other, proposed_role=Role.REPORTER, proposed_by=cast.system_admin)
    small = make_department("XFJ", "区信访局")
    decide_handover(cast.plan, HandoverWish(small, cast.department, TODAY), **decided)
    decide_handover(cast.plan, HandoverWish(cast.other, cast.department, datetime.date(2024, 12, 1)), **decided)


def sign_for_another(cast, other) -> None:
    """Have a report handed back once, signed by a deputy of the approver, and held at the office in vain."""
    deputy = make_user("judy", Role.REPORTER, cast.department)
    delegation.delegate(deputy=deputy, starts=TODAY, ends=TODAY, by=cast.approver, at=moment())
    with while_open(cast.plan, "2024-Q2"):
        sent = moves.send_report(make_update(other, cast.reporter, "2024-Q2"), by=cast.reporter, at=moment())
        back = moves.send_report_back(sent, by=cast.approver, at=moment(), note="请写明进展。")
        back.return_answer = "进展如前所述。"
        back.save()
        sent = moves.send_report(back, by=cast.reporter, at=moment())
        signed = moves.sign_report(sent, by=deputy, at=moment(str(TODAY)))
    failed = {"version": signed.version, "at": moment(str(TODAY)), "failure": "changed"}
    HeldAct.objects.create(update=signed, by=cast.supervisor, move=HeldMove.APPROVE, press=form_key(), **failed)


def help_and_take_back(cast) -> None:
    """Have a contribution filed with figure and file, returned and filed again, and a report with a milestone sent and
    taken back."""
    built = make_commitment(cast.plan, cast.other, "4-1-25", "启动3座变电站建设")
    target = make_target(built, "3", "座")
    target.baseline, target.last_year = (
        Observation.objects.create(indicator=target.indicator, cutoff=datetime.date(year, 12, 31), value=1)
        for year in (2022, 2023)
    )
    target.baseline_state, target.relative_to = BaselineState.CONFIRMED, cast.target.indicator
    target.save()
    asked = make_contribution(built, cast.department, cast.outsider)
    make_evidence(asked, cast.reporter)
    filed = file_contribution(asked, cast.reporter, value="1")
    back = contributions.return_contribution(filed, by=cast.outsider, at=moment(), reason="请核实。")
    file_contribution(back, cast.reporter, value="2")
    reached = {make_milestone(built).pk: datetime.date(2024, 6, 28)}
    sent = moves.send_report(
        make_update(built, cast.outsider, value="2", reached=reached), by=cast.outsider, at=moment()
    )
    moves.withdraw_report(sent, by=cast.outsider, at=moment("2024-10-16"))
    decided = {"by": cast.supervisor, "at": moment("2024-10-18"), "reason": "征地延期。"}
    adjust_milestone(built, make_milestone(built, "第二座变电站"), datetime.date(2024, 11, 30), **decided)
    put_in_charge(cast.plan, {built.pk: None}, cast.leader, **decided)
    FormerLeader.objects.create(department=cast.department, leader=cast.leader, until=TODAY)
