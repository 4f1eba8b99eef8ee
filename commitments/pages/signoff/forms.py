"""The approver's note."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...rules.text import is_clean


def clean_text(value: str) -> None:
    if not is_clean(value):
        raise ValidationError(_("The text holds invisible control characters; delete them or paste it as plain text."))


class NoteForm(forms.Form):
    """What is to be changed, and the version of the update it was written on."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(label=_("What is to be changed"), required=False, max_length=500, validators=[clean_text])
