"""The number of a list in each format a Chinese document uses, on both sides of where its signs end."""

import pytest

from commitments.rules.list_numerals import FORMS, list_numeral

CASES = [
    ("decimal", {1: "1", 12: "12"}),
    ("decimalZero", {1: "01", 10: "10"}),
    ("upperRoman", {4: "IV", 49: "XLIX", 1994: "MCMXCIV", 4999: "MMMMCMXCIX", 5000: "5000"}),
    ("lowerRoman", {9: "ix", 400: "cd"}),
    ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA", 780: "Z" * 30, 781: "781"}),
    ("lowerLetter", {2: "b", 28: "bb"}),
    ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 13: "13th", 21: "21st", 112: "112th"}),
    ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○", 120: "一二○"}),
    ("chineseCountingThousand", {10: "十", 21: "二十一", 100: "一百", 101: "一百零一", 110: "一百一十",
                                 1001: "一千零一", 1010: "一千零一十", 9999: "九千九百九十九", 10000: "10000"}),
    ("taiwaneseCounting", {15: "十五", 101: "一○一"}),
    ("taiwaneseCountingThousand", {15: "十五", 101: "一百零一"}),
    ("japaneseCounting", {3: "三", 12: "十二"}),
    ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍", 101: "壹佰零壹"}),
    ("ideographLegalTraditional", {3: "參", 12: "壹拾貳"}),
    ("ideographDigital", {9: "九", 10: "一〇", 105: "一〇五"}),
    ("japaneseDigitalTenThousand", {10: "一〇"}),
    ("taiwaneseDigital", {10: "一○"}),
    ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
    ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
    ("ideographZodiacTraditional", {1: "甲子", 11: "甲戌", 60: "癸亥", 61: "61"}),
    ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
    ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 35: "㉟", 36: "㊱", 50: "㊿", 51: "51"}),
    ("decimalEnclosedCircleChinese", {3: "③"}),
    ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
    ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛", 21: "21"}),
    ("decimalFullWidth", {1: "１", 20: "２０"}),
    ("decimalFullWidth2", {2: "２"}),
    ("numberInDash", {2: "- 2 -"}),
    ("aiueoFullWidth", {1: "ア", 46: "ン", 47: "ア"}),
    ("irohaFullWidth", {1: "イ", 3: "ハ"}),
    ("none", {1: ""}),
    ("bullet", {1: ""}),
    ("koreanDigital", {1: "1"}),
]  # fmt: skip


@pytest.mark.parametrize(("form", "shown"), CASES)
def test_a_number_is_written_as_its_format_has_it(form, shown):
    assert {number: list_numeral(number, form) for number in shown} == shown


@pytest.mark.parametrize("form", ["decimal", "upperRoman", "upperLetter", "chineseCounting", "decimalEnclosedCircle"])
def test_what_begins_at_nought_is_a_plain_nought(form):
    assert list_numeral(0, form) == "0"


def test_every_format_with_signs_of_its_own_has_its_cases():
    assert set(FORMS) <= {form for form, _shown in CASES}
