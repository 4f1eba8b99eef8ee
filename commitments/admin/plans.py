"""What the office keeps: plans, sections, indicators; the report's own words are only to read."""

from django.contrib import admin

from ..choices import PlanState
from ..models import (
    DEFINITION_FIELDS,
    Assignment,
    Commitment,
    Indicator,
    Milestone,
    Paragraph,
    Plan,
    Section,
    Target,
    TrajectoryPoint,
)
from .duties import LookingInline, LookingPage, ReferencePage
from .site import site

# What lamps and addresses hang on; once the plan is open it is adjusted by a decision, not edited.
SETTLED = ("year", "level", "starts", "ends", "yellow_at", "red_below", "milestone_days", "presented_on")


class SectionInline(LookingInline):
    model = Section
    fields = ("code", "number", "title", "short_title")


class ParagraphInline(LookingInline):
    model = Paragraph
    fields = ("code", "lead")


class TargetInline(LookingInline):
    model = Target
    fields = ("commitment", "comparator", "direction", "value", "upper", "wording", "stretch", "baseline_state")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("commitment", "indicator")


class TargetUseInline(TargetInline):
    """The targets that measure by an indicator; those only relative to it stand at their own."""

    fk_name = "indicator"


class MilestoneInline(LookingInline):
    model = Milestone
    fields = ("what", "verb", "planned", "standing")


class TrajectoryPointInline(LookingInline):
    model = TrajectoryPoint
    fields = ("at", "share", "standing", "valid_from")


class AssignmentInline(LookingInline):
    model = Assignment
    fields = ("department", "role", "standing", "valid_from", "valid_to")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("department")


@admin.register(Plan, site=site)
class PlanPage(ReferencePage):
    list_display = ("key", "title", "year", "level", "state")
    list_filter = ("year", "level", "state")
    search_fields = ("key", "title")
    inlines = (SectionInline,)

    def is_of_draft(self, obj) -> bool:
        return obj.is_draft

    def get_readonly_fields(self, request, obj=None):
        opened = obj is not None and obj.state != PlanState.DRAFT
        return ("key", "state", *(SETTLED if opened else ()))


@admin.register(Section, site=site)
class SectionPage(ReferencePage):
    list_display = ("code", "number", "title", "short_title", "plan")
    list_filter = ("plan",)
    list_select_related = ("plan",)
    search_fields = ("code", "title")
    readonly_fields = ("plan", "code", "order")
    inlines = (ParagraphInline,)

    def is_of_draft(self, obj) -> bool:
        return obj.plan.is_draft


@admin.register(Paragraph, site=site)
class ParagraphPage(LookingPage):
    list_display = ("code", "lead", "section")
    list_filter = ("section",)
    list_select_related = ("section",)
    search_fields = ("code", "lead", "text")


@admin.register(Indicator, site=site)
class IndicatorPage(ReferencePage):
    list_display = ("name", "unit", "basis", "owner")
    list_filter = ("basis", "owner")
    list_select_related = ("owner",)
    search_fields = ("name", "definition")
    inlines = (TargetUseInline,)

    def save_model(self, request, obj, form, change):
        """Save it; another definition waits for approval again."""
        if set(form.changed_data) & set(DEFINITION_FIELDS):
            obj.take_approval_back()
        super().save_model(request, obj, form, change)

    def get_readonly_fields(self, request, obj=None):
        """Keep unit and basis of an indicator that promises are measured by."""
        return ("unit", "basis") if obj and obj.targets.exists() else ()


@admin.register(Commitment, site=site)
class CommitmentPage(LookingPage):
    list_display = ("code", "title", "kind", "due", "leader", "withdrawn_on")
    list_filter = ("plan", "kind", "paragraph__section")
    list_select_related = ("leader",)
    search_fields = ("code", "title", "quote")
    inlines = (AssignmentInline, TargetInline, MilestoneInline, TrajectoryPointInline)
