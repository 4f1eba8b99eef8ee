"""What the office types when it sets its own lamp."""

from django import forms

from ...choices import Lamp
from ...models import Commitment
from ..typed import TextField

OVERRULE_LAMPS = [(lamp.value, lamp.label) for lamp in Lamp.judged()]


class OverruleForm(forms.Form):
    """The office's lamp (none when it is lifted) with its reason; `version` says what the form was drawn from."""

    version = forms.CharField(max_length=40, widget=forms.HiddenInput)
    lamp = forms.ChoiceField(choices=OVERRULE_LAMPS, required=False)
    reason = TextField(max_length=500, required=False, strip=True)


class WithdrawCommitmentForm(forms.Form):
    """Why a commitment is withdrawn."""

    reason = TextField(max_length=Commitment._meta.get_field("withdrawn_reason").max_length, required=False)
