"""The desk's items as lines of a sheet: what stands in each cell now, and which of them can be filled in."""

from ...choices import Kind
from ...documents.bulletin_words import LAMP_WORDS, period_words, target_words
from ...documents.department_workbook import department_workbook
from ...rules.filled_sheet import OF_A_FIGURE
from ...workflow.reports.drafts import TEXTS
from .forms import item_initial
from .item import DeskItem, figure_as_typed
from .query import Desk

TICKED = "是"


def desk_workbook(found: Desk) -> bytes:
    """Return what the department owes in the desk's period as a workbook to be filled in."""
    title = f"{found.department.name} {period_words(found.period.code)}任务填报表"
    lines = [line for item in found.items for line in lines_of(item)]
    return department_workbook(title, lines, sheet_facts(found))


def sheet_facts(found: Desk) -> dict[str, str]:
    """Return whose and of when the sheet is; it comes back to no other desk."""
    return {"plan": found.plan.key, "period": found.period.code, "department": found.department.code}


def lines_of(item: DeskItem) -> list[dict]:
    """Return one line for each of the item's figures, one where it has none; its texts stand in the first."""
    previous = {row.indicator_id: row for row in item.previous.observations.all()} if item.previous else {}
    lines = []
    for place, indicator in enumerate(item.entered or [None]):
        told = previous.get(indicator.pk) if indicator else None
        cells = cells_of(item, indicator, is_first=place == 0)
        lines.append({
            "code": item.commitment.code, "quote": item.commitment.quote, "standing": standing_words(item),
            "indicator": indicator.name if indicator else "", "unit": indicator.unit if indicator else "",
            "target": "、".join(target_words(each) for each in item.targets if indicator in (None, each.indicator)),
            "previous": figure_as_typed(told) if told and told.value is not None else "",
            "open": tuple(cells) if item.writable else (), **cells,
        })  # fmt: skip
    return lines


def cells_of(item: DeskItem, indicator, *, is_first: bool) -> dict[str, str]:
    """Return name → text of the cells of a line that can be filled in, as the draft has them."""
    said, cells = item_initial(item), {}
    if indicator is not None:
        pk = indicator.pk
        cells = {
            "figure": said.get(f"figure_{pk}", ""), "expected": day_text(said.get(f"expected_{pk}")),
            "provisional": TICKED if said.get(f"provisional_{pk}") else "",
        }  # fmt: skip
    if not is_first:
        return cells
    if item.commitment.kind == Kind.QUALITATIVE and indicator is None:
        cells["expected"] = day_text(said.get("data_expected"))
    cells |= {name: said.get(name, "") for name in TEXTS}
    lamp = said.get("self_lamp", "")
    cells |= {"self_lamp": str(LAMP_WORDS.get(lamp, "")), "cutoff": day_text(said.get("cutoff"))}
    return cells | ({"forecast": said.get("forecast", "")} if item.targets else {})


def day_text(day) -> str:
    return day.isoformat() if day else ""


def standing_words(item: DeskItem) -> str:
    """Return how the report stands, in the word of the sheet's column."""
    if item.update is None:
        return "未填"
    if not item.writable:
        return "已报送"
    return "退回" if item.came_back else "草稿"


def box_of(name: str, indicator) -> str:
    """Return the name of the form's box that a cell of that name goes to."""
    if name in OF_A_FIGURE and indicator is not None:
        return f"{name}_{indicator.pk}"
    return "data_expected" if name == "expected" else name
