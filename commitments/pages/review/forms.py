"""What the office types when it decides, and its stock reasons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...choices import Lamp
from ...models import StockReason
from ..typed import TextField

OFFICE_LAMPS = [("", _("As computed")), *[(lamp.value, lamp.label) for lamp in (Lamp.GREEN, Lamp.YELLOW, Lamp.RED)]]
STOCK_REASON_LENGTH = StockReason._meta.get_field("text").max_length


class DecisionForm(forms.Form):
    """The office's lamp with its reason, or the reason for returning; which is needed depends on the button.

    `confirmed` are the flags against which approving was asked once more.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    confirmed = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    office_lamp = forms.ChoiceField(choices=OFFICE_LAMPS, required=False)
    reason = TextField(max_length=500, required=False, strip=True)


class StockReasonForm(forms.Form):
    """One stock reason; `version` is its state when the form was drawn."""

    version = forms.CharField(required=False, max_length=300, strip=False, widget=forms.HiddenInput)
    text = TextField(label=_("Stock reason"), required=False, max_length=STOCK_REASON_LENGTH)
    order = forms.IntegerField(label=_("Place"), required=False, min_value=0, max_value=999)
    active = forms.BooleanField(label=_("In use"), required=False)

    def said(self) -> dict:
        """Return what the verb takes; an empty place means the first."""
        data = self.cleaned_data
        return {"version": data["version"], "text": data["text"], "order": data["order"] or 0, "active": data["active"]}
