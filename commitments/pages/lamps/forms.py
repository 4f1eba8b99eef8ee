"""The plan's thresholds as the office types them."""

from unicodedata import normalize

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import ThresholdChange
from ...rules.lamp import Thresholds
from ..typed import TextField

LONGEST = ThresholdChange._meta.get_field("reason").max_length
DAYS = forms.TextInput(attrs={"class": "in", "inputmode": "numeric"})


class GapField(forms.DecimalField):
    """Percentage points; whichever minus sign the keyboard has, and full-width digits, are understood."""

    def __init__(self, label):
        super().__init__(label=label, max_digits=5, decimal_places=2, widget=forms.TextInput(attrs={"class": "in"}))

    def to_python(self, value):
        return super().to_python(normalize("NFKC", value).replace("−", "-") if isinstance(value, str) else value)


class RuleForm(forms.Form):
    """Gaps in percentage points, both below zero, days of a milestone, and why; `drawn_from` names what was seen."""

    drawn_from = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    yellow_at = GapField(_("Warning from a gap of"))
    red_below = GapField(_("Behind below a gap of"))
    milestone_days = forms.IntegerField(label=_("Milestones behind after days"), widget=DAYS)
    reason = TextField(label=_("Reason"), required=False, max_length=LONGEST)

    def thresholds(self) -> Thresholds:
        data = self.cleaned_data
        return Thresholds(yellow=data["yellow_at"], red=data["red_below"], milestone_days=data["milestone_days"])
