"""Which role may do what to which rows: one table, asked by every page of the administration."""

from functools import cache

from django.contrib import admin
from django.db import models, transaction

from ..choices import Role
from ..clock import now
from ..models import (
    AboveLink,
    AdjustedDay,
    Assignment,
    Bulletin,
    Commitment,
    Contribution,
    Delegation,
    Department,
    Evidence,
    Extension,
    FormerLeader,
    Handover,
    HistoryEntry,
    Holiday,
    Indicator,
    Mail,
    Milestone,
    MilestoneReached,
    Observation,
    Overrule,
    Paragraph,
    Place,
    Plan,
    ProgressUpdate,
    PromiseLink,
    ReportingPeriod,
    Retrospect,
    RoleDecision,
    Section,
    SetAside,
    StockReason,
    TakenBack,
    Target,
    ThresholdChange,
    TrajectoryPoint,
    User,
    Verdict,
)
from ..rules.text import plain_signs
from ..workflow.record import record

LOOK, MEND, KEEP = {"view"}, {"view", "change"}, {"view", "change", "add"}
READ_BY_OFFICE = (
    Paragraph, Commitment, Assignment, Milestone, MilestoneReached, TrajectoryPoint, ReportingPeriod,
    ProgressUpdate, Observation, Evidence, Verdict, Overrule, Bulletin, Extension, Holiday, Delegation, Contribution,
    Mail, TakenBack, ThresholdChange, PromiseLink, AboveLink, Handover, Retrospect, SetAside,
    AdjustedDay, FormerLeader,
)  # fmt: skip
# Nobody deletes anything; what is missing here is closed.
ROLE_MAY = {
    Department: {Role.SYSTEM_ADMIN: KEEP},
    Place: {Role.SYSTEM_ADMIN: MEND},
    User: {Role.SYSTEM_ADMIN: KEEP, Role.SECURITY_ADMIN: MEND},
    RoleDecision: {Role.SYSTEM_ADMIN: LOOK, Role.SECURITY_ADMIN: LOOK, Role.AUDITOR: LOOK},
    Plan: {Role.SUPERVISOR: MEND},
    Section: {Role.SUPERVISOR: MEND},
    Indicator: {Role.SUPERVISOR: KEEP},
    StockReason: {Role.SUPERVISOR: KEEP},
    Target: {Role.SUPERVISOR: MEND},
    HistoryEntry: {Role.AUDITOR: LOOK},
    **{model: {Role.SUPERVISOR: LOOK} for model in READ_BY_OFFICE},
}


def may(user, verb: str, model) -> bool:
    """Whether the account's role may `verb` ("view", "add", "change") rows of `model`."""
    return user.is_active and verb in ROLE_MAY.get(model, {}).get(getattr(user, "role", ""), set())


@cache
def row_named(name: str, label):
    """Return the column that names a related row, or shows a dash where there is none."""

    def column(obj):
        row = getattr(obj, name)
        return "—" if row is None else str(row)

    column.__name__, column.short_description = name, label
    return column


class ByRole:
    """Permissions from ROLE_MAY for a page or an inline; a dash where nothing is chosen."""

    show_full_result_count = False

    def has_view_permission(self, request, obj=None):
        return may(request.user, "view", self.model)

    def has_add_permission(self, request, obj=None):
        return may(request.user, "add", self.model)

    def has_change_permission(self, request, obj=None):
        return may(request.user, "change", self.model)

    def has_delete_permission(self, request, obj=None):
        return False

    def has_module_permission(self, request):
        return may(request.user, "view", self.model)

    def get_fieldsets(self, request, obj=None):
        found = super().get_fieldsets(request, obj)
        return [(title, more | {"fields": self.named(request, more["fields"])}) for title, more in found]

    def named(self, request, fields) -> list:
        """Return the fields to show; a row that the account may not look at is named without a link to its page."""
        if self.has_change_permission(request):
            return list(fields)
        return [self.unlinked(request, name) for name in fields]

    def unlinked(self, request, name):
        """Return the field of that name; a column without a link where its row is closed to the account."""
        field = next((field for field in self.opts.fields if field.name == name), None)
        hidden = field and field.many_to_one and not may(request.user, "view", field.related_model)
        return row_named(name, field.verbose_name) if hidden else name

    def get_action_choices(self, request, default_choices=None, action_location=admin.ActionLocation.CHANGE_LIST):
        return super().get_action_choices(request, default_choices or [("", "—")], action_location)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        kwargs.setdefault("choices", db_field.get_choices(include_blank=db_field.blank, blank_choice=[("", "—")]))
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("empty_label", "—")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ListPage(ByRole):
    """What the pages with a list of rows share: wide signs and any dash are looked for as plain ones."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, plain_signs(search_term))


class ReferencePage(ListPage, admin.ModelAdmin):
    """Reference data that its keepers edit; every save is recorded with what changed."""

    def is_of_draft(self, obj) -> bool:
        """Whether the row belongs to a plan's draft, which only the office sees: auditors read no act on it."""
        return False

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        names = [name for name in form.changed_data if name in form.fields]
        stored = self.model.objects.get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        record(
            f"{self.opts.model_name}_{'change' if change else 'add'}",
            obj,
            by=request.user,
            at=now(),
            before=as_text(stored, names) if stored else {},
            after=as_text(obj, names),
            approved=not self.is_of_draft(obj),
        )


class LookingPage(ListPage, admin.ModelAdmin):
    """Rows that only the workflow writes."""

    list_per_page = 50

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class LookingInline(ByRole, admin.TabularInline):
    """Rows that belong to the page's row, each with a link to its own page where there is one."""

    extra = 0
    can_delete = False
    show_change_link = True

    def get_readonly_fields(self, request, obj=None):
        return list(filter(callable, self.named(request, self.fields)))

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


def as_text(row: models.Model, names: list[str]) -> dict:
    """Return the named fields as the history keeps them: text, or None where nothing is given."""
    values = {name: getattr(row, name) for name in names}
    return {name: None if value is None else str(value) for name, value in values.items()}
