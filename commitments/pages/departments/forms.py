"""A table of departments as it is brought, and as the page sends it on."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...documents.headed_table import brought_lines
from ...documents.sheet_files import MOST_BYTES
from ..brought_sheets import LONGEST_PASTED, MOST_SENT_BYTES
from ..typed import TextField


class DepartmentsForm(forms.Form):
    """A file, or a table pasted from one."""

    file = forms.FileField(
        label=_("Table (.xlsx, .xls, .et, .csv)"), required=False, allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et,.csv,.txt"}),
    )  # fmt: skip
    pasted = TextField(
        label=_("Or a table pasted from a spreadsheet"), required=False, max_length=LONGEST_PASTED,
        widget=forms.Textarea(attrs={"class": "in", "rows": 6}),
    )  # fmt: skip

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than any table of departments."))
        return file

    def lines(self) -> tuple[list, list]:
        """Return the (line, cells) brought and what keeps all of it from being read."""
        file = self.cleaned_data["file"]
        return brought_lines(file.read() if file else self.cleaned_data["pasted"].encode())


def lines_as_sent(lines: list[tuple[int, list[str]]]) -> str:
    """Return the lines as the page sends them on."""
    return json.dumps([[number, cells] for number, cells in lines], ensure_ascii=False)


def lines_sent(text: str) -> list[tuple[int, list[str]]] | None:
    """Return the lines a page sent on; None where they are none."""
    try:
        lines = [(number, cells) for number, cells in json.loads(text)]
        sound = all(isinstance(cell, str) for _number, cells in lines for cell in cells)
        sound = sound and all(isinstance(number, int) and 0 <= number < 10**6 for number, _cells in lines)
    except (ValueError, TypeError, RecursionError):
        return None
    return lines if sound and len(text.encode("utf-8", "surrogatepass")) <= MOST_SENT_BYTES else None
