"""The year-end pack's words: results, classes, and the arithmetic behind a class. Chinese whatever the language."""

from decimal import Decimal

from ..choices import Comparator, DataState, Finality, Lamp, YearEnd
from ..rules.quantity import format_quantity
from ..rules.reckoning import Reckoned
from ..rules.target import HUNDRED
from .bulletin_words import LAMPS, day_words, figure_words, plain, target_words

CLASSES = {
    YearEnd.MET: "完成", YearEnd.NEARLY: "基本完成", YearEnd.NOT_MET: "未完成", YearEnd.CANNOT_BE_JUDGED: "不可比",
    YearEnd.OPEN: "未定", YearEnd.OFFICE: "待认定",
}  # fmt: skip


def class_words(code: str, provisional: bool) -> str:
    """Return the class; what rests on provisional data says so, an open class is nothing else."""
    mark = "(预计)" if provisional and code not in (YearEnd.OPEN, YearEnd.OFFICE) else ""
    return f"{CLASSES[code]}{mark}"


def number(value: Decimal) -> str:
    return format_quantity(value).replace("-", "−")


def targets_words(row) -> list[str]:
    """Return what the report promises: the targets' wording, else the milestones; a due day before the year's end."""
    found = [target_words(target) for target in row.targets]
    commitment = row.commitment
    if not found:
        found = [milestone.label for milestone in row.facts.milestones]
    early = commitment.due != commitment.plan.ends
    return [*found, *([f"完成时限:{day_words(commitment.due)}"] if early and found else [])]


def changes_words(row) -> list[str]:
    """Return the changes of the planned path; they light lamps, the class is judged by what was adopted."""
    return [f"{day_words(entry.at.date())}调整推进计划:{entry.note}" for entry in row.changes]


def results_words(row) -> list[str]:
    """Return what came of every target and milestone; what has neither is told in the report's own words."""
    several = len(row.observations) > 1
    found = [
        f"{part.label}:{result_words(observation, part.unit)}" if several else result_words(observation, part.unit)
        for part, observation in zip(row.parts, row.observations, strict=False)
    ]
    found += [reached_words(part) for part in row.parts[len(row.observations) :] if "reached" in part.figures]
    if found:
        return found
    return [row.update.narrative] if row.update else ["未填报"]


def result_words(observation, unit: str) -> str:
    """Return a figure as exactly as it was reported, with its cut-off and whether it is final."""
    if observation is None:
        return "未填报"
    if observation.state == DataState.AWAITED:
        expected = f",预计{day_words(observation.expected_on)}发布" if observation.expected_on else ""
        return f"数据未出{expected}"
    finality = "最终" if observation.finality == Finality.FINAL else "预计"
    return f"{figure_words(observation, unit)}(截至{day_words(observation.cutoff)},{finality})"


def reached_words(part: Reckoned) -> str:
    reached = part.figures["reached"]
    return f"{part.label}:{day_words(reached)}达成" if reached else f"{part.label}:未达成"


def grounds_words(row) -> list[str]:
    """Return the sentence behind each target; milestones are counted, and named only where they are not met."""
    measured, dated = row.parts[: len(row.observations)], row.parts[len(row.observations) :]
    several = len(row.parts) > 1
    found = [f"{part.label}:{ground_words(part)}" if several else ground_words(part) for part in measured]
    if dated and dated[0].why in ("reached", "not_reached"):
        return [*found, milestones_words(dated)]
    return [*found, *(said_words(part, row) for part in dated)]


def milestones_words(parts: tuple[Reckoned, ...]) -> str:
    met = sum(part.code == YearEnd.MET for part in parts)
    begun = f"{len(parts)}个节点按期达成{met}个"
    rest = [f"{part.label}{missed_words(part)}" for part in parts if part.code != YearEnd.MET]
    return f"{begun};{'、'.join(rest)}" if rest else begun


def missed_words(part: Reckoned) -> str:
    if part.figures["reached"]:
        return f"晚于完成时限{day_words(part.figures['due'])}"
    return "未达成" if part.code == YearEnd.NOT_MET else "尚未达成"


