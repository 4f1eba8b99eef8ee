"""The ledger as a spreadsheet: texts stay texts, whatever somebody wrote into them."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from commitments.documents.ledger_workbook import LEDGER_COLUMNS, csv_bytes, ledger_sheet, sheet_columns, xlsx_bytes
from commitments.documents.worksheets import SheetFigure, sheet_share, workbook_of
from commitments.workflow.reports import moves
from tests.world import TODAY, make_approved, make_update, moment

HEADINGS = [heading for heading, _width in LEDGER_COLUMNS.values()]


def sheet(*texts) -> list[list]:
    """Return one row for each text, which stands in the second column."""
    return [[str(number), text, *[""] * (len(LEDGER_COLUMNS) - 2)] for number, text in enumerate(texts, 1)]


def book(rows):
    return load_workbook(io.BytesIO(xlsx_bytes(rows, "台账"))).active


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_looks_like_a_formula_is_neutral_in_csv(start):
    text = csv_bytes(sheet(f"{start}1+1")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1][1] == f"'{start}1+1"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_text_that_looks_like_a_formula_is_a_text_in_xlsx(start):
    cell = book(sheet(f"{start}1+1"))["B2"]
    assert (cell.value, cell.data_type) == (f"{start}1+1", "s")


def test_csv_opens_as_utf_8_in_office_programs():
    assert csv_bytes([]).startswith(b"\xef\xbb\xbf")


def test_both_begin_with_the_columns_staff_know():
    assert csv_bytes([]).decode("utf-8-sig").strip().split(",") == HEADINGS
    active = book([])
    assert [cell.value for cell in active[1]] == HEADINGS
    assert active.freeze_panes == "A2"


def test_control_characters_from_a_paste_do_not_stop_the_workbook():
    assert book(sheet("修路\x0b架桥\x00"))["B2"].value == "修路架桥"


def test_a_row_says_what_was_approved(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    (row,) = ledger_sheet(cast.plan, [cast.commitment.pk], TODAY)
    said = dict(zip(HEADINGS, map(str, row), strict=True))
    assert (said["编号"], said["工作任务"], said["牵头单位"]) == ("4-1-1", "新增新能源充电桩1万根", "区建设局")
    assert (said["进展情况"], said["完成率"], said["亮灯"]) == ("按计划推进。", "62.0%", "正常")
    assert (said["存在问题"], said["下一步"]) == ("进度偏慢。", "加快推进。")


def test_figures_are_figures_and_days_are_days(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    active = book(ledger_sheet(cast.plan, [cast.commitment.pk], TODAY))
    cells = {head.value: cell for head, cell in zip(active[1], active[2], strict=True)}
    assert [cells[name].value for name in ("实绩", "完成率", "应达", "序时差（百分点）")] == [6200, 0.62, 0.7, -8]
    assert [cells[name].number_format for name in ("完成率", "序时差（百分点）")] == ["0.0%", "+0.0;−0.0;±0.0"]
    due = cells["完成时限"]
    assert (due.value, due.number_format) == (datetime.fromisoformat("2024-12-31"), "yyyy-mm-dd")


def test_the_sheet_is_ready_to_print():
    active = book(sheet("一", "二"))
    assert (active.page_setup.orientation, active.page_setup.paperSize) == ("landscape", 8)
    assert (active.page_setup.fitToWidth, active.page_setup.fitToHeight) == (1, 0)
    assert (active.print_title_rows, active.auto_filter.ref) == ("$1:$1", "A1:S3")
    assert "&P" in active.oddFooter.center.text


@pytest.mark.parametrize(
    ("shown", "format_", "value"),
    [("62.0%", "0.0%", "0.62"), ("99.96%", "0.00%", "0.9996"), ("−11.11%", "0.00%", "-0.1111"),
     ("1,234.5%", "0.0%", "12.345"), ("12%", "0%", "0.12")],
)  # fmt: skip
def test_a_share_keeps_what_is_shown_of_it(shown, format_, value):
    assert sheet_share(shown) == (shown, Decimal(value), format_)


def test_the_sheet_has_the_columns_of_the_page_and_all_of_them_when_asked():
    usual = ["target", "lead", "progress", "actual", "attained", "gap", "lamp", "updated"]
    assert sheet_columns(usual) == [
        "code", "title", "target", "lead", "actual", "unit", "attained", "expected", "gap", "lamp", "updated",
        "narrative",
    ]  # fmt: skip
    assert sheet_columns(["leader"]) == ["code", "title", "leader"]


def test_what_was_sent_but_not_approved_is_not_in_it(cast):
    update = make_update(cast.commitment, cast.reporter, value="9900", narrative="尚未审核的话。")
    moves.send_report(update, by=cast.reporter, at=moment())
    (row,) = ledger_sheet(cast.plan, [cast.commitment.pk], TODAY)
    assert "新增新能源充电桩1万根" in row
    assert "尚未审核的话" not in str(row)
    assert "99.0%" not in [*map(str, row)]


def test_every_kind_of_value_is_read_back_as_it_was_written():
    texts = ["=1+1", "<a>&\"'", " 两端空白 ", "一\n二", "]]>", "</sheetData>", "_x0041_", ""]
    figures = [SheetFigure("1.50", Decimal("1.50"), "0.00"), 7, date(2024, 2, 29), None]
    row = [*texts, "a\x07b", *figures]
    content = workbook_of(
        {"甲": ([(f"列{n}", 9) for n, _value in enumerate(row)], [row, row]), "乙": ([("x", 9)], [["尾"]])}, "题"
    )
    read = load_workbook(io.BytesIO(content))
    (cells,) = read["甲"].iter_rows(min_row=3, max_row=3)
    day = datetime.fromisoformat("2024-02-29")
    assert [cell.value for cell in cells] == [*texts[:-1], None, "ab", 1.5, 7, day, None]
    assert {cell.data_type for cell in cells[: len(texts) - 1]} == {"s"}
    assert [cell.number_format for cell in cells[-4:-1]] == ["0.00", "General", "yyyy-mm-dd"]
    assert all(cell.alignment.wrap_text and cell.alignment.vertical == "top" for cell in cells)
    assert read["乙"]["A2"].value == "尾"
