"""Why a file is withdrawn."""

from django import forms

from ...models import Evidence
from ..typed import TextField


class WithdrawForm(forms.Form):
    """The reason; it stays in the record beside the file's name."""

    reason = TextField(required=False, max_length=Evidence._meta.get_field("withdrawn_reason").max_length)
