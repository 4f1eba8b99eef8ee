"""A report as a file people bring: .docx or plain text as its text; what is neither is refused with words."""

import codecs

from django.utils.translation import gettext_lazy as _

from .evidence_compound import COMPOUND_SIGNATURE
from .headed_table import ZIP_SIGNATURE, decoded_text
from .unfit import Unfit
from .word_file_words import PACKAGE_WORDS
from .word_text import word_text

MOST_TEXT_BYTES = 4 * 1024 * 1024
# What is neither, known by its first bytes: PDF, RTF, pictures.
OTHER_KINDS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
REPORT_FILE_WORDS = PACKAGE_WORDS | {
    "too_large": _("The file is larger than %(limit)s MB; a report's text is smaller. Take pictures out of it."),
    "mismatch": _("This is neither a .docx nor a plain text. Save the report as .docx, or paste its text below."),
    "old_word": _("This is a document of the older kind (.doc, .wps). Open it in WPS or Word, save it as .docx, and "
                  "choose that file."),
    "empty": _("The file holds no text; a scanned report is a picture. Paste the text below."),
    "encoding": _("The file is neither UTF-8 nor GB18030; save it as UTF-8."),
}  # fmt: skip


def report_file_text(content: bytes) -> str:
    """Return the text of a report's file, each line a paragraph, of a .docx with its automatic numbers.

    Plain text is UTF-8, GB18030 or UTF-16 under its mark. Raises Unfit with a code of REPORT_FILE_WORDS.
    """
    if content.startswith(COMPOUND_SIGNATURE) and is_old_word(content):
        raise Unfit("old_word")
    if content.startswith((ZIP_SIGNATURE, COMPOUND_SIGNATURE)):
        return word_text(content)
    if len(content) > MOST_TEXT_BYTES:
        raise Unfit("too_large", limit=MOST_TEXT_BYTES // 1024 // 1024)
    if content.startswith(OTHER_KINDS):
        raise Unfit("mismatch")
    return plain_text(content)


def is_old_word(content: bytes) -> bool:
    """Whether a compound file is a document itself, and no package under a password."""
    return "WordDocument".encode("utf-16-le") in content and "EncryptedPackage".encode("utf-16-le") not in content


def plain_text(content: bytes) -> str:
    text = content.decode("utf-16", "replace") if content.startswith(UTF_16) else decoded_text(content)
    if text is None or "\0" in text:
        raise Unfit("encoding")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unfit("empty")
    return text


def report_file_refusal(error: Unfit) -> str:
    """Return why a report's file was refused and how to mend it."""
    return str(REPORT_FILE_WORDS[error.code]) % error.figures
