"""The approver's note."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """What is to be changed, and the version of the update it was written on."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(label=_("What is to be changed"), required=False, max_length=500)
