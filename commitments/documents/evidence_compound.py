"""Compound files (the older WPS and Office format): their directory of streams, macros and passwords."""

import struct
from dataclasses import dataclass

from .unfit import Unfit

COMPOUND_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY_LENGTH, LAST_SECTOR = 128, 0xFFFFFFFA
MOST_DIRECTORY_SECTORS = 1000
MACROS = frozenset({"_vba_project", "vba", "macros", "_vba_project_cur"})
STREAM = 2
WORD_ENCRYPTED, FILE_PASS = 0x0100, 0x002F
ALIASES = {"Workbook": ("Workbook", "Book")}


@dataclass(frozen=True)
class DirectoryEntry:
    """A stream or folder of the directory."""

    name: str
    kind: int
    start: int
    size: int


class Compound:
    """The directory of a compound file's bytes; Unfit when they are none or damaged."""

    def __init__(self, content: bytes):
        if not content.startswith(COMPOUND_SIGNATURE):
            raise Unfit("mismatch")
        try:
            self.content, self.sector = content, 1 << struct.unpack_from("<H", content, 30)[0]
            if self.sector not in (512, 4096):
                raise Unfit("damaged")
            self.table = self.allocation()
            self.entries = list(self.directory())
        except (struct.error, IndexError):
            raise Unfit("damaged") from None

    def at(self, number: int) -> bytes:
        """Return one sector."""
        begin = (number + 1) * self.sector
        found = self.content[begin : begin + self.sector]
        if not found:
            raise Unfit("damaged")
        return found

    def allocation(self) -> list[int]:
        """Return the table that says which sector follows which; the header lists its first 109 sectors."""
        count = struct.unpack_from("<I", self.content, 44)[0]
        listed = struct.unpack_from("<109I", self.content, 76)[: min(count, 109)]
        return [number for each in listed for number in struct.unpack(f"<{self.sector // 4}I", self.at(each))]

    def chain(self, start: int, most: int) -> bytes:
        """Return the sectors that follow one another from `start`, at most `most` of them."""
        found = []
        while start < LAST_SECTOR and len(found) < most:
            found.append(self.at(start))
            start = self.table[start]
        return b"".join(found)

    def directory(self):
        """Yield every entry that is in use."""
        raw = self.chain(struct.unpack_from("<I", self.content, 48)[0], MOST_DIRECTORY_SECTORS)
        for at in range(0, len(raw) - ENTRY_LENGTH + 1, ENTRY_LENGTH):
            length, kind = struct.unpack_from("<HB", raw, at + 64)
            if kind:
                name = raw[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", raw, at + 116)
                yield DirectoryEntry(name, kind, start, size)


def check_compound(file, stream: str) -> None:
    """Refuse what has no `stream`, and one with macros or a password."""
    file.seek(0)
    found = Compound(file.read())
    names = {entry.name for entry in found.entries}
    if "EncryptedPackage" in names:
        raise Unfit("encrypted")
    if MACROS.intersection(name.lower() for name in names):
        raise Unfit("macro")
    wanted = ALIASES.get(stream, (stream,))
    body = next((entry for entry in found.entries if entry.kind == STREAM and entry.name in wanted), None)
    if body is None:
        raise Unfit("mismatch")
    # Streams shorter than 4096 bytes lie elsewhere; a real document is longer.
    if body.size >= 4096 and has_password(found.chain(body.start, 8), stream):
        raise Unfit("encrypted")


def has_password(body: bytes, stream: str) -> bool:
    """Whether the document's own header says that it is under a password."""
    if stream == "WordDocument":
        return bool(struct.unpack_from("<H", body, 10)[0] & WORD_ENCRYPTED)
    at = 0
    while at + 4 <= len(body):
        record, length = struct.unpack_from("<HH", body, at)
        if record == FILE_PASS:
            return True
        at += 4 + length
    return False
