"""Put today's reminders into the outbox."""

import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from ...clock import now
from ...documents.reminder_words import digest_mail
from ...models import place_kept
from ...rules.reminders import OPENS
from ...workflow.planning import handovers
from ...workflow.reports import held_acts
from ...workflow.todo.reminders import queue_reminders


class Command(BaseCommand):
    help = "Put today's reminders into the outbox: one digest per person at most; run it once a day."

    def add_arguments(self, parser):
        parser.add_argument("--on", default="", help="another day than today, YYYY-MM-DD")

    def handle(self, *args, on, **options):
        held_acts.carry_out_all(now())
        handovers.carry_out_due(now())
        with place_kept():
            outcome = queue_reminders(self.moment(on), digest_mail)
        self.stdout.write(
            _("Reminders: %(queued)d in the outbox, %(had)d sent that day already, %(empty)d people need none.")
            % {name: outcome[name] for name in ("queued", "had", "empty")}
        )

    def moment(self, on: str) -> datetime.datetime:
        """Return the present moment, or the morning of the day asked for."""
        if not on:
            return now()
        try:
            day = datetime.date.fromisoformat(on)
        except ValueError:
            raise CommandError(_("“%(day)s” is no day; write it as 2024-10-24.") % {"day": on}) from None
        return timezone.make_aware(datetime.datetime.combine(day, OPENS))
