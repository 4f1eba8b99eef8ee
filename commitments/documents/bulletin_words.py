"""The bulletin's sentences, made from codes and figures. Documents are Chinese whatever the reader's language."""

from decimal import ROUND_HALF_UP, Decimal

from ..choices import Kind, Lamp, Reason
from ..rules.quantity import format_quantity

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


def full_day_words(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def period_words(code: str) -> str:
    """Return a period's name: 2024-Q3 → 2024年三季度, 2024-09 → 2024年9月."""
    year, part = code.split("-")
    return f"{year}年{QUARTER_NUMERALS[int(part[1]) - 1]}季度" if part[0] == "Q" else f"{year}年{int(part)}月"


def one_decimal(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1"), ROUND_HALF_UP)).replace("-", "−")


def two_decimals(value: Decimal) -> str:
    """Return up to two decimals without trailing zeros."""
    text = f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_words(value: Decimal | None) -> str:
    return "" if value is None else f"{one_decimal(value)}%"


def signed_gap(value: Decimal | None) -> str:
    """Return a gap with its sign; an exact zero is ±0.0."""
    if value is None:
        return ""
    if value == 0:
        return "±0.0"
    return f"{'+' if value > 0 else '−'}{one_decimal(abs(value))}"


def schedule_words(gap: Decimal) -> str:
    """Return 超序时进度…, 低于序时进度… or 与序时进度持平."""
    if gap == 0:
        return "与序时进度持平"
    return f"{'超' if gap > 0 else '低于'}序时进度{two_decimals(abs(gap))}个百分点"


def judgement_words(verdict, kind: str) -> str:
    """Return the judgement after the outcome, e.g. 完成率62%,低于序时进度8个百分点; empty when there is none."""
    component = verdict.deciding
    if verdict.lamp == Lamp.GREY:
        return PENDING_WORDS.get(verdict.reason, "")
    if component is None:
        return ""
    if component.short_by is not None:
        return f"低于目标{two_decimals(component.short_by)}个百分点" if component.short_by > 0 else "达到目标"
    if component.over_by is not None:
        return f"超过上限{two_decimals(component.over_by)}个百分点" if component.over_by > 0 else "在上限以内"
    if kind != Kind.MILESTONE and verdict.attained is not None and verdict.gap is not None:
        return f"完成率{two_decimals(verdict.attained)}%,{schedule_words(verdict.gap)}"
    return ""


def office_words(verdict) -> str:
    """Return why and from which day the office's lamp is not the computed one; empty where it did not overrule."""
    if not verdict.office or verdict.office == verdict.lamp:
        return ""
    since = f"{verdict.office_since.month}月{verdict.office_since.day}日" if verdict.office_since else ""
    return f"督查室{since}认定,系统亮灯为{LAMP_WORDS[verdict.lamp]}:{verdict.office_reason}"


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
