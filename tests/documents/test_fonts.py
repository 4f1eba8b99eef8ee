"""Which characters a font can print."""

import pytest
from fontTools.fontBuilder import FontBuilder

from commitments.documents.fonts import code_points


def make_font(path, characters: dict[int, str]):
    """Write a font that maps code points to its glyphs, and return its path."""
    made = FontBuilder(unitsPerEm=1000)
    made.setupGlyphOrder([".notdef", "known"])
    made.setupCharacterMap(characters)
    made.setupHorizontalMetrics({".notdef": (500, 0), "known": (500, 0)})
    made.setupHorizontalHeader()
    made.setupPost()
    made.save(path)
    return path


@pytest.mark.parametrize("point", [ord("汉"), ord("𠮷")], ids=["in the first plane", "beyond it"])
def test_a_font_prints_what_it_maps_to_a_glyph_of_its_own(tmp_path, point):
    path = make_font(tmp_path / "made.ttf", {point: "known", point + 1: ".notdef", point + 2: "known"})
    assert code_points(path) == {point, point + 2}
