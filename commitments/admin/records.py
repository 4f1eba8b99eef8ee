"""Rows the workflow writes, to look at: nobody changes them here, and nobody sees more than in the rooms."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..models import (
    AboveLink,
    AdjustedDay,
    Assignment,
    Bulletin,
    Evidence,
    FormerLeader,
    Handover,
    HistoryEntry,
    Milestone,
    MilestoneReached,
    Observation,
    Overrule,
    ProgressUpdate,
    PromiseLink,
    ReportingPeriod,
    Retrospect,
    RoleDecision,
    SetAside,
    TakenBack,
    ThresholdChange,
    TrajectoryPoint,
    Verdict,
)
from ..models.acts import act_words
from .duties import LookingPage
from .site import site


def of_visible_updates(request) -> Q:
    """Return the condition for rows of an update the account may read, or of none at all."""
    return Q(update=None) | Q(update__in=ProgressUpdate.objects.visible_to(request.user))


@admin.register(Assignment, site=site)
class AssignmentPage(LookingPage):
    list_display = ("commitment", "department", "role", "standing", "valid_from", "valid_to")
    list_filter = ("role", "standing", "department")
    list_select_related = ("commitment", "department")
    search_fields = ("commitment__code", "commitment__title", "department__short_name")


@admin.register(Handover, site=site)
class HandoverPage(LookingPage):
    list_display = ("former", "heir", "day", "merges", "carried_out_at", "withdrawn_at")
    list_filter = ("plan", "merges")
    list_select_related = ("former", "heir")
    search_fields = ("former__short_name", "heir__short_name", "reason")


@admin.register(PromiseLink, site=site)
class PromiseLinkPage(LookingPage):
    list_display = ("commitment", "earlier", "kind", "standing", "plan")
    list_filter = ("plan", "kind", "standing")
    list_select_related = ("commitment", "earlier", "plan")
    search_fields = ("commitment__title", "earlier__title", "note")


@admin.register(AboveLink, site=site)
class AboveLinkPage(LookingPage):
    list_display = ("commitment", "above", "kind", "standing")
    list_filter = ("commitment__plan", "kind", "standing")
    list_select_related = ("commitment", "above")
    search_fields = ("commitment__title", "above__title", "note")


@admin.register(Retrospect, site=site)
class RetrospectPage(LookingPage):
    list_display = ("plan",)
    list_select_related = ("plan",)
    search_fields = ("text",)


@admin.register(SetAside, site=site)
class SetAsidePage(LookingPage):
    list_display = ("words", "reason", "note", "by", "at")
    list_filter = ("paragraph__section__plan", "reason")
    list_select_related = ("by",)
    search_fields = ("words", "note")


@admin.register(Milestone, site=site)
class MilestonePage(LookingPage):
    list_display = ("commitment", "what", "verb", "planned", "standing")
    list_filter = ("verb", "standing")
    list_select_related = ("commitment",)
    search_fields = ("commitment__code", "what")


@admin.register(AdjustedDay, site=site)
class AdjustedDayPage(LookingPage):
    list_display = ("milestone", "day", "valid_from", "revision")
    list_select_related = ("milestone",)
    search_fields = ("milestone__commitment__code", "milestone__what")


@admin.register(FormerLeader, site=site)
class FormerLeaderPage(LookingPage):
    list_display = ("commitment", "department", "leader", "until")
    list_select_related = ("commitment", "department", "leader")
    search_fields = ("commitment__code", "department__short_name", "leader__name")


@admin.register(TrajectoryPoint, site=site)
class TrajectoryPointPage(LookingPage):
    list_display = ("commitment", "at", "share", "standing", "valid_from")
    list_filter = ("at", "standing")
    list_select_related = ("commitment",)
    search_fields = ("commitment__code", "commitment__title")


@admin.register(ReportingPeriod, site=site)
class ReportingPeriodPage(LookingPage):
    list_display = ("code", "plan", "starts", "ends", "opens", "due", "closed")
    list_filter = ("plan",)
    list_select_related = ("plan",)
    search_fields = ("code",)


@admin.register(ProgressUpdate, site=site)
class ProgressUpdatePage(LookingPage):
    list_display = ("commitment", "period", "department", "revision", "state", "submitted_at", "decided_at")
    list_filter = ("state", "period", "department")
    list_select_related = ("commitment", "period", "department")
    search_fields = ("commitment__code", "commitment__title", "narrative")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=ProgressUpdate.objects.visible_to(request.user))


class UpdateRowPage(LookingPage):
    """Rows that are as visible as their update."""

    def get_queryset(self, request):
        return super().get_queryset(request).filter(of_visible_updates(request))


@admin.register(MilestoneReached, site=site)
class MilestoneReachedPage(UpdateRowPage):
    list_display = ("milestone", "reached", "update")
    list_select_related = ("milestone", "update__commitment", "update__period")
    search_fields = ("milestone__what",)


@admin.register(Observation, site=site)
class ObservationPage(UpdateRowPage):
    list_display = ("indicator", "cutoff", "value", "state", "exactness", "finality", "update")
    list_filter = ("state", "finality", "cutoff")
    list_select_related = ("indicator", "update__commitment", "update__period")
    search_fields = ("indicator__name", "source")


@admin.register(Evidence, site=site)
class EvidencePage(UpdateRowPage):
    list_display = ("name", "update", "size", "uploaded_by", "uploaded_at", "withdrawn_at")
    list_filter = ("uploaded_at",)
    list_select_related = ("update__commitment", "update__period", "uploaded_by")
    search_fields = ("name", "sha256")
    exclude = ("stored_as",)


@admin.register(Verdict, site=site)
class VerdictPage(UpdateRowPage):
    list_display = ("commitment", "on", "official", "reason", "attained", "expected", "gap")
    list_filter = ("official", "reason", "on")
    list_select_related = ("commitment",)
    search_fields = ("commitment__code", "commitment__title")


@admin.register(Overrule, site=site)
class OverrulePage(UpdateRowPage):
    list_display = ("commitment", "lamp", "reason", "by", "valid_from", "update")
    list_filter = ("lamp", "valid_from")
    list_select_related = ("commitment", "by", "update__commitment", "update__period")
    search_fields = ("commitment__code", "commitment__title", "reason")


@admin.register(TakenBack, site=site)
class TakenBackPage(UpdateRowPage):
    list_display = ("update", "sent_at", "back_at")
    list_filter = ("update__period",)
    list_select_related = ("update__commitment", "update__period")
    search_fields = ("update__commitment__code", "update__commitment__title")


@admin.register(ThresholdChange, site=site)
class ThresholdChangePage(LookingPage):
    list_display = ("plan", "valid_from", "yellow_at", "red_below", "milestone_days", "reason", "by")
    list_filter = ("plan",)
    list_select_related = ("plan", "by")
    search_fields = ("reason",)


@admin.register(Bulletin, site=site)
class BulletinPage(LookingPage):
    list_display = ("period", "kind", "issue", "number", "state", "issued_on", "issued_by", "sha256")
    list_filter = ("state", "kind", "period")
    list_select_related = ("period", "issued_by")
    search_fields = ("number", "sha256")
    exclude = ("pdf", "data")


class ActsFilter(admin.AllValuesFieldListFilter):
    """The acts that stand in the record, each in words."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | {"display": act_words(choice["display"])}


@admin.register(HistoryEntry, site=site)
class HistoryPage(LookingPage):
    list_display = ("at", "actor_name", "act", "subject", "commitment")
    list_filter = (("action", ActsFilter), "at")
    fields = (
        "act", "at", "recorded", "actor_name", "actor", "commitment", "subject", "before", "after", "note", "sample",
        "action", "digest", "previous",
    )  # fmt: skip
    readonly_fields = ("act",)
    list_select_related = ("commitment",)
    search_fields = ("actor_name", "subject", "note", "digest")

    def get_queryset(self, request):
        """Return acts on approved facts, the only ones an auditor reads."""
        return super().get_queryset(request).filter(approved=True)

    @admin.display(description=_("act"), ordering="action")
    def act(self, entry):
        return act_words(entry.action)


@admin.register(RoleDecision, site=site)
class RoleDecisionPage(LookingPage):
    list_display = ("at", "account", "role", "outcome", "reason", "proposed_by", "decided_by")
    list_filter = ("outcome", "role")
    list_select_related = ("account", "proposed_by", "decided_by")
    search_fields = ("account__username", "account__name", "reason")
    date_hierarchy = "at"