def said_words(part: Reckoned, row) -> str:
    """Return who says so where nothing is measured."""
    if part.why == "said_done":
        who = "督查室认定完成" if row.office == Lamp.DONE else "责任单位自评完成,督查室审核通过"
        return f"无量化目标和节点,{who}"
    lamp = part.figures["lamp"]
    return f"无量化目标和节点,最近亮灯为{LAMPS[lamp]},由督查室认定" if lamp else "无量化目标和节点,由督查室认定"


def ground_words(part: Reckoned) -> str:
    """Return the arithmetic that puts a target into its class: 6,200根÷10,000根=62%,不足90%."""
    if part.why in MISSING:
        return MISSING[part.why](part)
    words = COMPARED[part.why](part)
    return f"{words},待年终数据确认" if part.figures["early"] else words


MISSING = {
    "no_reading": lambda _part: "未填报数据",
    "awaited": lambda part: f"截至{day_words(part.figures['cutoff'])}的数据未出",
    "not_yet": lambda part: f"数据截至{day_words(part.figures['cutoff'])},年终数据未到",
    "not_comparable": lambda part: f"上报数据的单位不能换算为{part.unit},不能与目标比较",
}


def share_words(formula: str):
    """Return the writer of a share by its formula over value, target and baseline."""

    def write(part: Reckoned) -> str:
        figures = part.figures
        told = {name: f"{number(figures[name])}{part.unit}" for name in ("value", "target", "baseline") if name in figures}
        return f"{formula.format(**told)}={plain(figures['attained'])}%,{verdict_words(part)}"

    return write


def verdict_words(part: Reckoned) -> str:
    """Return how a share compares with the rule of the classes."""
    figures, code = part.figures, part.code
    if code == YearEnd.MET:
        below = figures["comparator"] == Comparator.ABOUT and figures["value"] < figures["target"]
        return f"在“左右”的允许范围内(不低于{number(figures['floor'])}{part.unit})" if below else "达到目标"
    if figures["comparator"] == Comparator.MORE_THAN and figures["value"] == figures["target"]:
        return "恰为目标数,未突破"
    if figures["attained"] >= HUNDRED:
        return "与目标数不符"
    return "不低于90%,未达目标" if code == YearEnd.NEARLY else "不足90%"


def rate_words(part: Reckoned) -> str:
    """Return a rate's distance in its own points; the share only decides whether it is nearly met."""
    figures = part.figures
    distance, points = figures["value"] - figures["target"], "个百分点" if part.unit == "%" else part.unit
    if distance == 0:
        gap = "与目标持平"
    else:
        gap = f"{'高于' if distance > 0 else '低于'}目标{number(abs(distance))}{points}"
    return gap if part.code == YearEnd.MET and distance >= 0 else f"{gap};{share_words('{value}÷{target}')(part)}"


def ceiling_words(part: Reckoned) -> str:
    figures = part.figures
    value, limit = (f"{number(figures[name])}{part.unit}" for name in ("value", "target"))
    if part.code == YearEnd.MET:
        return f"{value},在上限{limit}以内"
    if figures["over"] <= 0:
        return f"{value},等于上限,未低于上限"
    leeway = f"上限的十分之一({number(figures['leeway'].normalize())}{part.unit})"
    beyond = f"未超出{leeway}" if part.code == YearEnd.NEARLY else f"超出{leeway}"
    return f"{value},高于上限{limit},高出{number(figures['over'])}{part.unit},{beyond}"


def plain_words(part: Reckoned) -> str:
    value, target = (f"{number(part.figures[name])}{part.unit}" for name in ("value", "target"))
    return f"{value},目标{target},{'达到目标' if part.code == YearEnd.MET else '未达目标'}"


COMPARED = {
    "attained_share": share_words("{value}÷{target}"),
    "attained_level": share_words("({value}−{baseline})÷({target}−{baseline})"),
    "attained_falling": share_words("({baseline}−{value})÷({baseline}−{target})"),
    "attained_inverse": share_words("{target}÷{value}"),
    "rate": rate_words,
    "ceiling": ceiling_words,
    "plain": plain_words,
}
