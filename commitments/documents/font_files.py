"""The font files that set a paper, by name, version and digest: what an issue freezes beside its data."""

import hashlib
from functools import cache
from pathlib import Path

from .fonts import faces, font_library

FONT_VERSION = 5


@cache
def fonts_used() -> list[dict]:
    """Return for each family of each role, in the order they are tried: role, family, file, version and SHA-256."""
    files = {}
    for font in font_library().fonts():
        files.setdefault(font.family, (font.path, font.index))
    return [
        {"role": face.role.label, "family": family} | font_file(*files[family])
        for face in faces().values()
        for family in face.families
    ]


@cache
def font_file(path: str, index: int) -> dict:
    """Return a font file's name, the version it says it has, and the SHA-256 of its bytes."""
    # A tenth of a second that only papers need.
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=index, lazy=True) as font:
        version = font["name"].getDebugName(FONT_VERSION) or ""
    return {"file": Path(path).name, "version": version, "sha256": hashlib.sha256(Path(path).read_bytes()).hexdigest()}
