"""Targets to look at; while their plan is a draft the office says whether one is to be reached or kept within."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..choices import Measured, PlanState
from ..documents.plan_checks import CONTRADICTIONS
from ..models import Target
from ..rules.target_consistency import TargetShape, kind_contradiction, target_contradiction
from .duties import ReferencePage
from .site import site

DIRECTION_RULES = _(
    "“At least” and “more than” are to be reached, “at most” and “less than” kept within; “exactly” and “about” can be"
    " either. Of a limit the commitment's kind is ceiling, and all its targets are limits; a level fits either."
)


def shape_of(target: Target) -> TargetShape:
    return TargetShape(target.indicator.basis, target.comparator, target.direction, target.indicator.unit)


def contradiction_of(target: Target) -> str | None:
    """Return why the target contradicts itself, or with its neighbours the commitment's kind; None if it does not."""
    commitment = target.commitment
    measured = commitment.targets.filter(measured=Measured.OBSERVED).exclude(pk=target.pk).select_related("indicator")
    shapes = [shape_of(each) for each in (*measured, *([target] if target.measured == Measured.OBSERVED else []))]
    return target_contradiction(shape_of(target)) or kind_contradiction(commitment.kind, shapes)


class TargetForm(forms.ModelForm):
    """The direction of a target, held to its comparator and to the commitment's kind."""

    class Meta:
        model = Target
        fields = ("direction",)
        help_texts = {"direction": DIRECTION_RULES}

    def clean_direction(self):
        self.instance.direction = self.cleaned_data["direction"]
        if code := contradiction_of(self.instance):
            raise ValidationError(CONTRADICTIONS[code], code=code)
        return self.cleaned_data["direction"]


@admin.register(Target, site=site)
class TargetPage(ReferencePage):
    form = TargetForm
    fields = (
        "commitment", "indicator", "comparator", "direction", "value", "upper", "tolerance", "wording", "lead_in",
        "stretch", "stretch_value", "source", "relative_to", "measured", "baseline_state", "baseline", "last_year",
    )  # fmt: skip
    readonly_fields = tuple(name for name in fields if name != "direction")
    list_display = ("commitment", "indicator", "comparator", "direction", "value", "wording", "baseline_state")
    list_filter = ("comparator", "direction", "measured", "baseline_state", "stretch")
    list_select_related = ("commitment", "indicator")
    search_fields = ("commitment__code", "commitment__title", "indicator__name", "wording")
    list_per_page = 50

    def is_of_draft(self, obj) -> bool:
        return obj.commitment.plan.is_draft

    def has_change_permission(self, request, obj=None):
        """Lamps hang on it: once the plan is open it is only to read."""
        draft = obj is None or obj.commitment.plan.state == PlanState.DRAFT
        return draft and super().has_change_permission(request, obj)
