"""What the office types to begin a plan."""

import datetime
import hashlib

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ...choices import Level
from ...models import Plan
from ...workflow.planning.beginning import NewPlan
from ...workflow.planning.settling import PlanFacts
from ..brought_reports import ReportFileField
from ..typed import TextField

FIELD = {"class": "in"}
EARLIEST_DAY, LATEST_DAY = datetime.date(1999, 1, 1), datetime.date(2099, 12, 31)


class NewPlanForm(forms.Form):
    """Year, level and name of a plan, the one it follows where it follows one, and the report it is read from."""

    year = forms.IntegerField(label=_("Year"), widget=forms.TextInput(attrs=FIELD | {"inputmode": "numeric"}))
    level = forms.ChoiceField(label=_("Level of government"), choices=Level.choices, widget=forms.RadioSelect)
    title = TextField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=FIELD))
    earlier = forms.ModelChoiceField(
        Plan.objects.none(), label=_("Which plan goes on"), required=False, to_field_name="key",
        widget=forms.Select(attrs=FIELD),
    )  # fmt: skip

    report = ReportFileField()

    def __init__(self, data=None, files=None):
        newest = Plan.objects.by_level().first()
        super().__init__(data, files, initial=proposed_plan(newest))
        self.fields["earlier"].queryset = Plan.objects.past_draft().by_year()
        self.fields["earlier"].empty_label = None

    def new_plan(self) -> NewPlan:
        said = self.cleaned_data
        return NewPlan(said["year"], said["level"], said["title"])


def proposed_plan(newest: Plan | None) -> dict:
    """Return what is most likely wanted: the year after the newest plan of the nearest level."""
    if newest is None:
        return {"level": Level.DISTRICT}
    title = newest.title.replace(str(newest.year), str(newest.year + 1))
    return {"year": newest.year + 1, "level": newest.level, "title": title}


class OpeningForm(forms.Form):
    """The act of opening: on what ground, and that it was looked through; `version` is the draft that was seen."""

    version = forms.CharField(max_length=20, widget=forms.HiddenInput)
    basis = TextField(label=_("Ground"), max_length=300, widget=forms.Textarea(attrs=FIELD | {"rows": 2}))
    looked = forms.BooleanField(label=_("Commitments, targets and lead departments were held against the report."))


class PlanFactsForm(forms.Form):
    """What the head of the report says; `seen_…` is what stood there when the form was drawn."""

    title = TextField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=FIELD))
    report_title = TextField(label=_("Title of the report"), max_length=300, widget=forms.TextInput(attrs=FIELD))
    presented_on = forms.DateField(
        label=_("Presented on"),
        validators=[MinValueValidator(EARLIEST_DAY), MaxValueValidator(LATEST_DAY)],
        widget=forms.DateInput(format="%Y-%m-%d", attrs=FIELD | {"type": "date"}),
    )
    presented_to = TextField(label=_("Meeting"), max_length=200, widget=forms.TextInput(attrs=FIELD))
    presented_by = TextField(label=_("Presented by"), max_length=100, widget=forms.TextInput(attrs=FIELD))
    version = forms.CharField(max_length=20, widget=forms.HiddenInput)

    def facts(self) -> PlanFacts:
        return PlanFacts(**{name: self.cleaned_data[name] for name in PlanFacts.__dataclass_fields__})


def facts_version(facts: PlanFacts) -> str:
    """Return a fingerprint of the facts a form was drawn from."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
