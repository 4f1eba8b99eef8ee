"""Reminders by mail: one digest per person and day at most, put into the outbox for the hours mail may go out."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ...choices import ContributionState, PlanState, Role, UpdateState
from ...models import Holiday, Mail, Plan, User
from ...rules.reminders import is_reminder_day, next_slot
from ...rules.workdays import Workdays
from . import waiting

RECIPIENTS = (*Role.of_department(), Role.SUPERVISOR)
WORKDAYS_AHEAD = 10
# What somebody else handed over: its person hears of it on the next workday, whatever the due day.
HANDED_OVER = (
    ("report", UpdateState.RETURNED), ("report", UpdateState.SIGNING), ("correction", UpdateState.RETURNED),
    ("correction", UpdateState.SIGNING), ("part", ContributionState.ASKED), ("part", ContributionState.RETURNED),
)  # fmt: skip


@dataclass(frozen=True)
class Digest:
    """What waits for one person on the day the mail is read; `plans` tells whether several plans are meant."""

    person: User
    day: datetime.date
    waits: list[waiting.Wait]


def queue_reminders(at: datetime.datetime, words) -> Counter:
    """Put the digests into the outbox; return how many were queued, had (one today already) or empty.

    `words` turns a Digest into (subject, body). A digest made outside the hours is for the next workday's morning,
    and says what holds then. Run again it rewrites what is not sent yet.
    """
    workdays = Holiday.objects.workdays()
    slot = next_slot(timezone.localtime(at), workdays)
    day = slot.date()
    rows = [wait for plan in Plan.objects.filter(state=PlanState.OPEN) for wait in waiting.open_waits(plan, day)]
    worth = [(wait, calls_for_mail(wait, day, workdays)) for wait in rows if is_mentioned(wait, day, workdays)]
    signing = waiting.deputies_on(day)
    outcome = Counter()
    for person in User.objects.filter(is_active=True, role__in=RECIPIENTS).exclude(email="").order_by("username"):
        mine = [(wait, called) for wait, called in worth if wait.waits_for(person, signing)]
        digest = Digest(person, day, [wait for wait, _called in mine])
        outcome[enqueue_digest(digest, slot, any(called for _wait, called in mine), words)] += 1
    return outcome


def is_mentioned(wait: waiting.Wait, day: datetime.date, workdays: Workdays) -> bool:
    """Whether a digest names it: handed over, late, or due within ten workdays; never for data nobody published."""
    near = workdays.between(day, wait.due) <= WORKDAYS_AHEAD
    return not wait.data_awaited and (near or (wait.kind, wait.state) in HANDED_OVER)


def calls_for_mail(wait: waiting.Wait, day: datetime.date, workdays: Workdays) -> bool:
    """Whether it is reason enough for a mail on `day`: a reminder day, or handed over since the last workday."""
    handed = (wait.kind, wait.state) in HANDED_OVER and workdays.between(wait.since, day) == 1
    return (handed and wait.since < day) or is_reminder_day(wait.due, day, workdays)


@transaction.atomic
def enqueue_digest(digest: Digest, slot: datetime.datetime, called: bool, words) -> str:
    """Keep one person's digest; a mail of an earlier day that could not be sent gives way to it."""
    person, day = User.objects.select_for_update(no_key=True).get(pk=digest.person.pk), digest.day
    mails = Mail.objects.filter(recipient=person)
    if mails.filter(Q(day=day, sent_at__isnull=False) | Q(sent_at__date=day)).exists():
        return "had"
    unsent = mails.filter(sent_at=None)
    if not digest.waits or not (called or unsent.exists()):
        unsent.delete()
        return "empty"
    unsent.exclude(day=day).delete()
    subject, body = words(digest)
    Mail.objects.update_or_create(
        recipient=person, day=day, defaults={"subject": subject, "body": body}, create_defaults={
            "subject": subject, "body": body, "not_before": slot,
        },
    )  # fmt: skip
    return "queued"
