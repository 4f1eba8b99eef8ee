"""The day a promise's words name: 6月底前, 上半年, 三季度, 年内, 9月; as a last day within the plan's year."""

import calendar
import datetime
import re
from dataclasses import dataclass

SAID_DAY = re.compile(
    r"(?:(?P<year>20\d{2})年)?(?:"
    r"(?P<month>1[0-2]|[1-9])月(?:份)?(?:(?P<day>[12]\d|3[01]|[1-9])日|(?P<third>[上中]旬))?(?:下旬|末|底)?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?:末|底)?"
    r"|(?P<half>上半年|下半年)"
    r"|(?P<feast>春节|五一|国庆节?|秋季开学)"
    r"|(?P<end>年内(?!到期)|年底|年末|岁末|今年底)"
    r")(?P<before>之?前|以前)?"
)
QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
FEASTS = {"五一": (4, 30), "国庆": (9, 30), "国庆节": (9, 30), "秋季开学": (8, 31)}
# A stretch of months is no day, and what was counted in one is no promise: 前三季度, 1月至9月.
NO_DAY_BEFORE = re.compile(r"[前\d至到—–~-]$")


@dataclass(frozen=True)
class SaidDay:
    """The last day words name, the words, and their place."""

    day: datetime.date
    words: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def said_days(text: str, year: int) -> list[SaidDay]:
    """Return the days a text names in order, each the last one its words allow; 春节 has no fixed day and is left."""
    found = []
    for match in SAID_DAY.finditer(text):
        if NO_DAY_BEFORE.search(text[: match.start()]) and not match["year"]:
            continue
        if day := last_day(match, int(match["year"] or year)):
            found.append(SaidDay(day, match[0], match.start()))
    return found


def last_day(match: re.Match, year: int) -> datetime.date | None:
    """Return the last day of what was said; None for a day no calendar has."""
    if match["month"]:
        return day_of_month(year, int(match["month"]), match)
    if match["quarter"]:
        month = QUARTERS[match["quarter"]]
    elif match["half"]:
        month = 6 if match["half"] == "上半年" else 12
    elif match["feast"]:
        return datetime.date(year, *FEASTS[match["feast"]]) if match["feast"] in FEASTS else None
    else:
        month = 12
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def day_of_month(year: int, month: int, match: re.Match) -> datetime.date | None:
    """Return the day of a month that was said: 6月 is its last, 10月1日前 the day before."""
    last = calendar.monthrange(year, month)[1]
    day = int(match["day"]) if match["day"] else {"上旬": 10, "中旬": 20}.get(match["third"], last)
    if day > last:
        return None
    said = datetime.date(year, month, day)
    return said - datetime.timedelta(days=1) if match["before"] and match["day"] else said
