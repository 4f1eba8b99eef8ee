"""The outbox: what waits is sent mail by mail, each in a transaction of its own; a dead server delays, nothing else."""

import datetime
import smtplib
from collections import Counter

from django.conf import settings
from django.core.mail import EmailMessage, MailerDoesNotExist, mailers
from django.db import connection as database
from django.db import transaction
from django.utils import timezone

from ...models import Holiday, Mail, Place
from ...rules.reminders import Hours, retry_at, within_hours
from ...rules.workdays import Workdays

# What concerns one mail alone; after any other failure the server is left alone until the next run.
OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError, ValueError)


class NotConfigured(Exception):
    """No mail server is set; the outbox keeps what it has."""


class OutOfHours(Exception):
    """It is night or a day off; mail waits until the next workday's morning."""


def deliver_mail(at: datetime.datetime) -> Counter:
    """Send what is due at `at`; return how many were sent, failed or dropped (their account has gone).

    Raises NotConfigured or OutOfHours, and then nothing was tried.
    """
    at, workdays, hours = timezone.localtime(at), Holiday.objects.workdays(), Place.objects.here().hours
    try:
        server = mailers.default
    except MailerDoesNotExist:
        raise NotConfigured from None
    if not within_hours(at, workdays, hours):
        raise OutOfHours
    due, outcome = list(Mail.objects.waiting(at).values_list("pk", flat=True)), Counter()
    if not due:
        return outcome
    try:
        # Outside any transaction: waiting for a dead server must lock nothing.
        server.open()
    except OSError as error:
        return Counter(failed=sum(postpone_mail(pk, at, error, workdays, hours) for pk in due))
    try:
        for pk in due:
            result, goes_on = send_one_mail(pk, at, server, workdays, hours)
            outcome[result] += 1
            if not goes_on:
                break
    finally:
        close_server(server)
    return +Counter({name: number for name, number in outcome.items() if name})


@transaction.atomic
def send_one_mail(pk: int, at: datetime.datetime, server, workdays: Workdays, hours: Hours) -> tuple[str, bool]:
    """Send one mail and mark it in the same transaction; return (outcome, whether to go on). "" where it was taken."""
    mail = locked_mail(pk, at)
    if mail is None:
        return "", True
    if not mail.recipient.is_active or not mail.recipient.email:
        mail.delete()
        return "dropped", True
    try:
        server.send_messages([email_of(mail)])
    except (OSError, ValueError) as error:
        note_failure(mail, at, error, workdays, hours)
        return "failed", isinstance(error, OF_ONE_MAIL)
    mail.sent_at, mail.tries, mail.error = at, mail.tries + 1, ""
    mail.save()
    return "sent", True


@transaction.atomic
def postpone_mail(pk: int, at: datetime.datetime, error: Exception, workdays: Workdays, hours: Hours) -> bool:
    """Note a try that did not reach the server; return whether the mail was still there to be tried."""
    mail = locked_mail(pk, at)
    if mail is not None:
        note_failure(mail, at, error, workdays, hours)
    return mail is not None


def locked_mail(pk: int, at: datetime.datetime) -> Mail | None:
    """Return the mail locked for this transaction, or None when another run has it or has sent it."""
    skip = database.features.has_select_for_update_skip_locked
    rows = Mail.objects.waiting(at).select_for_update(of=("self",), skip_locked=skip)
    return rows.select_related("recipient").filter(pk=pk).first()


def note_failure(mail: Mail, at: datetime.datetime, error: Exception, workdays: Workdays, hours: Hours) -> None:
    """Count the try, keep what went wrong and move the mail on: ten minutes, an hour, the next workday."""
    mail.tries += 1
    mail.error = f"{type(error).__name__}: {error}"[:300]
    mail.not_before = retry_at(at, mail.tries, workdays, hours)
    mail.save()


def email_of(mail: Mail) -> EmailMessage:
    """Return the mail as it goes out. Its identity stays the same, so a repeat after a crash is known as one."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    headers = {"Message-ID": f"<ledger-mail-{mail.pk}-{mail.day}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.recipient.email], headers=headers)


def close_server(server) -> None:
    """Say goodbye; a server that has gone already needs none."""
    try:
        server.close()
    except OSError:
        return
