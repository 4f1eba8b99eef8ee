"""Where the bytes of evidence lie: written whole or not at all, found again, and checked against their SHA-256.

A file is complete on disk before any row names it, so a killed process leaves an orphan at worst, never a row
without its file. The names are random: nothing a person typed becomes a path.
"""

import hashlib
import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from ...models import Evidence


@dataclass(frozen=True)
class StoredFile:
    """A file on disk: its random name, its SHA-256 in hexadecimal and its size in bytes."""

    stored_as: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Finding:
    """Something amiss: missing, altered, orphaned, or left (still there though withdrawn)."""

    what: str
    stored_as: str
    evidence: Evidence | None = None


def evidence_folder() -> Path:
    """Return the folder of all evidence; only the server's own account may enter it."""
    place = Path(settings.MEDIA_ROOT)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def file_path(evidence: Evidence) -> Path:
    return evidence_folder() / evidence.stored_as


def store_file(chunks: Iterable[bytes]) -> StoredFile:
    """Write a file that survives a power cut, and return it; on any failure nothing of it remains."""
    place, stored_as = evidence_folder(), uuid.uuid4().hex
    unfinished = place / f".{stored_as}.part"
    try:
        sha256, size = write_file(unfinished, chunks)
        unfinished.rename(place / stored_as)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(place)
    return StoredFile(stored_as, sha256, size)


def write_file(path: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write and hash in one go; return the SHA-256 and the size once the disk has both."""
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for chunk in chunks:
            digest.update(chunk)
            size += out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def sync_folder(place: Path) -> None:
    """Make what was renamed or removed in a folder last."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_file(stored_as: str) -> None:
    """Delete a file's bytes; one that is gone already is no error."""
    place = evidence_folder()
    (place / stored_as).unlink(missing_ok=True)
    sync_folder(place)


def storage_findings() -> list[Finding]:
    """Return everything amiss among rows and files, in the rows' order, orphans last."""
    # Files first: one that arrives meanwhile has its row by the time the rows are read.
    lying = {each.name for each in evidence_folder().iterdir() if each.is_file()}
    named, found = set(), []
    for row in Evidence.objects.with_owner().order_by("pk").iterator():
        named.add(row.stored_as)
        if what := file_fault(row, lying):
            found.append(Finding(what, row.stored_as, row))
    return found + [Finding("orphaned", name) for name in sorted(lying - named)]


def file_fault(row: Evidence, lying: set[str]) -> str:
    """Return what is wrong with one row's file, or ""."""
    if row.withdrawn_at:
        return "left" if row.stored_as in lying else ""
    try:
        with file_path(row).open("rb") as file:
            return "" if hashlib.file_digest(file, "sha256").hexdigest() == row.sha256 else "altered"
    except FileNotFoundError:
        return "missing"
