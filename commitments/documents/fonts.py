"""Which fonts stand for the roles of an official document, and which characters they cover."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings
from django.core.checks import Info, Warning, register
from django.utils.translation import gettext as _

from .typesetter import library_of

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


def font_sources() -> dict:
    """Return where fonts come from: the configured folder, the pip package and the system, as typesetter.py asks."""
    configured = [settings.FONT_DIR] if settings.FONT_DIR else []
    return {"folders": [*configured, str(Path(pylopdf_fonts_zh_cn.__file__).parent)], "system": True}


@cache
def font_library() -> typst.Fonts:
    """Return the fonts found there, searched once."""
    return library_of(**font_sources())


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
    """Return the code points a font file maps to a glyph of its own, by its Unicode tables."""
    # A tenth of a second that only papers need.
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=index, lazy=True) as font:
        # The glyphs by number: their names would have to be read, and number 0 is the missing one.
        font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
        tables = [table.cmap for table in font["cmap"].tables if table.isUnicode()]
    return {point for table in tables for point, glyph in table.items() if glyph != "0"}


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
