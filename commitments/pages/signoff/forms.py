"""The approver's note, and to whom signing off is given for which days."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..typed import TextField


class SendBackForm(forms.Form):
    """What is to be changed, and the version of the update it was written on.

    `confirmed` are the flags against which signing was asked once more.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    confirmed = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    note = TextField(label=_("What is to be changed"), required=False, max_length=500)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d", attrs={"class": "in dt"})


class DelegationForm(forms.Form):
    """Who signs in the approver's place, from which day to which."""

    deputy = forms.ModelChoiceField(label=_("Deputy"), queryset=None, empty_label=None)
    starts = forms.DateField(label=_("From day"), widget=DayInput())
    ends = forms.DateField(label=_("To day"), widget=DayInput())
    note = TextField(label=_("Occasion"), required=False, max_length=200)

    def __init__(self, people, data=None, initial=None):
        super().__init__(data, initial=initial, auto_id="give_%s")
        self.fields["deputy"].queryset = people
        self.fields["deputy"].widget.attrs = {"class": "in"}
        self.fields["note"].widget.attrs = {"class": "in"}
