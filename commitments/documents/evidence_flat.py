"""PDF and pictures, read from end to end: begun and ended as their kind demands."""

import re

from .unfit import Unfit

ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(<<|\d+\s+\d+\s+R)")


def check_pdf(file) -> None:
    content = file.read()
    if not content.startswith(b"%PDF-"):
        raise Unfit("mismatch")
    if b"%%EOF" not in content[-2048:] or b"startxref" not in content[-4096:]:
        raise Unfit("damaged")
    if ENCRYPTED_PDF.search(content):
        raise Unfit("encrypted")


def check_png(file) -> None:
    """Walk the chunks from the header to the end."""
    if file.read(8) != b"\x89PNG\r\n\x1a\n":
        raise Unfit("mismatch")
    first = True
    while len(head := file.read(8)) == 8:
        size, kind = int.from_bytes(head[:4]), head[4:]
        if first != (kind == b"IHDR"):
            break
        if kind == b"IEND":
            return
        first = False
        file.seek(size + 4, 1)
    raise Unfit("damaged")


def check_jpeg(file) -> None:
    """Walk the segments to a frame with a size; the picture must also end."""
    content = file.read()
    if not content.startswith(b"\xff\xd8\xff"):
        raise Unfit("mismatch")
    at = 2
    while content[at : at + 1] == b"\xff" and at + 9 <= len(content):
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if kind in range(0xC0, 0xD0) and kind not in (0xC4, 0xC8, 0xCC):
            if b"\xff\xd9" in content[-65536:] and any(content[at + 5 : at + 9]):
                return
            break
        at += 2 + max(length, 2)
    raise Unfit("damaged")
