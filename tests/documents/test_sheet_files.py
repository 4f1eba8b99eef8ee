"""Spreadsheets people bring: read as they are shown, refused in words where they must not be opened."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from commitments.documents import sheet_files
from commitments.documents.sheet_files import pasted_sheet, read_sheets
from commitments.documents.sheet_words import SHEET_WORDS, sheet_refusal
from commitments.documents.unfit import Unfit


def book(*rows, merged=(), formats=()):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for cells in merged:
        made.active.merge_cells(cells)
    for cell, number_format in formats:
        made.active[cell].number_format = number_format
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(Unfit) as caught:
        read_sheets(content)
    assert sheet_refusal(caught.value)
    return caught.value.code


def test_cells_are_read_as_they_are_shown():
    day = datetime.date(2025, 12, 1)
    content = book([0.055, 12000, 120.5, day, day], formats=[("A1", "0.0%"), ("E1", 'yyyy"年"m"月"')])
    assert read_sheets(content)[0].rows == [["5.5%", "12000", "120.5", "2025-12-01", "2025年12月"]]


def test_merged_cells_are_named_by_their_corners():
    sheet = read_sheets(book(["类别", "任务"], ["项目", "甲"], ["", "乙"], merged=["A2:A3"]))[0]
    assert sheet.merged == [((1, 0), (2, 0))]


def test_hidden_and_empty_sheets_are_left_out():
    made = Workbook()
    made.active.append(["任务"])
    for title, state in (("备份", "hidden"), ("空白", "visible")):
        made.create_sheet(title).sheet_state = state
    made["备份"].append(["旧任务"])
    out = io.BytesIO()
    made.save(out)
    assert [sheet.name for sheet in read_sheets(out.getvalue())] == [made.active.title]


def test_what_is_no_spreadsheet_is_refused_in_words():
    with_macro = io.BytesIO(book(["任务"]))
    with zipfile.ZipFile(with_macro, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    assert refused(b"%PDF-1.7") == "mismatch"
    assert refused(with_macro.getvalue()) == "macro"
    assert refused(book(["任务"])[:-200]) == "damaged"
    assert refused(book()) == "empty"


def test_what_is_larger_than_any_plan_is_refused(monkeypatch):
    monkeypatch.setattr(sheet_files, "MOST_ROWS", 2)
    assert refused(book(["任务"], ["甲"], ["乙"])) == "too_long"
    monkeypatch.setattr(sheet_files, "MOST_BYTES", 100)
    assert refused(book(["任务"])) == "too_large"


def test_every_refusal_has_its_words():
    assert all(str(words) for words in SHEET_WORDS.values())
    assert {"too_large", "mismatch", "macro", "encrypted", "damaged", "swollen", "crowded"} < set(SHEET_WORDS)


def test_a_pasted_table_is_a_sheet_too():
    assert pasted_sheet("序号\t任务\n1\t建成产业园").rows == [["序号", "任务"], ["1", "建成产业园"]]


def test_the_command_prints_columns_and_lines(tmp_path, capsys):
    file = tmp_path / "任务.xlsx"
    file.write_bytes(
        book(["2025年任务分解表"], ["序号", "任务", "牵头单位", "时限"], [1, "建成产业园", "区发改局", "6月"])
    )
    call_command("read_table", file)
    told = capsys.readouterr().out
    assert '"due": "2025-06-30"' in told
    assert '"lead": ["区发改局"]' in told
    file.write_bytes(b"no table")
    with pytest.raises(CommandError):
        call_command("read_table", file)


def test_spreadsheets_are_read_by_the_parser_that_refuses_entities():
    assert openpyxl.DEFUSEDXML
    assert not openpyxl.LXML
