"""What nobody should be able to store, by the kind of box it is typed into."""

NUMBERS = (
    "NaN", "nan", "Infinity", "-inf", "1e5", "1E+2", "1_000", "0x10", "12,34,5", "１２abc", "1" * 16, "0.12345",
    "²", "½", "10²", "--1", "1.2.3", "12 34", "１e5",
)  # fmt: skip
# Control characters, a reversed reading direction, no characters at all: who reads it would not see them.
TEXTS = (
    "甲\x00乙",
    "甲\x07乙",
    "甲\x1b[31m乙",
    "甲\u202e乙",
    "甲\u2066乙",
    "甲\u200f乙",
    "甲\u0085乙",
    "甲\ue0ff\uffff乙",
)
DATES = ("0001-01-01", "9999-12-31", "2024-13-01", "2023-02-29", "2024-1-1x", "昨天", "20240930", "-2024-09-30", "\x00")
CHOICES = ("unknown", "9" * 40, "-1", "\x00", "\x00.1", "%00", "1; DROP TABLE", "<b>")
PLUMBING = ("x", "9" * 40, "-1", "\x00", "1.5", "%00")
MARKUP = "<b id=planted>甲</b>"


def hostile(kind: str, name: str, longest: int) -> list[str]:
    """Return what a box of this kind and name must refuse; text also one character above its longest."""
    if kind == "date":
        return list(DATES)
    if kind in ("select", "radio"):
        return list(CHOICES)
    if kind == "hidden":
        return list(PLUMBING)
    if name.startswith(("figure_", "share_", "forecast", "order")):
        return [*NUMBERS, *TEXTS[:4], "9" * 200]
    return [*TEXTS, "长" * (longest + 1)] if longest else [*TEXTS, "长" * 100_001]
