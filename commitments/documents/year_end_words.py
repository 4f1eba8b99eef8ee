"""The year-end pack's words for promises, results and classes. Chinese whatever the language."""

from ..choices import DataState, Finality, YearEnd
from ..rules.year_end_explanation import ClassExplanation
from .bulletin_words import awaited_words, day_in, figure_words, full_day_words, target_words

CLASS_WORDS = {
    YearEnd.MET: "完成", YearEnd.NEARLY: "基本完成", YearEnd.NOT_MET: "未完成", YearEnd.CANNOT_BE_JUDGED: "不可比",
    YearEnd.OPEN: "未定", YearEnd.OFFICE: "待认定",
}  # fmt: skip


def class_words(code: str, provisional: bool) -> str:
    """Return the class; what rests on provisional data says so, an open class is nothing else."""
    mark = "(预计)" if provisional and code not in (YearEnd.OPEN, YearEnd.OFFICE) else ""
    return f"{CLASS_WORDS[code]}{mark}"


def targets_words(row) -> list[str]:
    """Return what the report promises: the targets' wording, else the milestones; a due day before the year's end."""
    found = [target_words(target) for target in row.targets]
    commitment = row.commitment
    if not found:
        found = [milestone.label for milestone in row.facts.milestones]
    early = commitment.due != commitment.plan.ends
    return [*found, *([f"完成时限:{full_day_words(commitment.due)}"] if early and found else [])]


def changes_words(row) -> list[str]:
    """Return the changes of the trajectory; they light lamps, the class is judged by what was adopted."""
    return [f"{full_day_words(entry.at.date())}调整推进计划:{entry.note}" for entry in row.changes]


def results_words(row) -> list[str]:
    """Return what came of every target and milestone; what has neither is told in the report's own words."""
    measured, dated = measured_and_dated(row)
    year = row.commitment.plan.year
    pairs = zip(measured, row.observations, strict=True)
    found = [result_words(observation, component.unit, year) for component, observation in pairs]
    found += [reached_words(component, year) for component in dated]
    if not found:
        return unmeasured_words(row, year)
    return with_labels(row, found)


def unmeasured_words(row, year: int) -> list[str]:
    """Return what the newest report says in its own words, and when data that is not published is expected."""
    if not row.update:
        return ["未填报"]
    expected = row.facts.data_expected
    return [row.update.narrative, *([awaited_words(expected, year)] if expected else [])]


def measured_and_dated(row) -> tuple[tuple, tuple]:
    """Return the components that are measured and those that are dated; neither of what only the department says."""
    count = len(row.observations)
    return row.components[:count], tuple(
        component for component in row.components[count:] if "reached" in component.figures
    )


def with_labels(row, said: list[str]) -> list[str]:
    """Return what is said of each component, with its name where there are several."""
    if len(said) == 1:
        return said
    return [f"{component.label}:{words}" for component, words in zip(row.components, said, strict=True)]


def result_words(observation, unit: str, year: int) -> str:
    """Return a figure as exactly as it was reported, with its cut-off and whether it is final."""
    if observation is None:
        return "未填报"
    if observation.state == DataState.AWAITED:
        return awaited_words(observation.expected_on, year)
    finality = "最终" if observation.finality == Finality.FINAL else "预计"
    return f"{figure_words(observation, unit)}(截至{day_in(year, observation.cutoff)},{finality})"


def reached_words(component: ClassExplanation, year: int) -> str:
    reached = component.figures["reached"]
    return f"{day_in(year, reached)}达成" if reached else "未达成"
