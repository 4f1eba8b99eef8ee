"""Why a Word file was not read, and how to mend it, in words."""

from django.utils.translation import gettext_lazy as _

from .unfit import Unfit

# What is wrong with any Word file, whatever is looked for in it.
PACKAGE_WORDS = {
    "macro": _("The file holds macros, which are never read. Save it without macros, as .docx."),
    "encrypted": _("The file is protected by a password. Remove the protection and choose it anew."),
    "damaged": _("The file is damaged or cut off. Open it in its own program, save it as .docx, and choose it anew."),
    "swollen": _("The file unpacks to far more than it weighs, and was not opened. Copy its text into a new file."),
    "crowded": _("The file holds more than %(limit)s parts. Copy its text into a new file."),
    "path": _("A part of the file leads outside it, and it was not opened. Copy its text into a new file."),
}
WORD_FILE_WORDS = PACKAGE_WORDS | {
    "too_large": _("The file is larger than %(limit)s MB; a bulletin is smaller. Take pictures out of it."),
    "mismatch": _("This is no Word file. Save it as .docx; changing a name's ending is not enough."),
    "unmarked": _("None of the bulletin's opening paragraphs is in it. Download the draft as Word and edit that file."),
}


def word_file_refusal(error: Unfit) -> str:
    """Return why the Word file was refused and how to mend it."""
    return str(WORD_FILE_WORDS[error.code]) % error.figures
