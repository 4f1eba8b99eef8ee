"""The departments come in by a table that is looked at first: line by line, all or nothing, and safely."""

import datetime
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commitments.models import Department, HistoryEntry
from tests.hostile.forms import forms_of
from tests.world import TODAY, form_key, make_department

pytestmark = pytest.mark.django_db
HEADS = "代码,全称,简称,类别,排序,启用日,终止日,承接单位\n"
NEW = "ZGJ,武昌区住房和城市更新局,区住更局,部门,3,2025-01-01,,\n"
ENDS = "JSJ,武昌区建设局,区建设局,部门,1,,2024-12-31,区住更局\n"


@pytest.fixture
def keeper(cast, client):
    client.force_login(cast.system_admin)
    return cast.system_admin


def look(client, text, name="单位.csv"):
    """Return the page that says what the table, as a file or pasted, would change."""
    if isinstance(text, bytes):
        return client.post(reverse("departments_look"), {"file": SimpleUploadedFile(name, text)})
    return client.post(reverse("departments_look"), {"pasted": text})


def write(client, page, **said):
    """Return the answer to taking in what the page shows."""
    text = page.content.decode()
    form = next(form for form in forms_of(text, "/") if form.name == "departments_write")
    return client.post(reverse("departments_write"), form.data | {"key": form_key()} | said)


def workbook(text: str) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in text.splitlines():
        book.active.append(row.split(","))
    book.save(out)
    return out.getvalue()


FORMS = {
    "pasted": (HEADS + NEW).replace(",", "\t"), "utf-8": (HEADS + NEW).encode("utf-8-sig"),
    "gb18030": (HEADS + NEW).encode("gb18030"), "xlsx": workbook(HEADS + NEW),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_looked_at_and_then_taken_in(client, keeper, form):
    page = look(client, FORMS[form], "单位.xlsx" if form == "xlsx" else "单位.csv")
    assert "武昌区住房和城市更新局" in page.content.decode()
    assert not Department.objects.filter(code="ZGJ").exists()
    assert write(client, page).url == reverse("departments")
    assert Department.objects.get(code="ZGJ").valid_from == datetime.date(2025, 1, 1)
    assert HistoryEntry.objects.get(action="department_add").actor == keeper


def test_the_difference_to_what_stands_is_shown_with_the_duties_left(client, keeper):
    page = look(client, HEADS + ENDS + NEW).content.decode()
    assert "终止日: — → 2024-12-31" in page
    assert "承接单位: — → ZGJ" in page
    assert "尚有1项任务待交接" in page
    assert "区教育局" in page.partition("名录中没有，保持不变")[2]


def test_every_line_that_stops_the_table_is_named_and_nothing_is_written(client, keeper):
    page = look(client, HEADS + NEW + "A,甲局,甲局,公司,1,,,\nJYJ,武昌区建设局,区教育局,部门,2,,,\n")
    text = page.content.decode()
    assert all(found in text for found in ("第3行", "公司", "第4行", "全称已为其他单位所用"))
    assert write(client, page).status_code == 422
    assert not Department.objects.filter(code="ZGJ").exists()


def test_the_same_table_twice_changes_nothing(client, keeper):
    write(client, look(client, HEADS + NEW))
    before = HistoryEntry.objects.count()
    page = look(client, HEADS + NEW)
    assert "与现有单位一致，无须更改。" in page.content.decode()
    write(client, page)
    assert HistoryEntry.objects.count() == before


def test_what_changed_since_the_look_is_shown_anew(client, keeper):
    page = look(client, HEADS + "JYJ,武昌区教育局,区教育局,部门,9,,,\n")
    Department.objects.filter(code="JYJ").update(order=5)
    answer = write(client, page)
    assert answer.status_code == 409
    assert "排序: 5 → 9" in answer.content.decode()
    assert Department.objects.get(code="JYJ").order == 5


@pytest.mark.parametrize("lines", ["", "{", "[1]", "[[1, [2]]]", '[[-1, ["a"]]]', "[" * 100_000])
def test_what_no_page_sent_on_is_refused(client, keeper, lines):
    page = look(client, HEADS + NEW)
    assert write(client, page, lines=lines).status_code == 422
    assert not Department.objects.filter(code="ZGJ").exists()


@pytest.mark.parametrize("table", [b"\xff\xff\x00", b"", b"PK\x03\x04 no workbook", "甲,乙\n1,2\n".encode()])
def test_what_is_no_table_is_told_in_words(client, keeper, table):
    answer = look(client, table)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_another_places_departments_stay_out(client, keeper):
    theirs = "".join(f"D{n},北仑区{name}局,{name}局,部门,{n},,,\n" for n, name in enumerate(("教育", "财政", "民政")))
    answer = look(client, HEADS + theirs)
    assert answer.status_code == 422
    assert "北仑区" in answer.content.decode()


def test_a_department_that_bears_duties_cannot_have_ended_already(client, keeper):
    page = look(client, HEADS + "JSJ,武昌区建设局,区建设局,部门,1,,2024-10-23,区教育局\n")
    assert "编制 · 分工 · 移交" in page.content.decode()
    assert write(client, page).status_code == 422
    assert Department.objects.get(code="JSJ").valid_to is None


def test_the_administration_holds_to_the_same_rule(client, cast, keeper):
    address = reverse("admin:commitments_department_change", args=[cast.department.pk])
    form = client.get(address).context["adminform"].form
    held = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    answer = client.post(address, held | {"valid_to": "2024-10-23", "successor": cast.other.pk})
    assert list(answer.context["adminform"].form.errors) == ["valid_to"]
    client.post(address, held | {"valid_to": "2024-12-31", "successor": cast.other.pk})
    assert Department.objects.get(pk=cast.department.pk).successor == cast.other


def test_the_register_shows_days_and_successors_and_what_is_past(client, cast, keeper):
    make_department("OLD", "区园林局", valid_to=TODAY - datetime.timedelta(days=30), successor=cast.other)
    page = client.get(reverse("departments")).content.decode()
    row = re.search(r'(?s)<tr class="past">.*?</tr>', page).group()
    assert all(word in row for word in ("区园林局", "2024-09-24", "区教育局"))


def test_the_table_taken_away_comes_in_unchanged(client, keeper):
    table = client.get(reverse("departments_csv"))
    page = look(client, table.content)
    assert "与现有单位一致，无须更改。" in page.content.decode()


def test_the_office_reads_the_register_and_brings_no_table(client, cast):
    client.force_login(cast.supervisor)
    page = client.get(reverse("departments")).content.decode()
    assert "区建设局" in page
    assert reverse("departments_look") not in page
    assert look(client, HEADS + NEW).status_code == 403
