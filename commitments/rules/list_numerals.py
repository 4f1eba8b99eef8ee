"""How a word processor writes the number of a list: by the names of Office Open XML (ECMA-376, part 1, 17.18.59)."""

DIGITS, PLACES = "零一二三四五六七八九", ("", "十", "百", "千")
LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千", "零壹貳參肆伍陸柒捌玖拾佰仟")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
# Beyond these no list is counted in signs of its own; a number stays a number.
LAST_COUNTED, LAST_LETTER, LAST_ROMAN = 9999, 780, 4999


def list_numeral(number: int, form: str) -> str:
    """Return a list's number as its format shows it; as plain digits where the format has no sign for it, or is one no
    Chinese document is numbered by. "" for none and bullet, whose mark is the text of the level."""
    if form in ("none", "bullet"):
        return ""
    written = FORMS.get(form)
    return (written(number) if written and number > 0 else "") or str(number)


def counted(number: int, *, thousands: bool = True, one_ten: bool = False) -> str:
    """Return 一, 十, 二十一, 一百零一; above 99 the digits alone (一○一) where thousands are not
    counted. `one_ten` writes 一十一 too."""
    if number > LAST_COUNTED:
        return ""
    if number > 99 and not thousands:
        return digits_in(number, "○一二三四五六七八九")
    found, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            found += ("零" if gap else "") + DIGITS[digit] + PLACES[place]
        gap = not digit and bool(found)
    return found[1:] if found.startswith("一十") and not one_ten else found


def legal_counted(number: int, signs: dict) -> str:
    return counted(number, one_ten=True).translate(signs)


def digits_in(number: int, signs: str) -> str:
    return "".join(signs[int(digit)] for digit in str(number))


def full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def letters_of(number: int, first: str) -> str:
    """Return a, b … z, aa, bb …: the letter again for each time round."""
    rounds, place = divmod(number - 1, 26)
    return chr(ord(first) + place) * (rounds + 1) if number <= LAST_LETTER else ""


def roman(number: int) -> str:
    found = ""
    for value, sign in ROMAN if number <= LAST_ROMAN else ():
        found += sign * (number // value)
        number %= value
    return found


def sign_from(first: str, last: int, number: int) -> str:
    """Return the sign of a row of signs that lie together, "" behind its last."""
    return chr(ord(first) + number - 1) if number <= last else ""


def circled(number: int) -> str:
    """Return ① … ⑳; behind them the signs stand elsewhere: ㉑ … ㉟, ㊱ … ㊿."""
    if number > 20:
        return sign_from("㉑", 15, number - 20) if number < 36 else sign_from("㊱", 15, number - 35)
    return sign_from("①", 20, number)


def one_of(signs: str, number: int) -> str:
    return signs[number - 1] if number <= len(signs) else ""


def round_of(signs: str, number: int) -> str:
    return signs[(number - 1) % len(signs)]


def stem_and_branch(number: int) -> str:
    """Return 甲子, 乙丑 … of the cycle of sixty."""
    return round_of(STEMS, number) + round_of(BRANCHES, number) if number <= 60 else ""


def ordinal(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 < number % 100 < 14 else ends.get(number % 10, 'th')}"


FORMS = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters_of(number, "A"),
    "lowerLetter": lambda number: letters_of(number, "a"),
    "ordinal": ordinal,
    "chineseCounting": lambda number: counted(number, thousands=False),
    "chineseCountingThousand": counted,
    "chineseLegalSimplified": lambda number: legal_counted(number, LEGAL),
    "taiwaneseCounting": lambda number: counted(number, thousands=False),
    "taiwaneseCountingThousand": counted,
    "japaneseCounting": counted,
    "ideographLegalTraditional": lambda number: legal_counted(number, LEGAL_TRADITIONAL),
    "ideographDigital": lambda number: digits_in(number, "〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": lambda number: digits_in(number, "〇一二三四五六七八九"),
    "taiwaneseDigital": lambda number: digits_in(number, "○一二三四五六七八九"),
    "ideographTraditional": lambda number: one_of(STEMS, number),
    "ideographZodiac": lambda number: one_of(BRANCHES, number),
    "ideographZodiacTraditional": stem_and_branch,
    "ideographEnclosedCircle": lambda number: sign_from("㊀", 10, number),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": lambda number: sign_from("⑴", 20, number),
    "decimalEnclosedFullstop": lambda number: sign_from("⒈", 20, number),
    "decimalFullWidth": full_width,
    "decimalFullWidth2": full_width,
    "numberInDash": lambda number: f"- {number} -",
    "aiueoFullWidth": lambda number: round_of(AIUEO, number),
    "irohaFullWidth": lambda number: round_of(IROHA, number),
}  # fmt: skip
