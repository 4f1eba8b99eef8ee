"""What is brought and said in the room of accounts: a table of them, a filter, a reason."""

import csv

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...choices import Role
from ...documents.headed_table import table_text
from ...documents.sheet_files import MOST_BYTES
from ...documents.sheet_words import sheet_refusal
from ...documents.unfit import Unfit
from ...models import Department
from ..typed import TextField

LONGEST_TABLE = 600_000


class BringAccountsForm(forms.Form):
    """A table of accounts, as a file or pasted; read as text, which the page sends on."""

    file = forms.FileField(label=_("Table of accounts (.xlsx, .xls, .et, .csv)"), required=False)
    pasted = forms.CharField(
        label=_("Or a table pasted from a spreadsheet"), required=False, max_length=LONGEST_TABLE, strip=False,
        widget=forms.Textarea(attrs={"class": "in", "rows": 4}),
    )  # fmt: skip
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def clean(self):
        """Put the table's text in place of what was brought."""
        cleaned = super().clean()
        file = cleaned.get("file")
        data = file.read(MOST_BYTES + 1) if file else cleaned.get("pasted", "").encode("utf-8", "replace")
        if not data.strip():
            raise ValidationError(_("Choose a file, or paste a table."))
        try:
            text = table_text(data)
        except (Unfit, csv.Error) as error:
            words = sheet_refusal(error) if isinstance(error, Unfit) else _("The table cannot be read.")
            raise ValidationError(words) from None
        if text is None:
            raise ValidationError(_("The file is neither UTF-8 nor GB18030; save it as CSV UTF-8."))
        return cleaned | {"pasted": text}


class EnrolmentFilter(forms.Form):
    """Whose accounts are shown."""

    department = forms.ModelChoiceField(
        label=_("Department"), queryset=Department.objects.none(), required=False, to_field_name="code",
        empty_label=_("all"), widget=forms.Select(attrs={"class": "in"}),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"), required=False, widget=forms.Select(attrs={"class": "in"}))

    def __init__(self, data, departments):
        super().__init__(data)
        self.fields["department"].queryset = departments
        self.fields["role"].choices = [("", _("all")), *Role.choices]

    def kept(self, accounts):
        """Return those of the accounts that fit; what is not understood keeps none."""
        if not self.is_valid():
            return accounts.none()
        department, role = self.cleaned_data["department"], self.cleaned_data["role"]
        accounts = accounts.filter(department=department) if department else accounts
        return accounts.filter(proposed_role=role) if role else accounts


class ReasonForm(forms.Form):
    """Why a role is refused, or a first password given anew."""

    reason = TextField(
        label=_("Reason"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
    )  # fmt: skip
