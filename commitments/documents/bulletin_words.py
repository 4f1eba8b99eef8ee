"""The bulletin's sentences, made from codes and figures. Documents are Chinese whatever the reader's language."""

from decimal import Decimal

from ..choices import Kind, Lamp, Reason
from ..models import Place
from ..rules.completion import Completion
from ..rules.quantity import format_quantity
from ..rules.shown import format_gap, format_points, format_share, format_share_exactly
from ..rules.target import POINT_UNITS

LAMP_WORDS = {Lamp.DONE: "完成", Lamp.GREEN: "正常", Lamp.YELLOW: "预警", Lamp.RED: "滞后", Lamp.GREY: "待定"}
QUARTER_NUMERALS = "一二三四"
PENDING_WORDS = {
    Reason.NOT_REPORTED: "本期未报",
    Reason.RETURNED: "已退回,待重报",
    Reason.NOT_PUBLISHED: "数据未出",
    Reason.NOT_COMPARABLE: "数据不可比",
    Reason.NO_BASELINE: "缺基数",
    Reason.NOTHING_DUE: "尚无应报内容",
    Reason.NO_DATA: "未报数据",
    Reason.COMPONENTS_PENDING: "部分内容待报",
}

PENDING_REVIEW_WORDS = "本期已报,待审核,亮灯沿用已审核数据"
APPROVED_WORD, WAITING_WORD, RETURNED_WORD, MISSING_WORD = REPORT_STATE_WORDS = ("审核通过", "待审核", "退回", "未报")


def full_day_words(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def day_in(year: int, day) -> str:
    """Return a day as the year's own paper writes it: with its year only when that is another one."""
    return f"{day.month}月{day.day}日" if day.year == year else full_day_words(day)


def awaited_words(expected_on, year: int) -> str:
    """Return that data is not published, and the day it is expected where that is known."""
    return f"数据未出,预计{day_in(year, expected_on)}公布" if expected_on else PENDING_WORDS[Reason.NOT_PUBLISHED]


def period_words(code: str) -> str:
    """Return a period's name: 2024-Q3 → 2024年三季度, 2024-09 → 2024年9月."""
    year, part = code.split("-")
    return f"{year}年{QUARTER_NUMERALS[int(part[1]) - 1]}季度" if part[0] == "Q" else f"{year}年{int(part)}月"


def percent_words(value: Decimal | None) -> str:
    """Return a share for a column: 62.0%, 99.96%; empty without one."""
    return "" if value is None else format_share(value)


def signed_gap(value: Decimal | None) -> str:
    """Return a gap with its sign for a column: −8.0, −0.04, ±0.0; empty without one."""
    return "" if value is None else format_gap(value)


def schedule_words(gap: Decimal) -> str:
    """Return 超序时进度…, 低于序时进度… or 与序时进度持平."""
    if gap == 0:
        return "与序时进度持平"
    return f"{'超' if gap > 0 else '低于'}序时进度{format_points(gap)}个百分点"


def completion_words(completion: Completion) -> str:
    """Return the average completion beside what was expected of the same targets, and the rule of the mean."""
    attained, expected = format_share(completion.attained), format_share(completion.expected)
    points = format_points(completion.gap)
    apart = f"{'超' if completion.gap > 0 else '低'}{points}个百分点" if completion.gap else "与应完成持平"
    return f"{completion.count}项可量化目标平均完成{attained},应完成{expected},{apart}(单项按0至100%计,共用指标计一次)"


def time_and_work_words(cutoff, elapsed: Decimal, completion: Completion) -> str:
    """Return the conclusion in a sentence: the time gone beside the work done."""
    begun = f"截至{full_day_words(cutoff)},时间过去{format_share(elapsed)}"
    return f"{begun},{completion_words(completion) if completion.count else '尚无可量化数据'}。"


def distance_words(value: Decimal, unit: str) -> str:
    """Return a distance from a target or a limit: in percentage points of a percentage, else in its unit."""
    return f"{format_quantity(value)}{'个百分点' if unit in POINT_UNITS else unit}"


def judgement_words(verdict, kind: str) -> str:
    """Return the judgement after the outcome, e.g. 完成率62%,低于序时进度8个百分点; empty when there is none."""
    component = verdict.deciding
    if verdict.lamp == Lamp.GREY:
        return PENDING_WORDS.get(verdict.reason, "")
    if component is None:
        return ""
    if component.in_own_points:
        return own_points_words(component)
    if kind != Kind.MILESTONE and verdict.attained is not None and verdict.gap is not None:
        return f"完成率{format_share_exactly(verdict.attained)},{schedule_words(verdict.gap)}"
    return ""


def own_points_words(component) -> str:
    """Return how a rate stands to its target, or a limit to its bound; exactly there may still be not enough."""
    if component.short_by is not None:
        below = f"低于目标{distance_words(component.short_by, component.unit)}"
        return below if component.short_by else "达到目标" if component.met else "恰为目标数,未突破"
    above = f"超过上限{distance_words(component.over_by, component.unit)}"
    return above if component.over_by else "在上限以内" if component.met else "等于上限,未低于上限"


def unsaid_clauses(judgement: str, narrative: str) -> str:
    """Return the clauses of a judgement that the report itself does not say, be it of the 全年 or 年度 target."""
    said = narrative.replace("全年", "").replace("年度", "")
    return ",".join(clause for clause in judgement.split(",") if clause not in said)


def office_words(verdict) -> str:
    """Return why and from which day the office's lamp is not the computed one; empty where it did not overrule."""
    if not verdict.office or verdict.office == verdict.lamp:
        return ""
    since = f"{verdict.office_since.month}月{verdict.office_since.day}日" if verdict.office_since else ""
    return f"{Place.objects.here().office}{since}认定,系统亮灯为{LAMP_WORDS[verdict.lamp]}:{verdict.office_reason}"


def figure_words(observation, unit: str) -> str:
    """Return a reported figure with its unit, as exactly as it was reported."""
    if observation is None or observation.value is None:
        return observation.as_typed if observation else ""
    number = f"{format_quantity(observation.value)}{unit}"
    marks = {"at_least": f"{number}以上", "about": f"约{number}"}
    return marks.get(observation.exactness, number)


def target_words(target) -> str:
    """Return a target as adopted: its lead-in and wording."""
    lead_in = target.lead_in.replace("…", "") if target.lead_in else ""
    return target.wording if not lead_in or lead_in in target.wording else f"{lead_in}{target.wording}"
