"""What a figure is of: the plain name of its thing, whether it is a growth, whether new ones or all there are.

Read alike from what is promised and from what was achieved, so that both can be laid side by side.
"""

import re
from dataclasses import dataclass

from .promised import Promised

# What a thing is called otherwise; only names that mean the very same figure.
OTHER_NAMES = (
    (r"^(?:经济|(?:地区)?生产总值|GDP)$", "地区生产总值"), (r"社零总?额", "社会消费品零售总额"), (r"规模以上", "规上"),
    (r"^粮食(?:总产量?|产量)$", "粮食产量"), (r"^汽车整车产量$", "整车产量"),
    (r"^(?:研究与试验发展|研发|R&D)经费投入强度$", "研发投入强度"), (r"^全社会(?=研发|固定资产)", ""),
    (r"^(?:货物|外贸)?进出口(?:总[额值])?$", "进出口"), (r"^产业项目到(?:位资金|资)$", "产业项目到位资金"),
    (r"(?<=企业)总量$", ""), (r"^(?:地方)?一般公共预算收入$", "一般公共预算收入"),
    (r"^居民消费价格(?:涨幅|指数)?$", "居民消费价格"), (r"^停车泊位$|^停车位$|^公共停车位$", "停车泊位"),
)  # fmt: skip
ADDED_WORDS = (
    "新增|净增|新建|新改建|新开工|新引进|引进|新培育|培育|新登记|新入库|建成|打造|新创建|创建|新筹集|新布局|新认证|新设"
    "|招引|引育"
)
ADDED = re.compile(ADDED_WORDS)
ALL_OF_IT = re.compile(r"累计|总量|总数|拥有|保有|共计|总计|增至|升至")
# What is done, hoped for or counted, and no part of a thing's name.
DOING_WORDS = re.compile(
    rf"{ADDED_WORDS}|累计|预计|预期|力争|争取|计划|实现|完成|实施|推动|推进|开展|达到|突破|超过?(?!级)|控制在|保持在"
    rf"|稳定在"
    r"|不少于|不低于|确保|成功|继续|全年|全省|全市|全区|全县|今年|去年|有望|总计|共计|优化安排|安排|其中|加大|加快"
    r"|增至|升至|提升至|提高到|打通|举办|组织|年度(?!计划)"
)
A_YEAR = re.compile(r"20\d{2}年")
EDGES = re.compile(r"^(?:和|及|与|为|约|近|达|的)+|(?:为|约|近|达|再|的|新)+$")
GROWING = re.compile(r"(?:同比|实际|名义|年均)?(?:增长|增速)$")
PLAIN = re.compile(r"[“”‘’《》\"\s()（）·]")
OTHER_FIGURES = re.compile(r"\d[\d.,]*(?:万亿|亿|万)?(?:元|美元|%|[个家所座处项名人套台辆条])?(?:以上|左右)?")
CLAUSE_SIGNS = re.compile(r"[，,；;：:。]")
PRODUCED = re.compile(r"(?:产量|总产值|增加值)$")
BEHIND_ENDS = re.compile(r"[，,；;：:。、]|\d")
AROUND = re.compile(r"^(?:以上|左右|以内|多|余)")


@dataclass(frozen=True)
class YearFigure:
    """A figure with the plain name of its thing; `growth` where it is one, `scope` "new", "all" or "" for neither.

    `before` are the words before the figure in its clause, `quote` the words that tell it all, from `start` on.
    """

    name: str
    growth: bool
    scope: str
    figure: Promised
    before: str
    quote: str
    start: int


def named_figures(text: str, figures: list[Promised], subject: str = "") -> list[YearFigure]:
    """Return the figures of a sentence with what they are of, those without a name left out.

    `subject` names what nothing else does. 分别 gives several figures to several things and is not taken apart.
    """
    found: list[YearFigure] = []
    last = None
    for each in figures:
        begin = clause_at(text, each.start)
        inner = max([one.end for one in figures if begin <= one.end <= each.start], default=begin)
        before = text[inner : each.start]
        if "分别" in text[begin : each.start]:
            continue
        made = named_figure(text, each, begin, before, last, subject)
        last = made or last
        found += [made] if made else []
    return found


def named_figure(text: str, each: Promised, begin: int, before: str, last: YearFigure | None, subject: str):
    """Return one figure with its name; a growth without one is of what was told right before it (760亿元、增长11%)."""
    bare = plain_thing(before)
    growth = bool(GROWING.search(bare))
    name = "" if bare.endswith("等") else plain_thing(GROWING.sub("", bare))
    start = begin
    if not name and not growth:
        name = plain_thing(behind_of(text, each))
    if not name and growth and last and not text[last.figure.end : each.start].count("，") > 1:
        name, start = last.name, min(begin, last.start)
    name = listed_name(name, last, each, begin) or subject
    end = CLAUSE_SIGNS.search(text, each.end)
    quote = text[start : end.start() if end else len(text)].strip()
    scope = "" if growth else scope_of(text[begin : each.start])
    return YearFigure(name, growth, scope, each, before, quote, start) if name else None


def listed_name(name: str, last: YearFigure | None, each: Promised, begin: int) -> str:
    """Return a name with what the list it stands in measures: 整车产量200万辆、新能源汽车140万辆."""
    measured = PRODUCED.search(last.name) if last and name and last.start == begin else None
    same = measured and last.figure.unit == each.unit and not PRODUCED.search(name)
    return name + measured[0] if same else name


def scope_of(before: str) -> str:
    return "all" if ALL_OF_IT.search(before) else "new" if ADDED.search(before) else ""


def clause_at(text: str, place: int) -> int:
    """Return where the clause around a place begins, blanks left out."""
    begin = max((match.end() for match in CLAUSE_SIGNS.finditer(text, 0, place)), default=0)
    return begin + len(text[begin:place]) - len(text[begin:place].lstrip("—– "))


def behind_of(text: str, each: Promised) -> str:
    """Return the words behind a figure that name what is counted: 2条断头路."""
    behind = AROUND.sub("", text[each.end :])
    end = BEHIND_ENDS.search(behind)
    return behind[: end.start()] if end else behind


def plain_thing(words: str) -> str:
    """Return the plain name of a thing: without what is done with it, other figures, signs; one name for one thing."""
    words = OTHER_FIGURES.sub("", A_YEAR.sub("", PLAIN.sub("", words))).split("、")[-1]
    words = EDGES.sub("", DOING_WORDS.sub("", words))
    for pattern, name in OTHER_NAMES:
        words = re.sub(pattern, name, words)
    return words
