"""What this database is: real or demo; and the lock that keeps the history in one line."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .lists import LedgerQuerySet


class InstallationQuerySet(LedgerQuerySet):
    def locked(self):
        """Return the one row, locked until the transaction ends: whoever holds it writes the next entry."""
        return self.select_for_update().get_or_create(pk=1)[0]

    def is_demo(self) -> bool:
        return self.filter(demo=True).exists()


class Installation(models.Model):
    """The single row of this database."""

    demo = models.BooleanField(_("demo"), default=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    objects = InstallationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("installation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="installation_is_single",
                violation_error_message=_("There is only one installation."),
            )
        ]

    def __str__(self):
        return "demo" if self.demo else "ledger"
