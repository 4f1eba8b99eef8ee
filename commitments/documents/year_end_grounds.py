"""The arithmetic behind a class of the year-end pack, as a sentence. Chinese whatever the language."""

from ..choices import Comparator, Lamp, YearEnd
from ..models import Place
from ..rules.quantity import format_quantity
from ..rules.shares import HUNDRED
from ..rules.shown import format_share_exactly
from ..rules.year_end_explanation import ClassExplanation
from .bulletin_words import LAMP_WORDS, day_in, distance_words
from .year_end_words import measured_and_dated


def grounds_words(row) -> list[str]:
    """Return the sentence behind each target, and one for all milestones."""
    measured, dated = measured_and_dated(row)
    if not measured and not dated:
        return [said_words(component, row) for component in row.components]
    found = [ground_words(component) for component in measured]
    if len(row.components) > 1:
        found = [f"{component.label}:{words}" for component, words in zip(measured, found, strict=True)]
    return [*found, milestones_words(dated)] if dated else found


def milestones_words(components: tuple[ClassExplanation, ...]) -> str:
    """Return how many were reached in time; which ones stands in the results."""
    if len(components) == 1:
        return kept_words(components[0])
    return f"{len(components)}个节点按期达成{sum(component.code == YearEnd.MET for component in components)}个"


def kept_words(component: ClassExplanation) -> str:
    """Return whether a milestone was reached by the due day."""
    due = day_in(component.figures["due"].year, component.figures["due"])
    if component.code == YearEnd.MET:
        return f"在完成时限{due}前达成"
    if component.figures["reached"]:
        return f"晚于完成时限{due}"
    return f"截至{due}未达成" if component.code == YearEnd.NOT_MET else "尚未达成"


def said_words(component: ClassExplanation, row) -> str:
    """Return who says so where nothing is measured."""
    if component.why == "awaited":
        return MISSING_DATA_WORDS["awaited"](component)
    office = Place.objects.here().office
    if component.why == "said_done":
        return f"{office}认定完成" if row.office == Lamp.DONE else f"责任单位自评完成,{office}审核通过"
    lamp = component.figures["lamp"]
    return f"最近亮灯为{LAMP_WORDS[lamp]},由{office}认定" if lamp else f"未填报,由{office}认定"


def ground_words(component: ClassExplanation) -> str:
    """Return the arithmetic that puts a target into its class: 6,200根÷10,000根=62%,不足90%."""
    if component.why in MISSING_DATA_WORDS:
        return MISSING_DATA_WORDS[component.why](component)
    words = COMPARISON_WRITERS[component.why](component)
    return f"{words},待年终数据确认" if component.figures["early"] else words


def cutoff_words(component: ClassExplanation) -> str:
    return day_in(component.figures["due"].year, component.figures["cutoff"])


MISSING_DATA_WORDS = {
    "no_reading": lambda _component: "未填报数据",
    "awaited": lambda component: f"截至{cutoff_words(component)}的数据未出",
    "not_yet": lambda component: f"数据截至{cutoff_words(component)},年终数据未到",
    "not_comparable": lambda component: f"上报数据的单位不能换算为{component.unit},不能与目标比较",
}

FORMULA_FIGURES = ("value", "target", "baseline")


def share_words(formula: str):
    """Return the writer of a share by its formula over value, target and baseline."""

    def write(component: ClassExplanation) -> str:
        figures = component.figures
        names = (name for name in FORMULA_FIGURES if name in figures)
        told = {name: f"{format_quantity(figures[name])}{component.unit}" for name in names}
        return f"{formula.format(**told)}={format_share_exactly(figures['attained'])},{nearly_met_words(component)}"

    return write


def nearly_met_words(component: ClassExplanation) -> str:
    """Return how a share compares with the rule of the classes."""
    figures, code = component.figures, component.code
    if code == YearEnd.MET:
        below = figures["comparator"] == Comparator.ABOUT and figures["value"] < figures["target"]
        floor = f"{format_quantity(figures['floor'])}{component.unit}"
        return f"在“左右”的允许范围内(不低于{floor})" if below else "达到目标"
    if figures["comparator"] == Comparator.MORE_THAN and figures["value"] == figures["target"]:
        return "恰为目标数,未突破"
    if figures["attained"] >= HUNDRED:
        return "与目标数不符"
    return "不低于90%,未达目标" if code == YearEnd.NEARLY else "不足90%"


def class_rate_words(component: ClassExplanation) -> str:
    """Return a rate's distance in its own points; the share only decides whether it is nearly met."""
    figures = component.figures
    distance = figures["value"] - figures["target"]
    apart = f"{'高于' if distance > 0 else '低于'}目标{distance_words(abs(distance), component.unit)}"
    gap = apart if distance else "与目标持平"
    return (
        gap
        if component.code == YearEnd.MET and distance >= 0
        else f"{gap};{share_words('{value}÷{target}')(component)}"
    )


def class_ceiling_words(component: ClassExplanation) -> str:
    figures = component.figures
    value, limit = (f"{format_quantity(figures[name])}{component.unit}" for name in ("value", "target"))
    if component.code == YearEnd.MET and figures["over"] > 0:
        tolerance = distance_words(figures["tolerance"], component.unit)
        return f"{value},在“左右”的允许范围内(不超过{limit}加{tolerance})"
    if component.code == YearEnd.MET:
        return f"{value},在上限{limit}以内"
    if figures["over"] <= 0:
        return f"{value},等于上限,未低于上限"
    leeway = f"上限的十分之一({distance_words(figures['leeway'], component.unit)})"
    beyond = f"未超出{leeway}" if component.code == YearEnd.NEARLY else f"超出{leeway}"
    return f"{value},高于上限{limit},高出{distance_words(figures['over'], component.unit)},{beyond}"


def plain_words(component: ClassExplanation) -> str:
    value, target = (f"{format_quantity(component.figures[name])}{component.unit}" for name in ("value", "target"))
    return f"{value},目标{target},{'达到目标' if component.code == YearEnd.MET else '未达目标'}"


COMPARISON_WRITERS = {
    "attained_share": share_words("{value}÷{target}"),
    "attained_level": share_words("({value}−{baseline})÷({target}−{baseline})"),
    "attained_falling": share_words("({baseline}−{value})÷({baseline}−{target})"),
    "attained_inverse": share_words("{target}÷{value}"),
    "rate": class_rate_words,
    "ceiling": class_ceiling_words,
    "plain": plain_words,
}
