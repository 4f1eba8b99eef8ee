"""What a printed page shows, looked at as pictures: whether ink stands where none may stand."""

import struct
import zlib

# The papers' own words, which nobody types.
OWN_WORDS = ("from", "to", "heading", "date")
LOW_PPI = 12
WHITE = 245


def every_text(value, change, key=""):
    """Return the data with each Chinese text in them changed; lamps by their names stay."""
    if isinstance(value, dict):
        return {name: every_text(each, change, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [every_text(each, change, key) for each in value]
    is_text = (
        isinstance(value, str) and key not in ("from", "to") and any("\u4e00" <= each <= "\u9fff" for each in value)
    )
    return change(value) if is_text else value


def ink(png: bytes) -> list[bytes]:
    """Return the picture's rows, a byte for each pixel's darkest colour."""
    width, height, _depth, kind = struct.unpack(">IIBB", png[16:26])
    channels = {2: 3, 6: 4}[kind]
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        data += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    rows = unfiltered(zlib.decompress(data), width * channels, height, channels)
    return [bytes(min(row[x : x + 3]) for x in range(0, len(row), channels)) for row in rows]


def unfiltered(raw: bytes, length: int, height: int, step: int) -> list[bytearray]:
    """Return the rows of a PNG with its five filters undone."""
    rows, above = [], bytearray(length)
    for number in range(height):
        start = number * (length + 1)
        row = bytearray(raw[start + 1 : start + 1 + length])
        for x in range(length):
            left, upper = (row[x - step] if x >= step else 0), above[x]
            corner = above[x - step] if x >= step else 0
            row[x] = (row[x] + predicted(raw[start], left, upper, corner)) & 255
        rows.append(row)
        above = row
    return rows


def predicted(kind: int, left: int, upper: int, corner: int) -> int:
    if kind < 4:
        return (0, left, upper, (left + upper) // 2)[kind]
    guess = left + upper - corner
    return min((left, upper, corner), key=lambda each: abs(guess - each))


def right_margin(png: bytes, millimetres: float) -> int:
    """Return the darkest ink in the outermost strip on the right of a page, 255 for none."""
    rows = ink(png)
    strip = int(millimetres / 25.4 * LOW_PPI)
    return min(min(row[-strip:]) for row in rows)
