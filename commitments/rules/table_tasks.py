"""Lines of a breakdown of tasks as tasks: the sentence that is promised, its figure, its departments, its days.

A table has no report text. The sentence is made of the table's own words: the task, and behind a colon the target where
the task does not say it. That sentence is the paragraph and the quote, so that both stay held to each other.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..choices import Kind
from .reading.targets import KEEP_WITHIN, ReadTarget, read_target
from .report.milestones import FoundMilestone, milestones_in
from .report.promised import Promised, promised_in
from .table_layout import TableLayout
from .table_lines import TableLine, day_meant, duties_named, number_of

FIGURE = re.compile(r"\d")
BARE = re.compile(r"[\d.,，]+%?")
RATE_UNITS = ("%", "个百分点", "百分点", "‰")
HUNDRED = Decimal(100)
# A kind → the word for it in a table.
KIND_CELLS = {
    Kind.FLOW: "年度流量", Kind.STOCK: "存量", Kind.RATE: "比率", Kind.CEILING: "上限", Kind.COVERAGE: "覆盖率",
    Kind.MILESTONE: "节点", Kind.QUALITATIVE: "定性",
}  # fmt: skip


@dataclass(frozen=True)
class TableTask:
    """One task of a table, by its row; `wording` is the target's part of the sentence, "" without a figure.

    `duties` holds role → names as they are written, of the `roles` the table tells of; `told_kind` is the kind a cell
    names; `figures` and `milestones` are what the sentence promises where no cell holds a figure, as in a report;
    `shares` quarter → planned share in percent. `complaints` are codes of what is odd but does not stop it: number_gap,
    due_unread, target_unread, quarters_unread, kind_unread.
    """

    row: int
    code: str
    section: str
    sentence: str
    title: str
    kind: str
    due: date | None
    duties: dict[str, list[str]]
    roles: frozenset = frozenset()
    told_kind: str = ""
    told_unit: str = ""
    leader: str = ""
    indicator: str = ""
    wording: str = ""
    unit: str = ""
    target: ReadTarget | None = None
    figures: tuple[Promised, ...] = ()
    milestones: tuple[FoundMilestone, ...] = ()
    shares: dict[int, Decimal] | None = None
    note: str = ""
    complaints: tuple[str, ...] = ()


def table_tasks(lines: list[TableLine], layout: TableLayout, year: int) -> list[TableTask]:
    """Return the lines as tasks of that year, in order."""
    return [task_of_line(line, layout, year) for line in lines]


def task_of_line(line: TableLine, layout: TableLayout, year: int) -> TableTask:
    cells = line.cells
    task = one_line(cells.get("task") or cells.get("indicator", ""))
    unit, wording = target_words(cells, layout)
    target = read_target(wording, unit, task) if wording else None
    sentence = task if not wording or wording in task else f"{task}：{wording}"
    figures = () if wording else tuple(promised_in(sentence, year))
    stones = () if wording or figures else milestones_in(sentence, year)
    due = day_meant(cells.get("due", ""), year)
    shares, unread = planned_shares(line.quarters, target)
    odd = [*line.complaints, *(["due_unread"] if cells.get("due") and due is None else ())]
    odd += ["kind_unread"] if cells.get("kind") and not kind_told(cells) else []
    odd += ["target_unread"] if target and target.value is None else []
    return TableTask(
        row=line.row, code=code_of(cells), section=one_line(line.groups[0]) if line.groups else "", sentence=sentence,
        title=task, kind=kind_of(target, unit, figures, stones), due=due, duties=(named := duties_named(line)),
        roles=roles_told(named, layout), told_kind=kind_told(cells), told_unit=one_line(cells.get("unit", "")),
        leader=one_line(cells.get("leader", "")), indicator=one_line(cells.get("indicator", "")) or task,
        wording=wording, unit=unit, target=target if target and target.value is not None else None, shares=shares,
        figures=figures, milestones=stones, note=one_line(cells.get("note", "")), complaints=(*odd, *unread),
    )  # fmt: skip


def roles_told(named: dict[str, list[str]], layout: TableLayout) -> frozenset:
    """Return the roles a table tells of: those with a column of their own, and those a cell names."""
    return frozenset(role for role, names in named.items() if names or layout.place_of(role) is not None)


def kind_told(cells: dict[str, str]) -> str:
    """Return the kind a cell names, "" where it names none."""
    return next((kind for kind, words in KIND_CELLS.items() if words == one_line(cells.get("kind", ""))), "")


def one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text).strip()


def code_of(cells: dict[str, str]) -> str:
    """Return the commitment's code a line names; a plain number is none."""
    code = cells.get("code", "")
    return "" if number_of(code) else code


def target_words(cells: dict[str, str], layout: TableLayout) -> tuple[str, str]:
    """Return (unit, words) of a line's target: the unit of its own cell, of its head, or told above for all figures;
    ("", "") where no figure stands."""
    told = one_line(cells.get("target", ""))
    if not FIGURE.search(told):
        return "", ""
    head = next((column.unit for column in layout.columns if column.meaning == "target"), "")
    own = [each.unit for each in promised_in(told)]
    unit = own[0] if own else cells.get("unit") or head or layout.unit
    bare = BARE.fullmatch(told) and unit and not told.endswith(unit)
    return unit, f"{told}{unit}" if bare else told


def kind_of(target: ReadTarget | None, unit: str, figures=(), stones=()) -> str:
    """Return the kind a task most probably is; the office looks at each."""
    if target is None or target.value is None:
        return figures[0].kind if figures else Kind.MILESTONE if stones else Kind.QUALITATIVE
    if target.direction == KEEP_WITHIN:
        return Kind.CEILING
    return Kind.RATE if unit in RATE_UNITS else Kind.FLOW


def planned_shares(quarters: dict[int, str], target: ReadTarget | None) -> tuple[dict | None, list[str]]:
    """Return quarter → share of the target in percent, and complaints; figures that fall, or do not reach the target by
    the year's end, are no path."""
    if not quarters:
        return None, []
    figures = {quarter: whole_figure(text) for quarter, text in sorted(quarters.items())}
    known = [figure for figure in figures.values() if figure is not None]
    goal = target.value if target else None
    sound = len(known) == len(quarters) and goal and known == sorted(known) and figures.get(4) == goal
    if not sound:
        return None, ["quarters_unread"]
    return {quarter: (figure / goal * HUNDRED).quantize(Decimal("0.01")) for quarter, figure in figures.items()}, []


def whole_figure(text: str) -> Decimal | None:
    """Return a cell that is nothing but a figure."""
    return Decimal(text.replace(",", "").rstrip("%")) if re.fullmatch(r"\d[\d,]*(?:\.\d+)?%?", text) else None
