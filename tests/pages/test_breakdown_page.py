"""A table of tasks read into a draft in the browser: brought, looked at, written."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from commitments.models import Commitment
from commitments.pages import brought_sheets
from commitments.workflow.planning import beginning
from commitments.workflow.planning.beginning import NewPlan
from tests.world import form_key, moment

pytestmark = pytest.mark.django_db
HEADS = ["序号", "类别", "工作任务", "年度目标", "牵头单位", "完成时限"]


@pytest.fixture
def draft(cast, client):
    client.force_login(cast.supervisor)
    return beginning.begin_plan(NewPlan(2025, "district", "某区2025年计划"), by=cast.supervisor, at=moment())


def pasted(*rows):
    return "\n".join("\t".join(row) for row in [HEADS, *rows])


def rows(cast):
    name = cast.department.short_name
    return ["1", "项目", "新建产业园", "3个", name, "6月"], ["2", "民生", "持续优化服务", "", name, ""]


def look(client, draft, **brought):
    return client.post(f"/plans/{draft.key}/breakdown/look/", brought)


def written(client, draft, page, **more):
    table = page.context["table"]
    chosen = {f"is_{column.place}": column.meaning for column in table.layout.columns}
    sent = {"sheet": page.context["sent"], "key": form_key()}
    return client.post(f"/plans/{draft.key}/breakdown/write/", sent | chosen | more)


def test_a_pasted_table_is_looked_at_before_anything_is_written(client, cast, draft):
    page = look(client, draft, pasted=pasted(*rows(cast)))
    assert page.status_code == 200
    assert [len(page.context["outcome"].added), draft.commitments.count()] == [2, 0]
    assert "新建产业园" in page.content.decode()


def test_a_spreadsheet_is_read_as_well(client, cast, draft):
    book, out = Workbook(), io.BytesIO()
    for row in (["某区2025年任务分解表"], HEADS, *rows(cast)):
        book.active.append(row)
    book.save(out)
    page = look(client, draft, file=SimpleUploadedFile("任务.xlsx", out.getvalue()))
    assert len(page.context["table"].tasks) == 2


def test_what_was_looked_at_is_written_once(client, cast, draft):
    page, key = look(client, draft, pasted=pasted(*rows(cast))), form_key()
    for _again in range(2):
        answer = written(client, draft, page, key=key)
        assert answer["Location"] == f"/plans/{draft.key}/commitments/"
    assert [row.quote for row in draft.commitments.order_by("order")] == ["新建产业园：3个", "持续优化服务"]
    again = look(client, draft, pasted=pasted(*rows(cast)))
    assert (again.context["outcome"].same, again.context["writable"]) == (2, False)


def test_a_column_is_what_the_reader_says_it_is(client, cast, draft):
    page = look(client, draft, pasted=pasted(*rows(cast)))
    chosen = look(client, draft, sheet=page.context["sent"], is_3="note")
    assert [task.target for task in chosen.context["table"].tasks] == [None, None]
    assert chosen.context["table"].tasks[0].note == "3个"


def test_errors_stand_first_and_stop_the_writing(client, cast, draft):
    first, second = rows(cast)
    page = look(client, draft, pasted=pasted([*first[:4], "不存在局", ""], second))
    text = page.content.decode()
    assert "不存在局" in text
    assert text.index("不存在局", text.index("第2行")) > 0
    answer = written(client, draft, page)
    assert (answer.status_code, Commitment.objects.filter(plan=draft).count()) == (422, 0)


@pytest.mark.parametrize(
    "brought", [{}, {"pasted": "今年的打算"}, {"sheet": "x"}, {"sheet": '["", [[1]], []]'}, {"sheet": "[1, 2, 3]"}]
)
def test_what_is_no_table_is_refused_in_words(client, draft, brought):
    answer = look(client, draft, **brought)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_table_too_large_to_be_sent_on_is_refused_in_words(client, cast, draft, monkeypatch):
    monkeypatch.setattr(brought_sheets, "MOST_SENT_BYTES", 100)
    answer = look(client, draft, pasted=pasted(*rows(cast)))
    assert (answer.status_code, "删去任务表以外的内容" in answer.content.decode()) == (422, True)


def test_a_file_that_is_no_spreadsheet_is_refused_in_words(client, draft):
    answer = look(client, draft, file=SimpleUploadedFile("任务.xlsx", b"%PDF-1.7"))
    assert (answer.status_code, "另存为.xlsx" in answer.content.decode()) == (422, True)


def test_tables_go_into_drafts_alone(client, cast, draft):
    assert look(client, cast.plan, pasted=pasted(*rows(cast))).status_code == 409
    assert "草稿" in client.get(f"/plans/{cast.plan.key}/breakdown/").content.decode()


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin"])
def test_only_the_office_reads_tables_in(client, cast, draft, who):
    client.force_login(getattr(cast, who))
    assert client.get(f"/plans/{draft.key}/breakdown/").status_code in (403, 404)
    assert look(client, draft, pasted=pasted(*rows(cast))).status_code in (403, 404)


def test_confirmed_columns_are_proposed_again_until_forgotten(client, cast, draft):
    page = look(client, draft, pasted=pasted(*rows(cast)))
    written(client, draft, page, is_3="note")
    again = look(client, draft, pasted=pasted(*rows(cast)))
    told = again.context["table"]
    assert (told.layout.columns[3].meaning, told.remembered.by) == ("note", cast.supervisor.name)
    assert cast.supervisor.name in again.content.decode()
    sent = {"sheet": again.context["sent"], "key": form_key()}
    forgotten = client.post(f"/plans/{draft.key}/breakdown/forget/", sent).context["table"]
    assert (forgotten.layout.columns[3].meaning, forgotten.remembered) == ("target", None)
