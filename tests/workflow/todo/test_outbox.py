"""The outbox: sent once, marked at once; a dead server delays mail and stops nothing else."""

import smtplib
import threading

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from commitments.models import Mail, User
from commitments.workflow.todo import outbox
from tests.world import Cast, make_user, moment

AT = moment("2024-10-24", "10:00")


@pytest.fixture(scope="module")
def scene():
    """Keep nothing for the next test: one commits."""


class Scripted(BaseEmailBackend):
    """A mail server whose answers a test writes: on opening, and per recipient."""

    on_open = None
    by_recipient = {}
    accepted = []

    def open(self):
        if self.on_open:
            raise self.on_open

    def send_messages(self, messages):
        for message in messages:
            if failure := self.by_recipient.get(message.to[0]):
                raise failure
            self.accepted.append(message.to[0])
        return len(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.MAILERS = {"default": {"BACKEND": "tests.workflow.todo.test_outbox.Scripted"}}
    for name, value in (("on_open", None), ("by_recipient", {}), ("accepted", [])):
        monkeypatch.setattr(Scripted, name, value)
    return Scripted


def letter(user, not_before=AT, **more):
    User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")
    day = timezone.localdate(not_before)
    return Mail.objects.create(recipient=user, day=day, subject="题", body="文", not_before=not_before, **more)


def test_mail_is_sent_once_and_marked(cast, settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    kept = letter(cast.reporter)
    assert outbox.deliver_mail(AT) == {"sent": 1}
    assert outbox.deliver_mail(AT) == {}
    kept.refresh_from_db()
    assert (kept.sent_at, kept.tries, kept.error) == (AT, 1, "")
    (sent,) = django_mail.outbox
    assert (sent.subject, sent.body, sent.to) == ("题", "文", ["alice@example.org"])
    assert sent.extra_headers["Message-ID"] == f"<ledger-mail-{kept.pk}-2024-10-24@localhost>"


def test_a_dead_server_is_asked_once_and_all_mail_waits_longer(cast, server):
    server.on_open = ConnectionRefusedError(111, "Connection refused")
    kept = [letter(cast.reporter), letter(cast.supervisor)]
    for at, again in (("10:00", "2024-10-24 10:10"), ("10:10", "2024-10-24 11:10"), ("11:10", "2024-10-25 08:30")):
        assert outbox.deliver_mail(moment("2024-10-24", at)) == {"failed": 2}
        kept[0].refresh_from_db()
        assert f"{timezone.localtime(kept[0].not_before):%Y-%m-%d %H:%M}" == again
    assert (kept[0].tries, kept[0].error) == (3, "ConnectionRefusedError: [Errno 111] Connection refused")
    assert outbox.deliver_mail(moment("2024-10-24", "12:00")) == {}


def test_one_refused_address_holds_up_nobody_else(cast, server):
    letter(cast.reporter)
    letter(cast.supervisor)
    server.by_recipient = {"alice@example.org": smtplib.SMTPRecipientsRefused({"alice@example.org": (550, b"no")})}
    assert outbox.deliver_mail(AT) == {"failed": 1, "sent": 1}
    assert server.accepted == ["carol@example.org"]


def test_a_server_that_breaks_down_is_left_alone_until_the_next_run(cast, server):
    letter(cast.reporter)
    waiting = letter(cast.supervisor)
    server.by_recipient = {"alice@example.org": smtplib.SMTPServerDisconnected("gone")}
    assert outbox.deliver_mail(AT) == {"failed": 1}
    waiting.refresh_from_db()
    assert (waiting.tries, waiting.sent_at) == (0, None)


def test_a_subject_with_a_line_break_is_noted_not_raised(cast, settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    kept = letter(cast.reporter)
    Mail.objects.filter(pk=kept.pk).update(subject="题\nBcc: x@example.org")
    assert outbox.deliver_mail(AT) == {"failed": 1}
    assert django_mail.outbox == []


@pytest.mark.parametrize("at", [("2024-10-24", "18:00"), ("2024-10-24", "08:29"), ("2024-10-26", "10:00")])
def test_nothing_goes_out_at_night_or_on_a_day_off(cast, server, at):
    letter(cast.reporter, moment("2024-10-23"))
    with pytest.raises(outbox.OutOfHours):
        outbox.deliver_mail(moment(*at))
    assert server.accepted == []


def test_mail_to_somebody_who_left_or_took_the_address_away_is_dropped(cast, server):
    letter(cast.reporter)
    letter(cast.supervisor)
    User.objects.filter(pk=cast.reporter.pk).update(is_active=False)
    User.objects.filter(pk=cast.supervisor.pk).update(email="")
    assert outbox.deliver_mail(AT) == {"dropped": 2}
    assert (server.accepted, Mail.objects.count()) == ([], 0)


def test_without_a_mail_server_the_outbox_keeps_what_it_has(cast, settings, capsys):
    settings.MAILERS = {}
    letter(cast.reporter)
    call_command("send_mail")
    assert "EMAIL_URL" in capsys.readouterr().out
    assert Mail.objects.get().tries == 0


def test_the_command_says_what_it_sent(cast, server, monkeypatch, capsys):
    letter(cast.reporter)
    monkeypatch.setattr("commitments.management.commands.send_mail.now", lambda: AT)
    call_command("send_mail")
    assert "1 sent, 0 failed, 0 dropped; 0 stay" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_mail_once(server):
    cast = Cast()
    for number in range(6):
        letter(make_user(f"p{number}", "reporter", cast.department))
    start = threading.Barrier(2)

    def run():
        start.wait()
        outbox.deliver_mail(AT)
        connections.close_all()

    runs = [threading.Thread(target=run) for _ in range(2)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert sorted(server.accepted) == [f"p{number}@example.org" for number in range(6)]
    assert connection.vendor in ("sqlite", "postgresql")
