"""What the office types when it decides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...choices import Lamp

OFFICE_LAMPS = [("", _("As computed")), *[(lamp.value, lamp.label) for lamp in (Lamp.GREEN, Lamp.YELLOW, Lamp.RED)]]


class DecisionForm(forms.Form):
    """The office's lamp with its reason, or the reason for returning; which is needed depends on the button."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    office_lamp = forms.ChoiceField(choices=OFFICE_LAMPS, required=False)
    reason = forms.CharField(max_length=500, required=False, strip=True)
