"""Who did what, when: append-only and chained by hash (triggers refuse change and deletion)."""

import datetime
import hashlib
import json

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from .acts import act_words
from .commitment import Commitment
from .lists import LedgerQuerySet

GENESIS = "0" * 64


def utc_text(moment: datetime.datetime) -> str:
    """Return the moment in UTC as text, the same on every database and in every time zone."""
    return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def reference(row: models.Model | None) -> dict:
    """Return the fields by which an entry refers to a row; it stays true when the row is renamed or deleted."""
    return {"subject_kind": row._meta.model_name, "subject_pk": row.pk} if row else {}


class HistoryQuerySet(LedgerQuerySet):
    def about(self, row: models.Model):
        """Return the entries about that very row."""
        return self.filter(**reference(row))

    def about_updates(self):
        """Return the entries about progress updates, whichever."""
        return self.filter(subject_kind="progressupdate")

    def without(self, rows):
        """Return all entries but those about `rows`, a queryset of any one model."""
        return self.exclude(subject_kind=rows.model._meta.model_name, subject_pk__in=rows.order_by().values("pk"))


class HistoryEntry(models.Model):
    """One act. `at` is the business time, `recorded` the clock's; `digest` seals this entry and all before it.

    `subject` is what the act was about as one read it then, `subject_kind` and `subject_pk` say which row that is.
    No foreign key: a draft nobody has seen may be deleted, its entries stay.
    """

    previous = models.CharField(_("previous digest"), max_length=64, unique=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    action = models.CharField(_("action"), max_length=40)
    at = models.DateTimeField(_("time"))
    recorded = models.DateTimeField(_("recorded at"))
    actor = models.ForeignKey(
        "User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    actor_name = models.CharField(_("name"), max_length=100, blank=True)
    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="history",
        verbose_name=_("commitment"),
    )
    subject = models.CharField(_("subject"), max_length=100)
    subject_kind = models.CharField(max_length=30, blank=True, editable=False)
    subject_pk = models.BigIntegerField(null=True, blank=True, editable=False)
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)
    note = models.TextField(_("note"), blank=True)
    approved = models.BooleanField(_("of approved facts"), default=False)
    sample = models.BooleanField(_("sample"), default=False)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("history entry")
        ordering = ("-at", "-pk")
        indexes = [
            models.Index(fields=["subject_kind", "subject_pk"], name="history_by_subject"),
            models.Index(fields=["commitment", "-at", "-id"], name="history_by_commitment"),
            models.Index(fields=["action", "commitment"], name="history_by_action"),
        ]

    def __str__(self):
        return f"{localtime(self.at):%Y-%m-%d %H:%M} {self.actor_name} {act_words(self.action)}"

    def sealed(self) -> str:
        """Return the SHA-256 over the previous digest and this entry's canonical JSON."""
        facts = {
            "action": self.action, "at": utc_text(self.at), "recorded": utc_text(self.recorded),
            "actor": self.actor_id, "actor_name": self.actor_name, "commitment": self.commitment_id,
            "subject": self.subject, "subject_kind": self.subject_kind, "subject_pk": self.subject_pk,
            "before": self.before, "after": self.after, "note": self.note,
            "approved": self.approved, "sample": self.sample,
        }  # fmt: skip
        canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256((self.previous + canonical).encode()).hexdigest()
