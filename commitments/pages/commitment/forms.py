"""What the office types when it sets its own lamp."""

from django import forms

from ...choices import Lamp
from ...models import Commitment, Milestone
from ..typed import TextField

OVERRULE_LAMPS = [(lamp.value, lamp.label) for lamp in Lamp.judged()]


class OverruleForm(forms.Form):
    """The office's lamp (none when it is lifted) with its reason; `version` says what the form was drawn from."""

    version = forms.CharField(max_length=40, widget=forms.HiddenInput)
    lamp = forms.ChoiceField(choices=OVERRULE_LAMPS, required=False)
    reason = TextField(max_length=500, required=False, strip=True)


class AdjustMilestoneForm(forms.Form):
    """The day set in place of a milestone's planned one, with its reason; `version` says what was shown."""

    version = forms.CharField(max_length=40, widget=forms.HiddenInput)
    milestone = forms.ModelChoiceField(
        Milestone.objects.none(),
    )
    day = forms.DateField(input_formats=["%Y-%m-%d"])
    reason = TextField(max_length=300, required=False, strip=True)

    def __init__(self, commitment, *args, **more):
        super().__init__(*args, **more)
        self.fields["milestone"].queryset = commitment.milestones.all()


class WithdrawCommitmentForm(forms.Form):
    """Why a commitment is withdrawn."""

    reason = TextField(max_length=Commitment._meta.get_field("withdrawn_reason").max_length, required=False)
