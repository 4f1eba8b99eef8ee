"""Why a spreadsheet was not read, and how to mend it, in words."""

from django.utils.translation import gettext_lazy as _

from .unfit import Unfit

SHEET_WORDS = {
    "too_large": _("The file is larger than %(limit)s MB; such a table is smaller. Take pictures out of it."),
    "mismatch": _("This is no spreadsheet. Save the table as .xlsx; changing a name's ending is not enough."),
    "macro": _("The file holds macros, which are never read. Save it without macros, as .xlsx."),
    "encrypted": _("The file is protected by a password. Remove the protection and choose it anew."),
    "damaged": _("The file is damaged or cut off. Open it in its own program, save it as .xlsx, and choose it anew."),
    "swollen": _("The file unpacks to far more than it weighs, and was not opened. Copy the table into a new one."),
    "crowded": _("The file holds more than %(limit)s parts. Copy the table into a new workbook."),
    "path": _("A part of the file leads outside it, and it was not opened. Copy the table into a new workbook."),
    "too_long": _("The sheet has more than %(rows)s rows or %(columns)s columns. Delete what lies beside the table."),
    "empty": _("Nothing is written in it."),
}


def sheet_refusal(error: Unfit) -> str:
    """Return why the spreadsheet was refused and how to mend it."""
    return str(SHEET_WORDS[error.code]) % error.figures
