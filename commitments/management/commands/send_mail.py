"""Send what waits in the outbox."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ...clock import now
from ...models import Mail
from ...workflow.todo.outbox import NotConfigured, OutOfHours, deliver_mail


class Command(BaseCommand):
    help = "Send what waits in the outbox through the mail server of EMAIL_URL; run it every ten minutes."

    def handle(self, *args, **options):
        try:
            outcome = deliver_mail(now())
        except NotConfigured:
            words = _("No mail server is set (EMAIL_URL); %(n)d mails stay in the outbox.")
            self.stdout.write(words % {"n": self.unsent()})
        except OutOfHours:
            words = _("Mail goes out from 08:30 to 18:00 on workdays; %(n)d mails stay in the outbox.")
            self.stdout.write(words % {"n": self.unsent()})
        else:
            words = _("Mail: %(sent)d sent, %(failed)d failed, %(dropped)d dropped; %(n)d stay in the outbox.")
            counts = {name: outcome[name] for name in ("sent", "failed", "dropped")}
            self.stdout.write(words % (counts | {"n": self.unsent()}))

    def unsent(self) -> int:
        return Mail.objects.filter(sent_at=None).count()
