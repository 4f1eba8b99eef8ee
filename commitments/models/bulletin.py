"""Numbered issues of bulletin and year-end pack, with the data they were made from; and drafts of those to come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import BulletinForm, BulletinKind, BulletinState
from .lists import LedgerQuerySet
from .organisation import User
from .schedule import ReportingPeriod

# What stands in an address where a bulletin has its period.
YEAR_END_CODE = "year-end"


class BulletinQuerySet(LedgerQuerySet):
    def issued(self):
        return self.filter(state=BulletinState.ISSUED)

    def visible_to(self, user: User):
        """Return the rows an account may read: the pack names the files behind reports."""
        return self if user.sees_district else self.exclude(kind=BulletinKind.YEAR_END)

    def without_papers(self):
        """Return the rows without what makes them heavy: data, pages and fonts."""
        return self.defer("pdf", "data", "fonts", "leads", "kept")


class Bulletin(models.Model):
    """A bulletin for a period, the year-end pack (for the plan's last period), or the correction of one issued.

    On issue the row is frozen (a trigger sees to it): `data`, `pdf` with their digests, and what set it: `engine`,
    `fonts` (role, file, family, version, SHA-256) and `history_head`, the newest digest of the history it knew of.
    Until then `leads` keeps paragraphs the office wrote (name → text) and `kept` the figures in them that are not
    the data's, each with its reason.
    """

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="bulletins", verbose_name=_("period"))
    kind = models.CharField(_("kind"), max_length=20, choices=BulletinKind, default=BulletinKind.PERIOD)
    form = models.CharField(_("form"), max_length=20, choices=BulletinForm, default=BulletinForm.BULLETIN)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )
    state = models.CharField(_("state"), max_length=20, choices=BulletinState, default=BulletinState.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=0)
    issue = models.PositiveSmallIntegerField(_("issue number"), default=0)
    number = models.CharField(_("document number"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True, help_text=_("a line break stands where it breaks"))
    sent_to = models.CharField(_("sent to"), max_length=300, blank=True)
    copied_to = models.CharField(_("copied to"), max_length=300, blank=True)
    dated = models.DateField(_("date of the paper"), null=True, blank=True)
    signatory = models.CharField(_("signatory"), max_length=60, blank=True)
    reason = models.TextField(_("reason"), max_length=500, blank=True)
    although = models.TextField(_("issued although"), max_length=500, blank=True)
    leads = models.JSONField(_("paragraphs"), default=dict, blank=True)
    kept = models.JSONField(_("figures of its own"), default=list, blank=True)
    data = models.JSONField(_("data"), default=dict, blank=True)
    pdf = models.BinaryField("PDF", null=True, blank=True)
    pages = models.PositiveSmallIntegerField(_("pages"), default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    data_sha256 = models.CharField(_("SHA-256 of the data"), max_length=64, blank=True)
    history_head = models.CharField(_("head of the history"), max_length=64, blank=True)
    engine = models.CharField(_("engine"), max_length=40, blank=True)
    layout = models.CharField(_("SHA-256 of the layout"), max_length=64, blank=True)
    fonts = models.JSONField(_("fonts"), default=list, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    issued_by = models.ForeignKey(
        "User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("issued by")
    )

    objects = BulletinQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("bulletin")
        ordering = ("period", "issue", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["period", "kind"],
                condition=Q(state=BulletinState.ISSUED, form=BulletinForm.BULLETIN),
                name="bulletin_once_per_period",
                violation_error_message=_("This period's bulletin is issued; what is wrong in it is corrected."),
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(state=BulletinState.ISSUED) & ~Q(number=""),
                name="bulletin_number_once",
                violation_error_message=_("This document number was given already."),
            ),
            models.UniqueConstraint(
                fields=["period", "kind"],
                condition=Q(state=BulletinState.DRAFT, corrects=None),
                name="bulletin_one_draft",
                violation_error_message=_("This period already has a draft of its bulletin."),
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(state=BulletinState.DRAFT),
                name="bulletin_one_draft_of_a_correction",
                violation_error_message=_("This bulletin already has a draft of its correction."),
            ),
            models.CheckConstraint(
                condition=Q(form=BulletinForm.CORRECTION, corrects__isnull=False)
                | ~Q(form=BulletinForm.CORRECTION) & Q(corrects=None),
                name="bulletin_correction_names_one",
                violation_error_message=_("A correction, and nothing else, names what it corrects."),
            ),
            models.CheckConstraint(
                condition=~Q(state=BulletinState.ISSUED)
                | Q(pdf__isnull=False, issued_on__isnull=False, issue__gt=0) & ~Q(sha256=""),
                name="bulletin_issued_is_complete",
                violation_error_message=_("An issued bulletin has its PDF, hash, number and date."),
            ),
        ]

    def __str__(self):
        return f"{self.period.code} {self.issue or '—'}"

    @property
    def is_year_end(self) -> bool:
        return self.kind == BulletinKind.YEAR_END

    def may_be_read_by(self, user: User) -> bool:
        """Whether an account may read what it tells, as `visible_to` has it."""
        return user.sees_district or not self.is_year_end

    @property
    def code(self) -> str:
        """What its draft's address says it is about: the period, or the year's end."""
        return YEAR_END_CODE if self.is_year_end else self.period.code

    @property
    def is_correction(self) -> bool:
        return self.form == BulletinForm.CORRECTION
