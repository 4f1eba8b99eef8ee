"""Which files are taken as evidence: ending, first bytes and structure must say the same."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.utils.translation import gettext_lazy

from ..rules.text import is_hidden
from ..workflow.reports.evidence import Upload
from .evidence_compound import check_compound
from .evidence_flat import check_jpeg, check_pdf, check_png
from .evidence_zip import check_package
from .unfit import Unfit

OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
LONGEST_NAME = 200
MEGABYTE = 1024 * 1024
# A reader who sees only the first ending must not be deceived by the last.
DECEIVING = frozenset({
    "app", "asp", "aspx", "bat", "cmd", "com", "cpl", "dll", "docm", "exe", "hta", "htm", "html", "jar", "js", "jse",
    "jsp", "lnk", "msi", "php", "pptm", "ps1", "py", "reg", "scr", "sh", "svg", "vbe", "vbs", "wsf", "xhtml",
    "xlsm", "xml",
})  # fmt: skip
REFUSAL_WORDS = {
    "nameless": gettext_lazy("A file without a name was not attached; give it a name such as 验收单.pdf."),
    "kind": gettext_lazy(
        "“%(name)s” was not attached: this kind of file is not taken. Save it as PDF, DOCX, XLSX, PPTX, OFD, WPS, ET,"
        " JPG or PNG; the files of an archive are attached singly."
    ),
    "deceiving": gettext_lazy(
        "“%(name)s” was not attached: the name hides a second ending, “.%(inner)s”. Rename the file."
    ),
    "empty": gettext_lazy("“%(name)s” was not attached: it is empty. Open it, save it again, and choose it anew."),
    "too_large": gettext_lazy(
        "“%(name)s” was not attached: it is larger than %(limit)s MB. Shrink its pictures or split it."
    ),
    "mismatch": gettext_lazy(
        "“%(name)s” was not attached: it is no real %(ending)s file. Open it in its own program and save it as"
        " %(ending)s; changing the ending is not enough."
    ),
    "damaged": gettext_lazy(
        "“%(name)s” was not attached: it is damaged or cut off. Open it, save it again, and choose it anew."
    ),
    "macro": gettext_lazy("“%(name)s” was not attached: it holds macros. Save it without macros, or as PDF."),
    "encrypted": gettext_lazy(
        "“%(name)s” was not attached: it is protected by a password. Remove the protection and choose it anew."
    ),
    "swollen": gettext_lazy(
        "“%(name)s” was not attached: it unpacks to far more than it weighs. Attach the files inside it singly."
    ),
    "crowded": gettext_lazy("“%(name)s” was not attached: it holds more than %(limit)s entries. Split it."),
    "path": gettext_lazy(
        "“%(name)s” was not attached: an entry in it leads outside its folder. Pack the files anew and choose it again."
    ),
}


def package_kind(content_type: str, part: str):
    return FileKind(content_type, lambda file: check_package(file, part))


def compound_kind(content_type: str, stream: str, part: str):
    """Return a kind of WPS: a compound file, or in newer versions a package."""
    return FileKind(content_type, lambda file: either_kind(file, stream, part))


def either_kind(file, stream: str, part: str) -> None:
    if file.read(4) == b"PK\x03\x04":
        check_package(file, part)
    else:
        check_compound(file, stream)


@dataclass(frozen=True)
class FileKind:
    """What a file of an ending is served as, and the function that refuses what is none."""

    content_type: str
    check: object


FILE_KINDS = {
    "pdf": FileKind("application/pdf", check_pdf),
    "docx": package_kind(f"{OFFICE_TYPE}wordprocessingml.document", "word/document.xml"),
    "xlsx": package_kind(f"{OFFICE_TYPE}spreadsheetml.sheet", "xl/workbook.xml"),
    "pptx": package_kind(f"{OFFICE_TYPE}presentationml.presentation", "ppt/presentation.xml"),
    "jpg": FileKind("image/jpeg", check_jpeg),
    "jpeg": FileKind("image/jpeg", check_jpeg),
    "png": FileKind("image/png", check_png),
    "ofd": package_kind("application/ofd", "OFD.xml"),
    "wps": compound_kind("application/vnd.ms-works", "WordDocument", "word/document.xml"),
    "et": compound_kind("application/vnd.ms-excel", "Workbook", "xl/workbook.xml"),
}
ACCEPTED_ENDINGS = ",".join(f".{ending}" for ending in FILE_KINDS)


def recognise_file(name: str, file) -> Upload:
    """Return the upload under its cleaned name; `file` is a Django File of known size.

    Raises Unfit with a code of WORDS; `unfit_words` names the file and the mend.
    """
    name = clean_name(name)
    endings = name.lower().split(".")[1:]
    if not name:
        raise Unfit("nameless")
    try:
        check_file(file, endings)
    except Unfit as error:
        error.figures["name"] = name
        raise
    return Upload(name, file)


def check_file(file, endings: list[str]) -> None:
    """Refuse what the endings or the content say against it."""
    if not endings or endings[-1] not in FILE_KINDS:
        raise Unfit("kind")
    if deceiving := DECEIVING.intersection(endings[:-1]):
        raise Unfit("deceiving", inner=min(deceiving))
    if not file.size:
        raise Unfit("empty")
    if file.size > settings.EVIDENCE_MAX_MB * MEGABYTE:
        raise Unfit("too_large", limit=settings.EVIDENCE_MAX_MB)
    try:
        file.seek(0)
        FILE_KINDS[endings[-1]].check(file)
    except Unfit as error:
        error.figures["ending"] = endings[-1].upper()
        raise
    finally:
        file.seek(0)


def clean_name(name: str) -> str:
    """Return a file name without folders, control and bidi characters, at most 200 characters with its ending."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(
        character for character in last if not is_hidden(character) and unicodedata.category(character) != "Cf"
    )
    seen = " ".join(seen.split()).strip(". ")
    if len(seen) <= LONGEST_NAME:
        return seen
    suffix = PurePath(seen).suffix[:20]
    return seen[: LONGEST_NAME - len(suffix)] + suffix


def ending_of(name: str) -> str:
    return PurePath(name.lower()).suffix.removeprefix(".")


def content_type_of(name: str) -> str:
    """Return the type a stored file is served as; never one that a browser would run."""
    kind = FILE_KINDS.get(ending_of(name))
    return kind.content_type if kind else "application/octet-stream"


def unfit_words(error: Unfit) -> str:
    """Return which file was refused, why, and how to mend it."""
    return str(REFUSAL_WORDS[error.code]) % error.figures
