"""Why a number of a report promises nothing: it names, dates, addresses, tells a size or what stands already."""

import re

from .report_numbers import MONEY, clause_start, unit_of

QUOTED = re.compile(r"“[^”]{0,40}”|《[^》]{0,80}》|\"[^\"]{0,40}\"")
# What stands directly behind a number that makes it part of a name, a class, a phase, a day.
BEHIND_NAME = re.compile(
    r"^(?:年|月|日|时|分|期|届|级|轮|批|号|线|大|类|方面|强|位数|岁|代|维|城市群|世纪|周年|[A-Za-z+])"
)
BEHIND_UNIT_NAME = re.compile(r"^(?:级|类|型|位数|机组|口径|强|圈)")
# 3个月 and 5个工作日 are times, and no three things.
TIME_BEHIND = re.compile(r"^(?:半?月|小时|工作日|学期|季度|年度|五年)")
BEFORE_ORDINAL = re.compile(r"(?:第|[A-Za-z+×.\d\-]|前)$")
# A class by size: 营收1亿元以上企业, 亿元以上项目; the promise is the count behind it.
SIZE_CLASS = re.compile(r"^(?:及?以上|以下|级)(?![，,。；;、！？：:\n)）]|$)(?!的?(?:水平|目标)|人次)")
# 年销售收入超10亿元龙头企业达到100家: the first tells which, the second how many.
CLASS_OF_MONEY = re.compile(r"^的?[^，,。；;、\d]{0,12}(?:企业|项目|园区|产业|集群|乡镇|县)[^，,。；;]*\d")
OVER = re.compile(r"(?:超过?|达到?|突破)$")
# 从每月202元、270元提高到209元、280元: what it is now is no promise.
RAISED = re.compile(r"^[、\d.,元%个万亿件家人]*(?:提高|提升|增加|降低|下降|调整|扩大|上升|压缩|缩短|减少)(?:到|至|为)")
FROM = re.compile(r"(?:从|由)[^，,。；;]*$")
# What stands already promises nothing, unless something is done to it: 加装既有住宅电梯15部.
STANDING_ALREADY = re.compile(r"(?<![装造建修换])(?:已建成?|现有|已有|既有)[^，,。；;]{0,6}$")
# Of several years together: 五年统筹投入100亿元.
YEARS_TOGETHER = re.compile(r"[两三四五]年(?!行动|计划)[^，,。；;、]{0,8}$")
ADDRESSED = re.compile(
    r"^.{0,3}(?:聚焦|围绕|依托|面向|瞄准|针对|按照|结合|对标|发挥|用好|抢抓|锚定|立足)[^，,。；;：:]{0,14}$"
)
# Counted, but no things: 4个重点行业, 12个领域.
GROUPS = re.compile(r"^(?:重点|主要|关键|优势|特色)*(?:行业|领域|方面|环节|维度|板块)|^[^，,。；;、\d]{0,20}全覆盖")
ADDRESSED_BEHIND = re.compile(r"^[民口]")
LATER = re.compile(r"(?:到|至|力争|争取)?(20\d{2})年(?:底|末)?")


def why_passed_over(text: str, match: re.Match, quoted: list, year: int | None) -> str:
    """Return the code of why a number promises nothing: quoted, name, day, ordinal, no_unit, groups,
    size_class, before, addressed, later; "" where it promises something."""
    before, behind = text[: match.start()], text[match.end() :]
    if any(start <= match.start() < end and end - start > len(match[0]) + 1 for start, end in quoted):
        return "quoted"
    if BEFORE_ORDINAL.search(before):
        return "ordinal"
    unit = unit_of(match, behind)
    if not unit:
        return "day" if behind[:1] in "年月日" else "name" if BEHIND_NAME.match(behind) else "no_unit"
    if unit == "个" and TIME_BEHIND.match(behind):
        return "day"
    if BEHIND_UNIT_NAME.match(behind):
        return "name"
    if GROUPS.match(behind):
        return "groups"
    clause = before[clause_start(text, match.start()) :]
    if is_class(unit, clause, behind):
        return "size_class"
    if FROM.search(clause) and RAISED.match(behind):
        return "before"
    if STANDING_ALREADY.search(clause) or ADDRESSED.search(clause) or (unit == "人" and ADDRESSED_BEHIND.match(behind)):
        return "addressed"
    return "later" if YEARS_TOGETHER.search(clause) or is_due_later(text, match.start(), year) else ""


def is_class(unit: str, clause: str, behind: str) -> bool:
    """Whether a number says how large those are that are spoken of, and promises nothing itself."""
    if unit in MONEY and OVER.search(clause) and CLASS_OF_MONEY.match(behind):
        return True
    return bool(SIZE_CLASS.match(behind)) and (unit in MONEY or unit in ("人", "平方米", "亩", "吨标准煤"))


def is_due_later(text: str, place: int, year: int | None) -> bool:
    """Whether the sentence sets the figure for a year after the plan's."""
    begin = max(text.rfind(sign, 0, place) for sign in "。；;！？\n") + 1
    years = [int(found[1]) for found in LATER.finditer(text[begin:place])]
    return bool(years and year and years[-1] > year)
