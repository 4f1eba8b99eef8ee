"""The ledger as a spreadsheet: texts stay texts, whatever somebody wrote into them."""

import csv
import io

import pytest
from openpyxl import load_workbook

from commitments.documents.ledger_workbook import LEDGER_COLUMNS, csv_bytes, ledger_sheet, xlsx_bytes
from commitments.workflow.reports import moves
from tests.world import TODAY, make_approved, make_update, moment

HEADINGS = [name for name, _width in LEDGER_COLUMNS]


def sheet(*texts) -> list[list]:
    """Return one row for each text, which stands in the second column."""
    return [[number, text, *[""] * (len(LEDGER_COLUMNS) - 2)] for number, text in enumerate(texts, 1)]


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
    said = dict(zip(HEADINGS, row, strict=True))
    assert (said["序号"], said["工作任务"], said["牵头单位"]) == (1, "新增新能源充电桩1万根", "区建设局")
    assert (said["进展情况"], said["完成率"], said["亮灯"]) == ("按计划推进。", "62.0%", "正常")
    assert (said["存在问题"], said["下一步"]) == ("进度偏慢。", "加快推进。")


def test_what_was_sent_but_not_approved_is_not_in_it(cast):
    update = make_update(cast.commitment, cast.reporter, value="9900", narrative="尚未审核的话。")
    moves.send_report(update, by=cast.reporter, at=moment())
    (row,) = ledger_sheet(cast.plan, [cast.commitment.pk], TODAY)
    assert "新增新能源充电桩1万根" in row
    assert "尚未审核的话" not in str(row)
    assert "99.0%" not in str(row)
