"""What is brought: a file or a pasted table; and the table once read, which the page sends on from step to step."""

import json

from django import forms
from django.utils.translation import gettext_lazy as _

from ..documents.sheet_files import MOST_COLUMNS, MOST_ROWS, BroughtSheet, pasted_sheet, read_sheets
from ..documents.unfit import Unfit
from .typed import TextField

# What is pasted, and what a page sends on, must stay below what a request may hold.
LONGEST_PASTED, MOST_SENT_BYTES = 600_000, 2_000_000


class BringForm(forms.Form):
    """A spreadsheet, or a table pasted from one."""

    file = forms.FileField(label=_("Spreadsheet (.xlsx, .xls, .et)"), required=False)
    pasted = TextField(
        label=_("Or a table pasted from a spreadsheet"), required=False, max_length=LONGEST_PASTED,
        widget=forms.Textarea(attrs={"class": "in", "rows": 4}),
    )  # fmt: skip

    def sheets(self, along: str = "") -> list[BroughtSheet]:
        """Return the worksheets brought, and the one called `along` though it is hidden; a pasted table is one.
        Raises Unfit where none can be read."""
        if file := self.cleaned_data.get("file"):
            return read_sheets(file.read(), along)
        return [pasted_sheet(self.cleaned_data.get("pasted", ""))]


def check_sent(sheet: BroughtSheet) -> BroughtSheet:
    """Return a worksheet that a page can send on. Raises Unfit where it is too long for that."""
    if len(sheet_as_sent(sheet).encode()) > MOST_SENT_BYTES:
        raise Unfit("too_long", rows=MOST_ROWS, columns=MOST_COLUMNS)
    return sheet


def sheet_as_sent(sheet: BroughtSheet) -> str:
    """Return a worksheet as the page sends it on."""
    return json.dumps([sheet.name, sheet.rows, sheet.merged], ensure_ascii=False)


def sheet_sent(text: str) -> BroughtSheet:
    """Return the worksheet a page sent on; Unfit (damaged) where it is none."""
    try:
        name, rows, merged = json.loads(text)
        merged = [tuple(map(tuple, each)) for each in merged]
        sound = all(isinstance(cell, str) for row in rows for cell in row)
        sound = sound and all(isinstance(place, int) and 0 <= place < 10_000 for each in merged for corner in each
                              for place in corner)  # fmt: skip
        sound = sound and all(len(each) == 2 and all(len(corner) == 2 for corner in each) for each in merged)
    except (ValueError, TypeError):
        raise Unfit("damaged") from None
    if not sound:
        raise Unfit("damaged")
    return BroughtSheet(str(name), rows, merged)
