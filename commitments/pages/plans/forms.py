"""What the office types to begin a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...choices import Level
from ...models import Plan
from ...workflow.planning.beginning import NewPlan
from ..typed import TextField

FIELD = {"class": "in"}


class NewPlanForm(forms.Form):
    """Year, level and name of a plan, and the one it follows where it follows one."""

    year = forms.IntegerField(label=_("Year"), widget=forms.TextInput(attrs=FIELD | {"inputmode": "numeric"}))
    level = forms.ChoiceField(label=_("Level of government"), choices=Level.choices, widget=forms.RadioSelect)
    title = TextField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=FIELD))
    earlier = forms.ModelChoiceField(
        Plan.objects.none(), label=_("Which plan goes on"), required=False, to_field_name="key",
        widget=forms.Select(attrs=FIELD),
    )  # fmt: skip

    def __init__(self, data=None):
        newest = Plan.objects.by_level().first()
        super().__init__(data, initial=proposed_plan(newest))
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
