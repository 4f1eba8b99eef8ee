"""Milestones: of a promise's words the deed whose end can be seen, the thing, and the day where one is said.

A deed stands before its thing (启动月亮湾变电站建设) or behind it (推动滨江小学建成投用). Things told in a row are a
milestone each; a number of things without a name (建成绿色工厂100个) is a target and none.
"""

import datetime
import re
from dataclasses import dataclass

from ...choices import Verb
from . import deeds
from .said_days import SaidDay, said_days

DAY_WORDS = re.compile(
    r"(?:20\d{2}年)?(?:\d+月(?:份)?(?:\d+日|[上中下]旬)?[底末]?|第?[一二三四]季度末?|[上下]半年|年内(?!到期)|年底"
    r"|国庆节?|春节)"
    r"(?:之?前|以前)?|今年|全年"
)
LAND = re.compile(r"地块土地$")
SUCH_WORKS = re.compile(r"等(?:\d+(?:个|家|座|条|项|所|处))?(?:重点|重大)?(?:项目|工程|医院|任务|活动)?$")
LONGEST_THING = 60


@dataclass(frozen=True)
class FoundMilestone:
    """A milestone proposed: the deed as written at its place in the quote, what kind of deed, the thing, the day said.

    `planned` is None where no day of the plan's year is said; `stretch` where 力争 or 争取 stands before the deed.
    """

    what: str
    verb: str
    wording: str
    start: int
    planned: datetime.date | None = None
    said: str = ""
    stretch: bool = False


def milestones_in(quote: str, year: int, before: str = "") -> tuple[FoundMilestone, ...]:
    """Return the milestones of a promise's words, in order, each thing once.

    `before` is what stands before the quote in its sentence: a day that opens the sentence holds for what follows.
    """
    days = said_days(quote, year)
    found: dict[str, FoundMilestone] = {}
    for start, clause in clauses_at(quote):
        for deed, things in deeds_of(clause):
            said = day_for(start + deed.start(), start, start + len(clause), days) or opening_day(before, year)
            for what in things:
                made = milestone_of(what, deed, start, said, clause, year)
                found.setdefault(what, made)
    return tuple(found.values())


def clauses_at(text: str) -> list[tuple[int, str]]:
    """Return (place, clause) of the parts between commas and semicolons; a 、 before a second deed parts them, too."""
    found, begin = [], 0
    for match in re.finditer(r"[，,；;]|、(?=(?:开工|建成|启动|完成|竣工|成立|出台))|$", text):
        if text[begin : match.start()].strip():
            found.append((begin, text[begin : match.start()]))
        begin = match.end()
    return found


def deeds_of(clause: str) -> list[tuple[re.Match, list[str]]]:
    """Return the clause's deeds, each with its things: the last deed where it stands behind them, else the first."""
    for deed in deeds.DEEDS.finditer(clause):
        verb = verb_of(deed)
        things = things_of(clause, deed, verb)
        if things:
            return [(deed, things)]
    return []


def verb_of(deed: re.Match) -> str:
    return next(verb for at, (verb, _words) in enumerate(deeds.VERBS) if deed[f"d{at}"])


def things_of(clause: str, deed: re.Match, verb: str) -> list[str]:
    """Return the names of what the deed is done to; [] where nothing is named or no end can be seen."""
    before, behind = clause[: deed.start()], clause[deed.end() :]
    if deeds.SUPPORTED.search(before) and not deeds.DEEDS.match(before):
        return []
    lead = deeds.LATE_URGING.sub("", deeds.URGING.sub("", without_days(before)).strip())
    if not behind.strip() or re.match(r"^(?:创建)?$", behind):
        named = lead if verb != Verb.HOLD and deed[0] not in deeds.FOUNDED + deeds.WRITTEN else ""
    else:
        named = "" if lead else behind
    named = deeds.REFINED.sub("", without_days(named)).strip()
    return rows_of(named, deed, verb) if is_fit(named, deed[0], verb) else []


def without_days(words: str) -> str:
    """Return words without the day they name: 6月底前建成 is no thing called 6月."""
    return DAY_WORDS.sub("", words)


def is_fit(named: str, deed: str, verb: str) -> bool:
    """Whether what is named is a thing of its own, and of a kind this deed can be seen done to."""
    named = deeds.DOING_BEHIND.sub("", named)
    if not 2 <= len(named) <= LONGEST_THING or deeds.UNNAMED.search(named) or deeds.COUNTED_BEHIND.search(named):
        return False
    if deed == "出让":
        return "地块" in named and "优质" not in named
    if deed in deeds.FOUNDED.split("|"):
        return bool((deeds.BUILT_UP if deed in deeds.SLOW else deeds.MADE_ONCE).search(named))
    if deed in deeds.WRITTEN.split("|"):
        return bool(deeds.PLANS.search(named))
    if verb == Verb.HOLD:
        return bool(deeds.EVENTS.search(named))
    return bool(deeds.HONOURS.search(named)) if verb == Verb.OBTAIN else True


def rows_of(named: str, deed: re.Match, verb: str) -> list[str]:
    """Return the things of a row one by one, the kind told with the last given to each: 月亮湾、凤凰山2座变电站."""
    named = LAND.sub("地块", deeds.DOING_BEHIND.sub("", named)).strip("的 ")
    if deed[0] in deeds.WHOLE or not deeds.ROW_SIGN.search(named) or "的" in named[named.rfind("、") :]:
        return [SUCH_WORKS.sub("", named)]
    listed, others = named, ""
    if found := re.search("等", named):
        listed, others = named[: found.start()], deeds.COUNT.sub("", named[found.end() :])
    elif found := deeds.COUNT.search(named):
        listed, others = named[: found.start()], named[found.end() :]
    kind, _and, beside = others.partition("和")
    rows = [each.strip() for each in deeds.ROW_SIGN.split(listed) if each.strip()]
    named_rows = rows if verb == Verb.HOLD else [with_kind(each, rows[-1], kind) for each in rows]
    return [each for each in named_rows if not deeds.UNNAMED.search(each)] + [beside] * bool(beside)


def with_kind(name: str, last: str, others: str) -> str:
    """Return a name with the kind of thing it is, where the row says it only once."""
    if deeds.KIND_OF_THING.search(name):
        return name
    kind = deeds.KIND_OF_THING.search(others or last)
    return name + kind[0] if kind and kind[0] not in ("项目", "工程") else name


def day_for(deed: int, start: int, end: int, days: list[SaidDay]) -> SaidDay | None:
    """Return the day said in the deed's clause, the last one before it first; else one that opens the quote."""
    own = [each for each in days if start <= each.start < end]
    before = [each for each in own if each.start <= deed]
    opening = [each for each in days if each.start < start]
    return (before or own or opening or [None])[-1 if before or opening else 0]


def opening_day(before: str, year: int) -> SaidDay | None:
    """Return the day that opens a sentence, alone in its clause, for all that follows: 6月底前，…，…."""
    first = re.split("[，,]", before, maxsplit=1)[0].strip()
    days = said_days(first, year)
    return days[0] if len(days) == 1 and days[0].words == first else None


def milestone_of(what: str, deed: re.Match, start: int, said: SaidDay | None, clause: str, year: int):
    day = said.day if said and said.day.year == year else None
    stretch = bool(re.search(r"力争|争取|争创", clause[: deed.end()]))
    return FoundMilestone(what, verb_of(deed), deed[0], start + deed.start(), day, said.words if day else "", stretch)
