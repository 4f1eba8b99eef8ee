"""What the office types to issue a bulletin."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..typed import TextField


class IssueForm(forms.Form):
    """The document number as the office writes it; it may be left out."""

    number = TextField(
        label=_("Document number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "in", "placeholder": "武昌政督字〔2024〕3号"}),
    )
