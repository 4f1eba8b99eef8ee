"""The papers: who reads which sheet, what a sheet says of what was not signed off, and the plan's table."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from commitments.documents.department_sheet_data import department_sheet_data
from commitments.workflow.reports import moves
from commitments.workflow.reports.review import approve_report
from tests.world import make_approved, make_commitment, make_evidence, make_update, moment

pytestmark = pytest.mark.django_db
ROOM = "/wuchang-2024/papers/"
SHEET = f"{ROOM}department/2024-Q3/JSJ/"


def words_of(content: bytes) -> str:
    """Return the text of a PDF without its blanks and line ends."""
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.fixture
def reported(cast):
    """Return an approved report with a file behind it."""
    draft = make_update(
        cast.commitment, cast.reporter, value="6200", narrative="累计新增6200根。", problems="用地协调较慢。",
        next_steps="加快施工。", help_needed="请协调用地。",
    )  # fmt: skip
    make_evidence(draft, cast.reporter, "验收单.pdf")
    draft.refresh_from_db()
    return approve_report(moves.send_report(draft, by=cast.reporter, at=moment()), by=cast.supervisor, at=moment())


def sheet(client, who) -> str:
    client.force_login(who)
    return words_of(client.get(SHEET).content)


def test_a_sheet_says_what_is_reported_and_who_stands_for_it(cast, client, reported):
    text = sheet(client, cast.reporter)
    for said in ("武昌区建设局", "6200根", "累计新增6200根。", "用地协调较慢。", "加快施工。", "请协调用地。"):
        assert said in text
    for said in ("单位负责人（签字）", "填报人", "alice", "验收单.pdf", "审核通过"):
        assert said in text
    assert "草稿" not in text


def test_a_sheet_is_a_draft_until_everything_is_signed_off(cast, client, reported):
    cast.with_approver()
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    moves.send_report(make_update(other, cast.reporter, self_lamp="green"), by=cast.reporter, at=moment())
    text = sheet(client, cast.reporter)
    assert "尚有1项未审定报送" in text
    assert "4-1-2（待审定）" in text
    assert "草稿" in text


def test_who_signed_off_and_when_stands_on_the_sheet(cast, client):
    approver = cast.with_approver()
    draft = make_update(cast.commitment, cast.reporter, value="6200")
    moves.send_report(draft, by=cast.reporter, at=moment("2024-10-14", "09:00"))
    draft.refresh_from_db()
    moves.sign_report(draft, by=approver, at=moment("2024-10-15", "16:30"))
    text = sheet(client, cast.reporter)
    assert "alice2024年10月14日09:00" in text
    assert "ivan2024年10月15日16:30" in text


def test_the_office_s_sheet_holds_no_draft_of_a_department(cast, client):
    make_update(cast.commitment, cast.reporter, value="6200", narrative="还没有写完。")
    assert "还没有写完。" in sheet(client, cast.reporter)
    text = sheet(client, cast.supervisor)
    assert "未填报" in text
    assert "还没有写完。" not in text


def test_who_reads_no_evidence_learns_how_many_files_there_are(cast, client, reported):
    text = sheet(client, cast.auditor)
    assert "1份" in text
    assert "验收单.pdf" not in text


def test_another_department_s_sheet_does_not_exist(cast, client, reported):
    client.force_login(cast.outsider)
    assert client.get(SHEET).status_code == 404
    client.force_login(cast.reporter)
    assert client.get(SHEET).status_code == 200


@pytest.mark.parametrize("address", ["department/2024-Q4/JSJ/", "department/2024-Q9/JSJ/", "department/2024-Q3/JYJ/"])
def test_a_sheet_that_cannot_be_is_not_found(cast, client, address):
    client.force_login(cast.supervisor)
    assert client.get(ROOM + address).status_code == 404


def test_the_room_lists_the_sheets_one_may_read_and_how_far_they_are(cast, client, reported):
    make_commitment(cast.plan, cast.other, "4-1-3", "打通不少于2条断头路", kind="qualitative")
    client.force_login(cast.supervisor)
    office = client.get(ROOM).content.decode()
    assert (office.count("/papers/department/"), office.count(">草稿<")) == (4, 1)
    client.force_login(cast.outsider)
    theirs = client.get(f"{ROOM}?period=2024-Q3").content.decode()
    assert "武昌区教育局" in theirs
    assert "武昌区建设局" not in theirs


def test_the_plan_s_table_lists_every_promise_by_section_and_by_department(cast, client):
    make_commitment(cast.plan, cast.other, "4-1-3", "打通不少于2条断头路", kind="qualitative")
    client.force_login(cast.leader)
    by_section = words_of(client.get(f"{ROOM}plan/").content)
    by_department = words_of(client.get(f"{ROOM}plan/?by=department").content)
    for said in ("新增新能源充电桩1万根。", "打通不少于2条断头路。", "区建设局", "12月31日", "共2项"):
        assert said in by_section
        assert said in by_department
    assert "武昌区教育局（1项）" in by_department
    assert "武昌区教育局（1项）" not in by_section


def test_a_draft_s_table_bears_the_watermark_and_is_the_office_s_alone(cast, client):
    client.force_login(cast.supervisor)
    assert "草稿" not in words_of(client.get(f"{ROOM}plan/").content)
    type(cast.plan).objects.filter(pk=cast.plan.pk).update(state="draft")
    assert "草稿" in words_of(client.get(f"{ROOM}plan/").content)
    client.force_login(cast.leader)
    assert client.get(f"{ROOM}plan/").status_code == 404


PAPERS = (("bulletin", "2024-Q3"), ("leader",), ("department", "JSJ"), ("department", "JSJ:2024-Q3"), ("card", "4-1-1"),
          ("year-end",), ("plan",), ("plan", "department"))  # fmt: skip


@pytest.mark.parametrize("asked", PAPERS, ids="-".join)
def test_the_command_writes_every_paper(cast, reported, tmp_path, asked):
    for ending, begins in ((".pdf", b"%PDF"), (".docx", b"PK")):
        file = tmp_path / f"paper{ending}"
        call_command("paper", *asked, out=file, stdout=io.StringIO())
        assert file.read_bytes().startswith(begins)


FAULTS = {
    ("department", "XXX"): "JSJ", ("plan", "colour"): "section", ("bulletin", "2024-Q4"): "2024-Q4",
    ("card", "9-9-9"): "9-9-9",
}  # fmt: skip


@pytest.mark.parametrize("asked", FAULTS, ids="-".join)
def test_the_command_names_what_it_cannot_find(cast, reported, tmp_path, asked):
    with pytest.raises(CommandError, match=FAULTS[asked]):
        call_command("paper", *asked, out=tmp_path / "paper.pdf")


def test_the_command_writes_no_other_kind_of_file(cast, tmp_path):
    with pytest.raises(CommandError, match=r"\.pdf"):
        call_command("paper", "plan", out=tmp_path / "paper.odt")


def sheet_cost(cast) -> int:
    period = cast.plan.periods.get(code="2024-Q3")
    with CaptureQueriesContext(connection) as asked:
        department_sheet_data(period, cast.department, moment().date(), cast.reporter)
    return len(asked)


def test_a_sheet_costs_the_same_queries_however_many_commitments(cast, reported):
    first = [sheet_cost(cast), sheet_cost(cast)][-1]
    for number, quote in enumerate(("新增停车泊位1万个", "推进海绵城市建设", "启动3座变电站建设"), 5):
        more = make_commitment(cast.plan, cast.department, f"4-1-{number}", quote, kind="qualitative")
        make_approved(more, cast.reporter, cast.supervisor, self_lamp="green")
    assert sheet_cost(cast) == first
