"""What departments report: updates in numbered revisions."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..choices import Lamp, Role, UpdateState
from ..rules import update_moves
from .commitment import Commitment
from .delegation import Delegation
from .indicator import FIGURE_FIELD
from .lists import LedgerQuerySet
from .organisation import Department
from .schedule import ReportingPeriod

# A correction the office is still writing: no department's business before it is submitted.
OFFICE_DRAFT = Q(by_office=True, state=UpdateState.DRAFT)


class ProgressUpdateQuerySet(LedgerQuerySet):
    def visible_to(self, user):
        """Return what `user` may read: the approved of all, the unreviewed of the own department or as the office."""
        if user.sees_district:
            drafts = Q(by_office=True) if user.has_role(Role.SUPERVISOR) else Q(pk=None)
            return self.filter(Q(state__in=UpdateState.seen_by_office()) | drafts)
        own = Q(department=user.department) & ~OFFICE_DRAFT if user.represents else Q(pk=None)
        return self.filter(own | Q(state=UpdateState.APPROVED))

    def approved(self):
        return self.filter(state=UpdateState.APPROVED)

    def sent_before(self, moment):
        """Return what had been submitted before `moment` and was not taken back by then, whatever became of it."""
        held = TakenBack.objects.filter(update=OuterRef("pk"), sent_at__lt=moment, back_at__gte=moment)
        return self.filter(Q(submitted_at__lt=moment) | Exists(held))

    def awaiting_review(self):
        return self.filter(state=UpdateState.SUBMITTED, commitment__withdrawn_on=None).not_held()

    def awaiting_sign_off(self, department):
        rows = self.filter(state=UpdateState.SIGNING, department=department, commitment__withdrawn_on=None)
        return rows.not_held()

    def not_held(self):
        """Return the reports that nobody has just decided by an act held back for some seconds."""
        return self.exclude(held_acts__failure="")

    def newest_revisions(self):
        """Return the last revision of each standing commitment's report per period, in no order."""
        same = {"commitment": models.OuterRef("commitment"), "period": models.OuterRef("period")}
        later = ProgressUpdate.objects.filter(**same, revision__gt=models.OuterRef("revision"))
        return self.filter(~models.Exists(later), commitment__withdrawn_on=None).order_by()

    def except_pending_corrections(self):
        """Return the reports and the corrections in force: what stands for a period while it is being corrected."""
        return self.exclude(~Q(state=UpdateState.APPROVED), corrects__isnull=False)

    def corrections_under_way(self):
        """Return the corrections nobody has decided, and the newest of a period that the office returned."""
        newer = self.model.objects.filter(
            commitment=OuterRef("commitment"), period=OuterRef("period"), revision__gt=OuterRef("revision")
        )
        returned = Q(state=UpdateState.RETURNED, decided_at__isnull=False) & ~Exists(newer)
        return self.filter(Q(state__in=UpdateState.undecided()) | returned, corrects__isnull=False)

    def newest_first(self):
        return self.order_by("-period__ends", "-revision")


