"""Which fonts stand for the roles of an official document, and which characters they cover."""

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings
from django.core.checks import Info, Warning, register
from django.utils.translation import gettext as _

# Covers what a role's own font lacks, whatever was found for it.
LAST_SERIF = ("Noto Serif CJK SC", "Noto Serif SC")
LAST_SANS = ("Noto Sans CJK SC", "Noto Sans SC")
BOLD = 600


@dataclass(frozen=True)
class FontRole:
    """A role of GB/T 9704-2012: the official families, then free ones alike, then any that can be read."""

    code: str
    label: str
    official: tuple[str, ...]
    free: tuple[str, ...]
    last: tuple[str, ...] = LAST_SERIF


FONT_ROLES = (
    FontRole("fangsong", "仿宋", ("FangSong_GB2312", "FangSong", "STFangsong"), ("FandolFang R", "FandolFang")),
    FontRole("title", "小标宋", ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"), ()),
    FontRole("heiti", "黑体", ("SimHei",), (), LAST_SANS),
    FontRole("kaiti", "楷体", ("KaiTi_GB2312", "KaiTi", "STKaiti"), ("LXGW WenKai", "FandolKai")),
    FontRole("songti", "宋体", ("SimSun",), ()),
)


@dataclass(frozen=True)
class Face:
    """What a role got: families in the order they are tried, and whether the first is one of the official ones."""

    role: FontRole
    families: tuple[str, ...]
    official: bool
    bold: bool


@cache
def font_library() -> typst.Fonts:
    """Return the fonts of the system, of the configured folder and of the pip package, searched once."""
    folders = [Path(pylopdf_fonts_zh_cn.__file__).parent]
    if settings.FONT_DIR:
        folders.insert(0, Path(settings.FONT_DIR))
    return typst.Fonts(include_embedded_fonts=False, font_paths=folders)


@cache
def faces() -> dict[str, Face]:
    """Return role code → what this machine has for it."""
    heaviest = {}
    for font in font_library().fonts():
        heaviest[font.family] = max(font.weight, heaviest.get(font.family, 0))
    return {role.code: resolve_face(role, heaviest) for role in FONT_ROLES}


def resolve_face(role: FontRole, heaviest: dict[str, int]) -> Face:
    """Return the face of a role, given each installed family's heaviest weight; the order is the role's."""
    wanted = dict.fromkeys((*role.official, *role.free, *role.last, *LAST_SERIF))
    families = tuple(family for family in wanted if family in heaviest)
    first = families[0] if families else ""
    return Face(role, families, first in role.official, heaviest.get(first, 0) >= BOLD)


@cache
def covered() -> frozenset[int]:
    """Return the code points every role can print, by its own font or the ones behind it."""
    files = {}
    for font in font_library().fonts():
        files.setdefault(font.family, (font.path, font.index))
    families = {family for face in faces().values() for family in face.families}
    points = {family: code_points(*files[family]) for family in families}
    return frozenset.intersection(
        *(frozenset().union(*(points[family] for family in face.families)) for face in faces().values())
    )


def code_points(path: str, index: int = 0) -> set[int]:
    """Return the code points a font file maps to a glyph, read from its `cmap` (OpenType, formats 4 and 12)."""
    content = Path(path).read_bytes()
    start = struct.unpack_from(">I", content, 12 + 4 * index)[0] if content[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", content, start + 4)[0]
    records = (struct.unpack_from(">4sIII", content, start + 12 + 16 * n) for n in range(tables))
    cmap = next(offset for tag, _sum, offset, _length in records if tag == b"cmap")
    found = set()
    for n in range(struct.unpack_from(">H", content, cmap + 2)[0]):
        platform, _kind, offset = struct.unpack_from(">HHI", content, cmap + 4 + 8 * n)
        if platform in (0, 3):
            found |= mapped(content, cmap + offset)
    return found


def mapped(content: bytes, table: int) -> set[int]:
    """Return the code points of one subtable; an empty set for formats other than 4 and 12."""
    kind = struct.unpack_from(">H", content, table)[0]
    if kind == 12:
        groups = struct.unpack_from(">I", content, table + 12)[0]
        spans = (struct.unpack_from(">III", content, table + 16 + 12 * n) for n in range(groups))
        return {point for first, last, glyph in spans for point in range(first + (glyph == 0), last + 1)}
    return set(segments(content, table)) if kind == 4 else set()


def segments(content: bytes, table: int):
    """Yield the code points of a format 4 subtable that lead to a glyph."""
    count = struct.unpack_from(">H", content, table + 6)[0] // 2
    ends, starts = table + 14, table + 16 + 2 * count
    deltas, offsets = starts + 2 * count, starts + 4 * count
    for n in range(count):
        first, last, delta, offset = (
            struct.unpack_from(">H", content, at + 2 * n)[0] for at in (starts, ends, deltas, offsets)
        )
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offset:
                glyph = struct.unpack_from(">H", content, offsets + 2 * n + offset + 2 * (point - first))[0]
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                yield point


@register(deploy=True)
def check_fonts(app_configs=None, **kwargs) -> list:
    """Return what to know before a bulletin is printed here: a missing folder, and each role that fell back."""
    found = []
    if settings.FONT_DIR and not Path(settings.FONT_DIR).is_dir():
        message = _("FONT_DIR names no folder: %(folder)s") % {"folder": settings.FONT_DIR}
        found.append(Warning(message, id="commitments.W001"))
    back = [f"{face.role.label} → {face.families[0]}" for face in faces().values() if not face.official]
    if back:
        message = _("The bulletin is printed with substitute fonts: %(roles)s") % {"roles": ", ".join(back)}
        hint = _("Install the official fonts, or put them into the folder that FONT_DIR names.")
        found.append(Info(message, hint=hint, id="commitments.I001"))
    return found
