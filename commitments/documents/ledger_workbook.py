"""The ledger as a spreadsheet: rows in, xlsx or CSV out; no cell is ever a formula."""

import csv
import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ..choices import Lamp
from ..models import Target
from ..workflow.judgement import assessment
from . import bulletin_words as words

LEDGER_COLUMNS = (
    ("序号", 6), ("工作任务", 40), ("目标值", 16), ("牵头单位", 14), ("责任单位", 20), ("分管领导", 14),
    ("完成时限", 12), ("进展情况", 60), ("完成率", 10), ("亮灯", 8), ("存在问题", 30), ("下一步", 30),
)  # fmt: skip
# Office programs read full-width signs as formulas too.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def ledger_sheet(plan, ids: list[int], on) -> list[list]:
    """Return one list of twelve values per commitment of `ids`, in their order; only approved facts of the day."""
    verdicts = assessment.verdicts_on(plan, on)
    found = plan.commitments.filter(pk__in=ids).with_people(plan.day_of(on)).select_related("leader")
    rows = found.prefetch_related("duties__department__leader").in_bulk()
    updates = {update.pk: update for update in assessment.updates_behind(verdicts.values())}
    targets = {}
    for target in Target.objects.filter(commitment__in=ids).order_by("pk"):
        targets.setdefault(target.commitment_id, []).append(words.target_words(target))
    return [
        ledger_line(number, rows[pk], verdicts[pk], updates.get(verdicts[pk].update_id), targets.get(pk, ()))
        for number, pk in enumerate(ids, 1)
    ]


def ledger_line(number: int, commitment, verdict, update, targets) -> list:
    """Return a commitment's values in the columns' order."""
    leader = commitment.leader_in_charge
    share = verdict.told_share if verdict.official != Lamp.GREY else None
    return [
        number, commitment.quote, "、".join(targets), commitment.lead.short_name if commitment.lead else "",
        "、".join(department.short_name for department in commitment.responsible[1:]), leader.name if leader else "",
        commitment.due.isoformat(), update.narrative if update else "", words.percent_words(share),
        words.LAMP_WORDS[verdict.official], update.problems if update else "", update.next_steps if update else "",
    ]  # fmt: skip


def harmless_text(value):
    """Return a text that no program reading CSV takes for a formula; other values as they are."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def csv_bytes(rows: list[list]) -> bytes:
    """Return the rows under their headings as CSV in UTF-8 with a byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(name for name, _width in LEDGER_COLUMNS)
    writer.writerows([harmless_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(rows: list[list], title: str) -> bytes:
    """Return the rows as a workbook with a frozen heading; every text cell is a text."""
    return workbook_of({"台账": (LEDGER_COLUMNS, rows)}, title)


def workbook_of(sheets: dict[str, tuple], title: str) -> bytes:
    """Return a workbook of `sheets`, name → (columns, rows), each under its frozen headings."""
    book = Workbook(write_only=True)
    book.properties.title = title
    for name, (columns, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, (_heading, width) in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([sheet_cell(sheet, heading, bold=True) for heading, _width in columns])
        for row in rows:
            sheet.append([sheet_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_cell(sheet, value, bold: bool = False) -> WriteOnlyCell:
    """Return a wrapped cell; a text keeps its type whatever it looks like."""
    if not isinstance(value, str):
        made = WriteOnlyCell(sheet, value=value)
    else:
        # A workbook cannot hold control characters.
        made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        made.data_type = "s"
    made.alignment = Alignment(wrap_text=True, vertical="top")
    made.font = Font(bold=bold)
    return made
