"""Chinese numerals as clerks write them."""

from decimal import Decimal

import pytest

from commitments.rules.reading.numerals import read_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二〇二六", "2026"),
        ("一二三四五", "12345"),
        ("〇〇一二", "12"),
        ("二〇二六点五", "2026.5"),
        ("一二三", None),
        ("一二", None),
        ("十二", "12"),
        ("一千二百", "1200"),
        ("两千三", "2300"),
        ("三点一四", "3.14"),
        ("百千", None),
        ("二十百", None),
        ("一百二百", None),
        ("万", None),
        ("一万二千", "12000"),
        ("一千二百三十四万五千", "12345000"),
        ("十万", "100000"),
    ],
)
def test_a_numeral_is_read_by_its_places_or_as_a_row_of_four_digits_and_more(text, number):
    assert read_numeral(text) == (number and Decimal(number))
