"""What keeps the ledger running: the installation with its lock, forms acted on once, mail that waits to be sent."""

from django.db import connections, models
from django.db.models import Q
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery
from django.utils.translation import gettext_lazy as _

from . import prepared
from .lists import LedgerQuerySet


class InstallationQuerySet(LedgerQuerySet):
    def locked(self):
        """Return the one row, locked until the transaction ends: whoever holds it writes the next entry."""
        return prepared.one(installation_locked) or self.select_for_update().get_or_create(pk=1)[0]

    def is_demo(self) -> bool:
        return self.filter(demo=True).exists()


def installation_locked():
    return Installation.objects.select_for_update().filter(pk=1)


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


class SubmissionQuerySet(LedgerQuerySet):
    def begin(self, row) -> bool:
        """Store `row` unless its key is taken, and say so; what another request is about to store is waited for."""
        fields = [field for field in self.model._meta.concrete_fields if not field.primary_key]
        query = InsertQuery(self.model, on_conflict=OnConflict.IGNORE, unique_fields=("key",))
        query.insert_values(fields, [row])
        [(sql, parameters)] = query.get_compiler(self.db).as_sql()
        with connections[self.db].cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.rowcount == 1


class Submission(models.Model):
    """A form that was acted on once; `answer` is where the first sender was led."""

    key = models.UUIDField(_("key"), unique=True)
    user = models.ForeignKey("User", models.CASCADE, related_name="+", verbose_name=_("account"))
    action = models.CharField(_("action"), max_length=50)
    answer = models.JSONField(_("answer"), default=dict)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("submission")

    def __str__(self):
        return f"{self.action} {self.key}"


class MailQuerySet(LedgerQuerySet):
    def waiting(self, moment):
        """Return the mail to be sent at `moment`, the oldest first."""
        return self.filter(sent_at=None, not_before__lte=moment).order_by("not_before", "pk")


class Mail(models.Model):
    """One digest for one person; at most one a day."""

    recipient = models.ForeignKey("User", models.CASCADE, related_name="mail", verbose_name=_("recipient"))
    day = models.DateField(_("day"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    not_before = models.DateTimeField(_("not before"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("mail")
        ordering = ("-day", "pk")
        indexes = [models.Index(fields=["not_before"], condition=Q(sent_at=None), name="mail_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "day"],
                name="mail_once_a_day",
                violation_error_message=_("A person gets at most one mail a day."),
            )
        ]

    def __str__(self):
        return f"{self.recipient} {self.day}"
