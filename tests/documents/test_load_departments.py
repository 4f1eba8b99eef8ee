"""Departments come in by a table, all of it or nothing, and the table given back comes in unchanged."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from commitments.documents.departments_table import departments_table, read_departments_table
from commitments.models import Department, HistoryEntry
from commitments.workflow.accounts.department_list import department_changes, take_in_departments
from commitments.workflow.refusals import Refused
from tests.world import TODAY, make_department, moment

HEADS = "代码,全称,简称,类别,排序,启用日,终止日,承接单位\n"
NEW = "ZGJ,武昌区住房和城市更新局,区住更局,部门,3,2025-01-01,,\n"
ENDS = "JSJ,武昌区建设局,区建设局,部门,1,,2024-12-31,区住更局\n"


@pytest.fixture
def load(tmp_path, capsys):
    """Return what loads a table and gives back what was said."""

    def loaded(text: str | bytes, *asked) -> str:
        path = tmp_path / "table.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("load_departments", str(path), *asked)
        return capsys.readouterr().out

    return loaded


def codes(text: str) -> list:
    """Return the reasons for which the lines of a table are forbidden."""
    rows, errors = read_departments_table((HEADS + text).encode())
    assert rows
    assert not errors
    return [reason for change in department_changes(rows, TODAY) for reason in change.reasons]


def workbook(text: str) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["武昌区单位名录"])
    for row in csv.reader(text.splitlines()):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


FORMS = {
    "utf-8": (HEADS + NEW).encode(), "utf-8-sig": (HEADS + NEW).encode("utf-8-sig"),
    "gb18030": (HEADS + NEW).encode("gb18030"), "tabs": (HEADS + NEW).replace(",", "\t").encode(),
    "xlsx": workbook(HEADS + NEW),
    "codes": b"kind,code,short_name,name,order,valid_from\ndepartment,ZGJ,"
    + "区住更局,武昌区住房和城市更新局,3,2025/1/1\n".encode(),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_a_table_comes_in_as_offices_save_it(form, load):
    load(FORMS[form])
    found = Department.objects.get(code="ZGJ")
    assert (found.name, found.short_name, found.kind, found.order, found.valid_from, found.valid_to) == (
        "武昌区住房和城市更新局", "区住更局", "department", 3, datetime.date(2025, 1, 1), None,
    )  # fmt: skip


@pytest.mark.django_db
def test_a_check_says_what_would_be_done_and_does_nothing(load):
    assert "区住更局" in load(HEADS + NEW, "--check")
    assert not Department.objects.exists()
    assert not HistoryEntry.objects.exists()


def test_the_same_table_twice_changes_nothing(cast, load):
    load(HEADS + NEW + ENDS)
    before = HistoryEntry.objects.count()
    assert before == 2
    load(HEADS + NEW + ENDS)
    assert HistoryEntry.objects.count() == before


def test_a_department_with_duties_ends_with_a_day_and_a_successor_and_both_are_kept(cast, load):
    said = load(HEADS + ENDS + NEW)
    ended = Department.objects.get(code="JSJ")
    assert (str(ended.valid_to), ended.successor.code) == ("2024-12-31", "ZGJ")
    entry = HistoryEntry.objects.get(action="department_change")
    assert (entry.before["valid_to"], entry.after["valid_to"], entry.after["successor"]) == ("", "2024-12-31", "ZGJ")
    assert "2024-12-31" in said
    assert Department.objects.on(datetime.date(2024, 12, 31)).filter(code="JSJ").exists()


def test_what_the_table_does_not_name_stays_and_is_told(cast, load):
    assert "区建设局" in load(HEADS + NEW)
    assert Department.objects.get(code="JSJ").valid_to is None


REFUSED = {
    "JSJ,武昌区建设局,区建设局,部门,1,,2024-12-31,": ("successor", "required"),
    "JSJ,武昌区建设局,区建设局,部门,1,,2024-12-31,没有的局": ("successor", "unknown"),
    "JSJ,武昌区建设局,区建设局,部门,1,,2023-12-31,JYJ": ("valid_to", "duties_after"),
    "JSJ,武昌区建设局,区建设局,部门,1,,2024-10-23,JYJ": ("valid_to", "duties_left"),
    "JSJ,武昌区建设局,区建设局,部门,1,2024-06-01,,": ("valid_from", "duties_before"),
    "JSJ,武昌区建设局,区建设局,部门,1,,,JYJ": ("valid_to", "required"),
    "JSJ,武昌区建设局,区建设局,部门,1,,2024-12-31,JSJ": ("successor", "circle"),
    "JYJ,武昌区教育局,区教育局,部门,1,2025-01-01,2024-01-01,": ("valid_to", "before_start"),
    "JYJ,武昌区建设局,区教育局,部门,1,,,": ("name", "taken"),
    "JYJ,武昌区教育局,区建设局,部门,1,,,": ("short_name", "taken"),
    "X,甲局,甲局,部门,1,,,\nX,乙局,乙局,部门,2,,,": ("code", "repeated"),
    "JSJ,武昌区建设局,区建设局,部门,1,,2024-12-31,X\nX,甲局,甲局,部门,1,2025-03-01,,": ("successor", "not_there"),
    "X,甲局,甲局,部门,1,,2024-12-31,Y\nY,乙局,乙局,部门,1,,2024-12-31,X": ("successor", "circle"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_line_that_cannot_stand_is_named_with_its_reason(cast, text):
    assert REFUSED[text] in codes(text)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A B,甲局,甲局,部门,1,,,", "A B"), ("A,甲局,甲局,公司,1,,,", "公司"), ("A,甲局,甲局,部门,x,,,", "x"),
        ("A,甲局,甲局,部门,1,2024-02-30,,", "2024-02-30"), ("A,,甲局,部门,1,,,", "全称"),
        ("A,甲局,甲局,部门,40000,,,", "40000"), ("A,甲局,甲局,部门,1,,,,多", ""),
        ("A,甲\u202e局,甲局,部门,1,,,", "全称"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_told_with_its_number(line, said):
    rows, (error,) = read_departments_table((HEADS + NEW + line + "\n").encode())
    assert (error.line, [row.code for row in rows]) == (3, ["ZGJ"])
    assert said in error.message


@pytest.mark.parametrize("data", [b"\xff\xff\x00", b"", "代码,全称\n".encode(), b"PK\x03\x04 no workbook", b'a,"b'])
def test_what_is_no_table_of_departments_is_told(data):
    rows, errors = read_departments_table(data)
    assert rows == []
    assert errors[0].message


def test_one_bad_line_keeps_all_others_out(cast, load):
    with pytest.raises(CommandError):
        load(HEADS + NEW + "JYJ,武昌区建设局,区教育局,部门,1,,,\n")
    with pytest.raises(CommandError):
        load(HEADS + NEW + "A,甲局,甲局,公司,1,,,\n")
    assert not Department.objects.filter(code="ZGJ").exists()
    assert not HistoryEntry.objects.exists()


def test_two_departments_exchange_their_names(cast, load):
    load(HEADS + "JSJ,武昌区教育局,区教育局,部门,1,,,\nJYJ,武昌区建设局,区建设局,部门,2,,,\n")
    assert dict(Department.objects.values_list("code", "short_name")) == {"JSJ": "区教育局", "JYJ": "区建设局"}


def test_without_a_place_in_the_order_a_new_department_comes_last(cast, load):
    Department.objects.filter(code="JSJ").update(order=7)
    load("代码,全称,简称,类别\nJSJ,武昌区建设局,区建设局,部门\nX,甲局,甲局,街道\n")
    assert dict(Department.objects.values_list("code", "order")) == {"JYJ": 0, "JSJ": 7, "X": 8}


def test_the_table_given_back_comes_in_unchanged(cast, load, tmp_path):
    load(HEADS + ENDS + NEW)
    make_department("JD", "中南路街道", kind="street", order=9)
    call_command("load_departments", str(tmp_path / "out.csv"), "--export")
    rows, errors = read_departments_table((tmp_path / "out.csv").read_bytes())
    assert errors == []
    assert {change.outcome for change in department_changes(rows, TODAY)} == {"unchanged"}
    assert len(rows) == 4


def test_an_export_never_writes_over_a_file(cast, load):
    with pytest.raises(CommandError):
        load(HEADS + NEW, "--export")
    assert b"JSJ" in departments_table(Department.objects.select_related("successor"))


@pytest.mark.parametrize("name", ["supervisor", "security_admin", "auditor", "reporter", "leader"])
def test_only_the_system_administrator_keeps_departments(cast, name):
    rows, _errors = read_departments_table((HEADS + NEW).encode())
    with pytest.raises(Refused):
        take_in_departments(rows, by=getattr(cast, name), at=moment())
    take_in_departments(rows, by=cast.system_admin, at=moment())
    assert HistoryEntry.objects.get().actor == cast.system_admin
