"""Units as they are written: other names of one unit, multiples in front of it, and what converts into what."""

from decimal import Decimal

SCALE_WORDS = {
    "万亿": Decimal(10**12), "千亿": Decimal(10**11), "百亿": Decimal(10**10), "十亿": Decimal(10**9),
    "亿": Decimal(10**8), "千万": Decimal(10**7), "百万": Decimal(10**6), "十万": Decimal(10**5),
    "万": Decimal(10**4), "千": Decimal(1000), "百": Decimal(100), "": Decimal(1),
}  # fmt: skip
OTHER_NAMES = {
    "千米": "公里",
    "km": "公里",
    "平米": "平方米",
    "m2": "平方米",
    "公斤": "千克",
    "度": "千瓦时",
    "百分点": "个百分点",
    "pct": "%",
}
# Within a family one unit is a multiple of the other; 亩 is none of 公顷 to four decimals and stays by itself.
FAMILIES = (
    {"米": Decimal(1), "公里": Decimal(1000)},
    {"平方米": Decimal(1), "公顷": Decimal(10_000), "平方公里": Decimal(1_000_000)},
    {"千克": Decimal(1), "吨": Decimal(1000)},
    {"千瓦": Decimal(1), "兆瓦": Decimal(1000)},
    {"‰": Decimal("0.1"), "%": Decimal(1)},
    {"秒": Decimal(1), "分钟": Decimal(60), "小时": Decimal(3600)},
)
# A unit that begins like a shorter one and is another: 人次 are no 人.
LONGER = (
    "人次", "人天", "人月", "户次", "场次", "架次", "车次", "班次", "件次", "家次", "千瓦时", "元/", "公里/", "米/",
    "吨/", "个/", "个百分点", "个点", "小时", "平方", "立方",
)  # fmt: skip
# Words that count things: a figure in one of them may well be meant for another, so it is asked about, not refused.
COUNTERS = frozenset("个家处所座项张套户根辆件条栋部台间名人起宗组场次期批只种门亩口片段岁本支")
SHARES = frozenset("%‰") | {"成", "分之"}


def unit_and_scale(unit: str) -> tuple[str, Decimal]:
    """Return (base unit, multiple): 万元 → (元, 10000), 亿千瓦时 → (千瓦时, 10⁸), 千瓦 → (千瓦, 1)."""
    for multiple in ("万亿", "亿", "万"):
        if unit.startswith(multiple) and len(unit) > len(multiple):
            return unit[len(multiple) :], SCALE_WORDS[multiple]
    return unit, Decimal(1)


def names_of(base: str) -> list[str]:
    """Return every way a base unit may be written, longest first: 套(间) also 套 and 间."""
    names = {base, *(other for other, name in OTHER_NAMES.items() if name == base)}
    if "(" in base:
        names |= set(base.rstrip(")").split("("))
    if "/" in base and base.startswith("个/"):
        names.add("个")
    if base in ("小时", "分钟"):
        names.add("个小时" if base == "小时" else "分")
    return sorted(names, key=len, reverse=True)


def own_name(rest: str, base: str) -> str | None:
    """Return the name of `base` with which `rest` begins, or None; 人次 does not begin with 人."""
    longer = next((each for each in LONGER if rest.startswith(each)), "")
    for name in names_of(base):
        if rest.startswith(name) and len(name) >= len(longer):
            return name
    return None


def family_name(rest: str, base: str) -> tuple[str, Decimal] | None:
    """Return (name as written, factor into `base`) for another unit of the same family, or None."""
    family = next((each for each in FAMILIES if base in each), {})
    for other, size in family.items():
        if other != base and (name := own_name(rest, other)):
            return name, size / family[base]
    return None
