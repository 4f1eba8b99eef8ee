"""Zip files and the office packages built on them, judged by their directory; only one small part is unpacked."""

import lzma
import re
import zipfile
import zlib

from .evidence_compound import COMPOUND_SIGNATURE
from .unfit import Unfit

MOST_ENTRIES = 2000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 200
# Small parts of a package compress to almost nothing; only a large one is suspicious.
RATIO_FROM = 10 * 1024 * 1024
LONGEST_DIRECTORY = MOST_ENTRIES * 400
END_OF_DIRECTORY, END_LENGTH, LONGEST_COMMENT = b"PK\x05\x06", 22, 65535
LONG_FORM = b"PK\x06\x07"
ENCRYPTED_FLAG = 0x1
TYPES_PART, TYPES_LENGTH = "[Content_Types].xml", 2 * 1024 * 1024
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
BROKEN = (
    zipfile.BadZipFile,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
)
MACRO_TYPES = (b"macroenabled", b"vbaproject", b"macrosheet")


def entries_of(file) -> list[zipfile.ZipInfo]:
    """Return the entries of a zip file; Unfit when it is none, damaged or crowded. Reads only its directory."""
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        raise Unfit("mismatch")
    check_directory(file)
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.infolist()
    except BROKEN:
        raise Unfit("damaged") from None


def check_directory(file) -> None:
    """Refuse a directory too long to be read, before anything reads it."""
    tail_from = max(file.seek(0, 2) - END_LENGTH - LONGEST_COMMENT, 0)
    file.seek(tail_from)
    tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    if at < 0 or len(tail) - at < END_LENGTH:
        raise Unfit("damaged")
    entries, length = (
        int.from_bytes(tail[at + 10 : at + 12], "little"),
        int.from_bytes(tail[at + 12 : at + 16], "little"),
    )
    if entries > MOST_ENTRIES or length > LONGEST_DIRECTORY:
        raise Unfit("crowded", limit=MOST_ENTRIES)


def check_archive(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse path tricks, passwords, and what swells beyond measure by its own declaration."""
    if len(entries) > MOST_ENTRIES:
        raise Unfit("crowded", limit=MOST_ENTRIES)
    for entry in entries:
        if leads_out(entry.orig_filename):
            raise Unfit("path")
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise Unfit("encrypted")
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if unpacked > MOST_UNPACKED or (unpacked > RATIO_FROM and unpacked > MOST_RATIO * max(packed, 1)):
        raise Unfit("swollen")


def leads_out(name: str) -> bool:
    """Whether a name could be unpacked outside its folder, or hides what it is."""
    parts = re.split(r"[/\\]", name)
    drive = re.match(r"[A-Za-z]:", name)
    return name.startswith(("/", "\\")) or ".." in parts or drive is not None or any(ord(each) < 32 for each in name)


def check_package(file, part: str) -> None:
    """Refuse what is no package with `part`, and one with macros or a password."""
    file.seek(0)
    if file.read(8) == COMPOUND_SIGNATURE:
        raise Unfit("encrypted" if encrypted_package(file) else "mismatch")
    entries = entries_of(file)
    check_archive(entries)
    names = {entry.filename for entry in entries}
    if any(name.lower().endswith(MACRO_PARTS) or "/macrosheets/" in name.lower() for name in names):
        raise Unfit("macro")
    if part not in names or (part != "OFD.xml" and TYPES_PART not in names):
        raise Unfit("mismatch")
    if TYPES_PART in names and any(kind in content_types(file) for kind in MACRO_TYPES):
        raise Unfit("macro")


def encrypted_package(file) -> bool:
    """Whether a compound file is an office package under a password."""
    file.seek(0)
    return "EncryptedPackage".encode("utf-16-le") in file.read()


def content_types(file) -> bytes:
    """Return the package's list of types in lower case, at most the length a real one has."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open(TYPES_PART) as part:
            return part.read(TYPES_LENGTH).lower()
    except BROKEN:
        raise Unfit("damaged") from None
