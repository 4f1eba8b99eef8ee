"""Whether a file, or a printed digest, is an issue of this house: unchanged, changed, saved anew or foreign."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from operator import ne

from django.db.models import Q
from django.db.models.functions import Length

from ..models import Bulletin
from .archive_package import DOCUMENT
from .pdf_reading import read_pdf

SAME, CHANGED, SAVED_ANEW, FOREIGN, UNREADABLE = "same", "changed", "saved_anew", "foreign", "unreadable"
MOST_BYTES = 20 * 1024 * 1024
SHORTEST_DIGEST = 12
PRINTED_DIGEST = re.compile("[0-9a-f]{64}")
AROUND = 12
MOST_TOLD = 5
MOST_BENT = 64


@dataclass(frozen=True)
class PageDifference:
    """Where a page's text is not the issue's: page number, what was issued, what stands in the file."""

    page: int
    issued: str
    found: str


@dataclass(frozen=True)
class Verification:
    """The answer: its kind, the issue it is about (None when foreign), and what differs."""

    kind: str
    bulletin: Bulletin | None = None
    differences: list[PageDifference] = field(default_factory=list)


def verify_file(content: bytes) -> Verification:
    """Return what a PDF, or the archive package of one, is; nothing of it is kept."""
    content = packed_pdf(content)
    same = issued().filter(sha256=hashlib.sha256(content).hexdigest()).first()
    if same:
        return Verification(SAME, same)
    read = read_pdf(content)
    if read is None:
        bent = bent_issue(content)
        return Verification(SAVED_ANEW, bent) if bent else Verification(UNREADABLE)
    found = issue_meant(read)
    if found is None:
        return Verification(FOREIGN)
    own = read_pdf(bytes(found.pdf))
    differences = page_differences(own["pages"], read["pages"])
    return Verification(CHANGED if differences else SAVED_ANEW, found, differences[:MOST_TOLD])


def bent_issue(content: bytes) -> Bulletin | None:
    """Return the issue that a file which no longer opens is but for a few of its bytes."""
    for bulletin in issued().annotate(size=Length("pdf")).filter(size=len(content)):
        if sum(map(ne, content, bytes(bulletin.pdf))) <= MOST_BENT:
            return bulletin
    return None


def packed_pdf(content: bytes) -> bytes:
    """Return the PDF inside an archive package; anything else as it is."""
    if not content.startswith(b"PK"):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            fits = package.getinfo(DOCUMENT).file_size <= MOST_BYTES
            return package.read(DOCUMENT) if fits else b""
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError):
        return b""


def issue_meant(read: dict) -> Bulletin | None:
    """Return the issue a file goes back to: by the data inside it, else by a digest that its pages print."""
    printed = PRINTED_DIGEST.findall(re.sub(r"\s", "", "".join(read["pages"])))
    digests = [*read["files"].values(), *printed]
    return issued().filter(Q(data_sha256__in=digests)).first()


def verify_digest(typed: str) -> list[Bulletin]:
    """Return the issues that print what was typed: the digest of data or file, or the head of the history."""
    digest = re.sub(r"\s", "", typed).lower()
    if len(digest) < SHORTEST_DIGEST or not re.fullmatch("[0-9a-f]{12,64}", digest):
        return []
    named = Q(data_sha256__startswith=digest) | Q(sha256__startswith=digest) | Q(history_head__startswith=digest)
    return list(issued().filter(named).order_by("pk"))


def issued():
    return Bulletin.objects.issued().select_related("period__plan").defer("pdf", "data", "fonts").alone()


def page_differences(own: list[str], found: list[str]) -> list[PageDifference]:
    """Return where the text of pages differs, blanks aside; pages too few or too many differ as wholes."""
    differences = []
    for n in range(max(len(own), len(found))):
        said, read = (squeezed(pages[n]) if n < len(pages) else "" for pages in (own, found))
        if said != read:
            differences += differences_on(n + 1, said, read)
    return differences


def differences_on(page: int, said: str, read: str) -> list[PageDifference]:
    changes = SequenceMatcher(None, said, read, autojunk=False).get_opcodes()
    return [
        PageDifference(page, said[max(0, a - AROUND) : b + AROUND], read[max(0, c - AROUND) : d + AROUND])
        for way, a, b, c, d in changes
        if way != "equal"
    ][:MOST_TOLD]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
