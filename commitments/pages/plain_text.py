"""What a typed text may hold, in the words of a form."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..rules.text import is_clean


def clean_text(value: str) -> None:
    """Raise ValidationError when the text holds characters that hide or break what a reader sees."""
    if not is_clean(value):
        raise ValidationError(_("The text holds invisible control characters; delete them or paste it as plain text."))
