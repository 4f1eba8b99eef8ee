"""The desk's fields: plain text without hidden characters, days as a browser sends them."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

INVISIBLE = frozenset(
    "\u061c\u200b\u200e\u200f\u2028\u2029\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def visible(text: str) -> None:
    """Refuse control, direction and surrogate characters: they make a text read as what it is not."""
    for character in text:
        hidden = unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"
        if hidden or character in INVISIBLE:
            raise ValidationError(
                _("There is an invisible control character (U+%(code)s) in the text; please remove it."),
                params={"code": f"{ord(character):04X}"},
            )


class TextField(forms.CharField):
    """A text of at most `max_length` characters, its line ends counted once."""

    default_validators = (visible,)

    def __init__(self, *, rows=0, **more):
        attrs = {"class": "in", "rows": rows} if rows else {"class": "in"}
        widget = forms.Textarea(attrs) if rows else forms.TextInput(attrs)
        super().__init__(required=False, widget=widget, **more)

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n").replace("\r", "\n") if value else value)


class DayField(forms.DateField):
    """A day as `<input type=date>` sends it."""

    default_error_messages = {"invalid": _("This is not a day; write it as 2024-09-30.")}

    def __init__(self, **more):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "in dt"})
        super().__init__(required=False, input_formats=["%Y-%m-%d"], widget=widget, **more)