class ProgressUpdate(models.Model):
    """One commitment's report for one period. Each resubmission is a new revision; approved is frozen."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="updates", verbose_name=_("commitment"))
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="updates", verbose_name=_("period"))
    department = models.ForeignKey(Department, models.PROTECT, related_name="updates", verbose_name=_("department"))
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    state = models.CharField(_("state"), max_length=20, choices=UpdateState, default=UpdateState.DRAFT)
    version = models.PositiveIntegerField(pgettext_lazy("of a row", "version"), default=1)
    narrative = models.TextField(_("progress"), blank=True, max_length=2000)
    problems = models.TextField(_("problems"), blank=True, max_length=1000)
    help_needed = models.TextField(_("help needed"), blank=True, max_length=1000)
    next_steps = models.TextField(_("next steps"), blank=True, max_length=1000)
    forecast = models.DecimalField(_("year-end forecast"), null=True, blank=True, **FIGURE_FIELD)
    cutoff = models.DateField(_("cut-off date"))
    self_lamp = models.CharField(_("department's lamp"), max_length=10, choices=Lamp, blank=True)
    data_expected = models.DateField(_("data expected on"), null=True, blank=True)
    author = models.ForeignKey("User", models.PROTECT, related_name="+", verbose_name=_("author"))
    signed_by = models.ForeignKey(
        "User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by")
    )
    signed_for = models.ForeignKey(
        "User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed in place of")
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    return_reason = models.TextField(_("reason for returning"), blank=True, max_length=1000)
    return_answer = models.TextField(_("answer to the return"), blank=True, max_length=500)
    office_lamp = models.CharField(_("office's lamp"), max_length=10, choices=Lamp, blank=True)
    office_reason = models.TextField(_("reason for the office's lamp"), blank=True, max_length=500)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )
    correction_reason = models.TextField(_("reason for the correction"), blank=True, max_length=500)
    by_office = models.BooleanField(_("written by the office"), default=False)
    sample = models.BooleanField(_("sample"), default=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    saved = models.DateTimeField(_("saved"), auto_now=True)

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("progress update")
        ordering = ("period", "commitment", "revision")
        indexes = [models.Index(fields=["state", "department"], name="update_state_department")]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "period", "revision"],
                name="update_once_per_revision",
                violation_error_message=_("There is already an update of this revision for the period."),
            ),
            models.UniqueConstraint(
                fields=["commitment", "period"],
                condition=Q(state__in=UpdateState.undecided()),
                name="update_one_open_per_period",
                violation_error_message=_("An update for this period is already under way."),
            ),
            models.CheckConstraint(
                condition=~Q(state=UpdateState.RETURNED) | ~Q(return_reason=""),
                name="update_returned_with_reason",
                violation_error_message=_("Give a reason when returning an update."),
            ),
            models.CheckConstraint(
                condition=Q(office_lamp="") | ~Q(office_reason=""),
                name="update_overruled_with_reason",
                violation_error_message=_("Give a reason for the office's own lamp."),
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) & Q(by_office=False) | ~Q(correction_reason=""),
                name="update_corrects_with_reason",
                violation_error_message=_("A correction is made with a reason."),
            ),
            models.CheckConstraint(
                condition=Q(data_expected=None) | Q(self_lamp=""),
                name="update_awaits_data_without_lamp",
                violation_error_message=_("While the data is not published, the department gives no lamp."),
            ),
            models.CheckConstraint(
                condition=~Q(state=UpdateState.APPROVED) | Q(decided_at__isnull=False, submitted_at__isnull=False),
                name="update_approved_has_dates",
                violation_error_message=_("An approved update was submitted and decided."),
            ),
        ]

    def __str__(self):
        return f"{self.commitment.code} {self.period.code} r{self.revision}"

    @property
    def is_open(self) -> bool:
        return self.state in UpdateState.undecided()

    def moves_for(self, user, on=None) -> frozenset[str]:
        """Return the moves open to `user` now (see rules.update_moves); buttons are drawn from it, verbs enforce it.

        A deputy may sign if a delegation is in force on the day `on`; without a day nobody is one.
        """
        own = user.represents is not None and user.department_id == self.department_id
        asks = own and on is not None and self.state == UpdateState.SIGNING and user.role == Role.REPORTER
        return update_moves.open_update_moves(
            self.state, user.role, own_department=own, is_author=self.author_id == user.pk,
            has_approver=own and self.state == UpdateState.DRAFT and self.department.has_approver,
            is_deputy=asks and Delegation.objects.on(on).held_by(user).exists(), by_office=self.by_office,
            is_writable=self.is_writable,
        )  # fmt: skip

    @property
    def is_writable(self) -> bool:
        """Whether it may still be written on once it is handed back: in a closed period only a correction is."""
        return self.corrects_id is not None or self.by_office or self.period.closed is None

    @property
    def contributions_asked(self):
        """The contributions the lead asked for in this period, that it still wants or took over."""
        return self.commitment.contributions.wanted().filter(period=self.period_id).select_related("department")

    def advance(self, move: str) -> None:
        """Set the state that `move` leads to and count the version up."""
        self.state = update_moves.UPDATE_MOVES[self.state, move]
        self.version += 1

    @property
    def previous(self):
        """The approved update of an earlier period that this one follows, or None."""
        earlier = self.commitment.updates.approved().filter(period__ends__lt=self.period.ends)
        return earlier.select_related("period").newest_first().first()


class TakenBack(models.Model):
    """A time an update was with the office and was taken back undecided: what was known on the days between."""

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="taken_back", verbose_name=_("update"))
    sent_at = models.DateTimeField(_("submitted at"))
    back_at = models.DateTimeField(_("taken back at"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("report taken back")
        ordering = ("update", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__lte=F("back_at")),
                name="taken_back_after_it_was_sent",
                violation_error_message=_("A report is taken back after it was submitted."),
            )
        ]

    def __str__(self):
        return f"{self.update} {self.sent_at:%Y-%m-%d %H:%M}–{self.back_at:%Y-%m-%d %H:%M}"
