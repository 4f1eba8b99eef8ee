"""Why a file is withdrawn."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...models import Evidence
from ...rules.text import is_clean


def clean_text(value: str) -> None:
    if not is_clean(value):
        raise ValidationError(_("The text holds invisible control characters; delete them or paste it as plain text."))


class WithdrawForm(forms.Form):
    """The reason; it stays in the record beside the file's name."""

    reason = forms.CharField(
        required=False, max_length=Evidence._meta.get_field("withdrawn_reason").max_length, validators=[clean_text]
    )
