"""What the office types about periods and about the table of holidays."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...choices import DayKind, Frequency
from ...models import Assignment, Department
from ...rules.period import DUE_DAY
from ..typed import TextField

PERIOD_REASON_LENGTH = 300


def required_day_field(label) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "in"})
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"])


def reason_field() -> forms.CharField:
    return TextField(
        label=_("Reason"),
        max_length=PERIOD_REASON_LENGTH,
        widget=forms.Textarea(attrs={"class": "in", "rows": 2}),
    )


class PeriodForm(forms.Form):
    """A move of one period; `version` is what its page was drawn from."""

    version = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, period, data=None):
        super().__init__(data, initial={"version": period.version}, auto_id=f"{type(self).__name__}_%s")
        self.period = period


class OpenForm(PeriodForm):
    """Open, before the planned day with a tick only; close those before if that is wanted."""

    close_before = forms.BooleanField(required=False)
    early = forms.BooleanField(required=False)

    def __init__(self, period, data=None, *, is_early=False):
        super().__init__(period, data)
        self.is_early = is_early

    def clean_early(self):
        if self.is_early and not self.cleaned_data["early"]:
            raise ValidationError(_("Tick this if the period is really to open before its planned day."))
        return self.cleaned_data["early"]


class CloseForm(PeriodForm):
    confirm = forms.BooleanField(required=False)


class ReopenForm(PeriodForm):
    reason = reason_field()


class DueForm(PeriodForm):
    due = required_day_field(_("New due day"))
    reason = reason_field()


class ExtendForm(PeriodForm):
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department"), empty_label="—", widget=forms.Select(attrs={"class": "in"})
    )
    due = required_day_field(_("New due day"))
    reason = reason_field()

    def __init__(self, period, data=None):
        super().__init__(period, data)
        duties = Assignment.objects.current().representing().filter(commitment__in=period.plan.commitments.standing())
        leading = Department.objects.filter(pk__in=duties.values("department"))
        self.fields["department"].queryset = leading


class DayForm(forms.Form):
    """One day of the table; `version` is empty for a new one."""

    day = required_day_field(_("Day"))
    kind = forms.ChoiceField(label=_("Kind"), choices=DayKind, initial=DayKind.OFF, widget=forms.RadioSelect)
    name = TextField(label=_("Name"), max_length=50, widget=forms.TextInput(attrs={"class": "in"}))
    version = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)


class RemoveForm(forms.Form):
    day = required_day_field(_("Day"))
    version = forms.CharField(max_length=80, required=False)


class YearForm(forms.Form):
    year = forms.IntegerField(min_value=1, max_value=9999)


class LayoutForm(forms.Form):
    """How often is reported, when it falls due, what is left out (codes, in any order)."""

    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency, widget=forms.Select(attrs={"class": "in"}))
    due_day = forms.IntegerField(
        label=_("Due on day of the next month"),
        min_value=1,
        max_value=28,
        initial=DUE_DAY,
        widget=forms.NumberInput(attrs={"class": "in"}),
    )
    exempt = TextField(
        label=_("Left out"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "in", "placeholder": "2024-Q1"}),
    )

    def clean_exempt(self) -> frozenset[str]:
        return frozenset(re.findall(r"[^\s,，、;；]+", self.cleaned_data["exempt"].upper()))
