"""Reminders: one digest a day, in the hours mail may go out, only to those who have something to do."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from commitments.choices import DataState, PlanState, Role
from commitments.documents.reminder_words import digest_mail
from commitments.models import Holiday, Mail, Observation, Plan, User
from commitments.workflow.reports import moves, review
from commitments.workflow.todo import reminders
from tests.world import make_approved, make_commitment, make_update, make_user, moment

DUE = "2024-10-21"


@pytest.fixture(autouse=True)
def addresses(cast):
    """Return the cast with an address for everybody."""
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")


def remind(day=DUE, clock="09:00"):
    return reminders.queue_reminders(moment(day, clock), digest_mail)


def recipients():
    return sorted(Mail.objects.values_list("recipient__username", flat=True))


def local(mail):
    return f"{timezone.localtime(mail.not_before):%Y-%m-%d %H:%M}"


def give_back(cast, at="2024-10-15"):
    update = make_update(cast.commitment, cast.reporter, value="7100", problems="慢。", next_steps="快。")
    update = moves.send_report(update, by=cast.reporter, at=moment("2024-10-14"))
    return review.return_report(update, by=cast.supervisor, at=moment(at), reason="请剔除在建泊位。")


def test_on_the_due_day_the_lead_s_reporter_is_told_word_for_word(cast):
    assert remind() == {"queued": 1, "empty": 3}
    kept = Mail.objects.get()
    assert (kept.recipient, str(kept.day), local(kept)) == (cast.reporter, DUE, "2024-10-21 09:00")
    assert kept.subject == "【任务台账】待填报1项"
    assert kept.body == (
        "alice，您好：\n"
        "截至10月21日，武昌区年度任务台账中有以下事项等您办理。\n\n"
        "待填报1项\n"
        "· 4-1-1 新增新能源充电桩1万根（2024年三季度，10月21日截止，今天到期）\n\n"
        "请登录系统，在“待办”中办理；已办理的请忽略。\n"
        "提醒每人每天至多一封，夜间和节假日不发。不需要邮件提醒的，请系统管理员删去账号中的电子邮箱。"
    )


def test_a_late_report_comes_first_with_its_days(cast):
    remind("2024-10-24")
    kept = Mail.objects.get()
    assert kept.subject == "【任务台账】逾期未报1项"
    assert "10月21日截止，已逾期3天" in kept.body


@pytest.mark.parametrize("day", ["2024-10-09", "2024-10-17", "2024-10-22", "2024-10-23"])
def test_between_the_reminder_days_nobody_gets_mail(cast, day):
    assert set(remind(day)) == {"empty"}
    assert recipients() == []


def test_two_runs_a_day_make_one_mail(cast):
    remind()
    assert remind(clock="16:00") == {"queued": 1, "empty": 3}
    assert Mail.objects.count() == 1
    Mail.objects.update(sent_at=moment(DUE, "16:10"))
    assert remind(clock="17:00")["had"] == 1
    assert Mail.objects.count() == 1


def test_a_mail_that_still_waits_is_rewritten_and_goes_when_there_is_nothing_left_to_say(cast):
    remind(clock="07:00")
    assert recipients() == ["alice"]
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7100", at=DUE)
    remind(clock="07:30")
    assert recipients() == []


@pytest.mark.parametrize(
    ("day", "clock", "slot"),
    [
        ("2024-10-23", "22:00", "2024-10-24 08:30"),
        ("2024-10-21", "03:00", "2024-10-21 08:30"),
        ("2024-10-18", "19:00", "2024-10-21 08:30"),
        ("2024-10-19", "12:00", "2024-10-21 08:30"),
    ],
)
def test_a_digest_made_at_night_or_on_a_weekend_is_for_the_next_workday_s_morning(cast, day, clock, slot):
    remind(day, clock)
    kept = Mail.objects.get()
    assert (local(kept), str(kept.day)) == (slot, slot[:10])


def test_a_digest_made_on_a_holiday_waits_until_it_is_over(cast):
    Holiday.objects.create(day="2024-10-21", kind="off", name="调休")
    remind(clock="10:00")
    assert recipients() == []
    make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    cast.plan.periods.filter(code="2024-Q3").update(due="2024-10-22")
    remind(clock="10:00")
    assert local(Mail.objects.get()) == "2024-10-22 08:30"


def test_what_was_returned_is_told_on_the_next_workday(cast):
    give_back(cast)
    remind("2024-10-15", "17:00")
    assert recipients() == []
    remind("2024-10-16")
    kept = Mail.objects.get()
    assert kept.subject == "【任务台账】退回待修改1项"
    assert "原因：请剔除在建泊位）" in kept.body


def test_an_approver_is_told_of_what_was_sent_and_a_supervisor_of_what_falls_due(cast):
    make_user("ivan", Role.APPROVER, cast.department, email="ivan@example.org")
    moves.send_report(
        make_update(cast.commitment, cast.reporter, value="7100", problems="慢。", next_steps="快。"),
        by=cast.reporter, at=moment("2024-10-15"),
    )  # fmt: skip
    remind("2024-10-16")
    assert Mail.objects.get().subject == "【任务台账】待审定1项"
    moves.sign_report(cast.commitment.updates.get(), by=User.objects.get(username="ivan"), at=moment("2024-10-16"))
    remind("2024-10-23")
    assert recipients() == ["carol", "dave"]


def test_those_without_an_address_and_those_who_left_get_nothing(cast):
    User.objects.filter(pk=cast.reporter.pk).update(email="")
    make_user("judy", Role.REPORTER, cast.department, email="judy@example.org", is_active=False)
    remind()
    assert recipients() == []
    User.objects.update(email="a@example.org", is_active=True)
    remind()
    assert recipients() == ["alice", "judy"]


def test_nobody_is_reminded_of_data_nobody_has_published(cast):
    update = make_update(cast.commitment, cast.reporter)
    Observation.objects.create(
        update=update, indicator=cast.target.indicator, state=DataState.AWAITED, expected_on="2024-11-05",
        cutoff=update.cutoff,
    )  # fmt: skip
    remind()
    assert recipients() == []
    Observation.objects.update(expected_on="2024-10-18")
    remind()
    assert recipients() == ["alice"]


def test_a_mail_that_could_not_be_sent_gives_way_to_the_next_day_s(cast):
    remind()
    remind("2024-10-22")
    assert [str(day) for day in Mail.objects.values_list("day", flat=True)] == ["2024-10-22"]
    assert "已逾期1天" in Mail.objects.get().body


def test_a_mail_that_went_out_late_counts_for_the_day_it_went(cast):
    remind("2024-10-23", "22:00")
    Mail.objects.update(day="2024-10-23", sent_at=moment("2024-10-24", "08:40"))
    assert remind("2024-10-24")["had"] == 1


def test_a_plan_that_is_closed_or_a_draft_reminds_nobody(cast):
    Plan.objects.update(state=PlanState.CLOSED)
    remind()
    assert recipients() == []
    Plan.objects.update(state=PlanState.OPEN)
    remind()
    assert recipients() == ["alice"]


def test_a_long_list_is_cut_and_counted(cast):
    for number in range(2, 30):
        make_commitment(cast.plan, cast.department, f"4-1-{number}", "推进海绵城市建设", kind="qualitative")
    remind()
    body = Mail.objects.get().body
    assert body.count("· ") == 20
    assert "……等共29项" in body


def test_the_command_takes_a_day_and_refuses_what_is_none(cast, capsys):
    call_command("remind", on=DUE)
    assert Mail.objects.get().day == datetime.date(2024, 10, 21)
    assert "1 in the outbox" in capsys.readouterr().out
    with pytest.raises(Exception, match="is no day"):
        call_command("remind", on="yesterday")
