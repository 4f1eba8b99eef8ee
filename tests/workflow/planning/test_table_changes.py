"""A draft's own workbook comes back: what was edited in it changes the draft, by code, all of it or nothing."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from commitments.documents.ledger_workbook import ledger_sheet, xlsx_bytes
from commitments.documents.plan_workbook import PLAN_COLUMNS, plan_workbook
from commitments.documents.sheet_files import read_sheets
from commitments.models import Department, Indicator, User
from commitments.rules.table_layout import table_layout
from commitments.rules.table_lines import table_lines
from commitments.rules.table_tasks import table_tasks
from commitments.workflow.planning.table_entry import enter_table, preview_table
from tests.world import make_commitment, make_plan, make_support, make_target, moment

pytestmark = pytest.mark.django_db
HEADS = list(PLAN_COLUMNS)


@pytest.fixture
def draft(cast):
    """Return a draft with a commitment of one target and a supporting department, and one of two targets."""
    plan = make_plan("wuchang-2025", state="draft", year=2025, starts=datetime.date(2025, 1, 1),
                     ends=datetime.date(2025, 12, 31))  # fmt: skip
    one = make_commitment(plan, cast.department)
    make_target(one, indicator=indicator_of(cast, "充电桩", "根"))
    make_support(one, cast.other)
    two = make_commitment(plan, cast.department, "4-1-2", "新增停车泊位1万个,打通不少于2条断头路")
    for name, value, unit, wording in (("停车泊位", "10000", "个", "1万个"), ("断头路", "2", "条", "不少于2条")):
        make_target(two, value, unit, indicator=indicator_of(cast, name, unit), wording=wording)
    return plan


def indicator_of(cast, name, unit):
    return Indicator.objects.create(name=name, unit=unit, basis="flow", owner=cast.department)


def edited(draft, *cells):
    """Return the tasks of the plan's workbook with (row, heading, value) written into it; rows count from 1."""
    book = load_workbook(io.BytesIO(plan_workbook(draft)))
    for row, heading, value in cells:
        book.active.cell(row + 1, HEADS.index(heading) + 1).value = value
    out = io.BytesIO()
    book.save(out)
    return tasks_of(out.getvalue())


def tasks_of(content):
    [sheet] = read_sheets(content)
    layout = table_layout(sheet.rows, sheet.merged)
    return table_tasks(table_lines(sheet.rows, sheet.merged, layout), layout, 2025)


def enter(cast, draft, *cells):
    return enter_table(draft, edited(draft, *cells), by=cast.supervisor, at=moment())


def row_of(draft, code="4-1-1"):
    return draft.commitments.select_related("paragraph", "leader").get(code=code)


def test_the_workbook_untouched_changes_nothing(cast, draft):
    outcome = enter(cast, draft)
    assert (outcome.added, outcome.changed, outcome.left, outcome.errors, outcome.same) == ([], [], [], [], 3)


def test_kind_day_lead_and_leader_follow_the_workbook(cast, draft):
    User.objects.filter(pk=cast.leader.pk).update(name="王区长")
    written = {
        "完成时限": datetime.date(2025, 6, 30),
        "牵头单位": "区教育局",
        "配合单位": "区建设局",
        "分管领导": "王区长",
    }
    enter(cast, draft, *((1, head, value) for head, value in (written | {"考核类型": "定性"}).items()))
    row = row_of(draft)
    told = (row.due, row.lead, row.leader.name, row.kind)
    assert told == (datetime.date(2025, 6, 30), cast.other, "王区长", "qualitative")


def test_a_kind_that_fits_no_target_is_refused(cast, draft):
    outcome = preview_table(draft, edited(draft, (1, "考核类型", "比率")), by=cast.supervisor, at=moment())
    assert [code for _row, code, _word in outcome.errors] == ["no_rate"]


def test_a_figure_whose_words_are_not_in_the_quote_is_left_to_the_form(cast, draft):
    outcome = enter(cast, draft, (2, "目标值", "2万个"))
    assert [(change.row, change.what) for change in outcome.left] == [(3, "target")]
    assert [target.value for target in row_of(draft, "4-1-2").targets.order_by("pk")] == [10000, 2]


def test_the_plain_ledger_of_a_draft_loses_no_supporting_department(cast, draft):
    ids = list(draft.commitments.order_by("order").values_list("pk", flat=True))
    content = xlsx_bytes(ledger_sheet(draft, ids, datetime.date(2025, 1, 2)), "台账")
    outcome = enter_table(draft, tasks_of(content), by=cast.supervisor, at=moment())
    assert (outcome.changed, outcome.errors) == ([], [])
    assert row_of(draft).assignments.count() == 2


def test_a_code_turned_into_a_date_stops_the_table(cast, draft):
    tasks = edited(draft, (1, "编号", datetime.date(2004, 1, 1)))
    outcome = preview_table(draft, tasks, by=cast.supervisor, at=moment())
    assert [code for _row, code, _word in outcome.errors] == ["code_is_day"]


def test_a_promise_alone_in_its_paragraph_is_reworded_with_its_target(cast, draft):
    name = Department.objects.first().short_name
    table = [HEADS, ["", "民生", "新建学校3所", "年度流量", "新建学校", "3所", "所", "", name, "", "", "", ""]]
    layout = table_layout(table)
    enter_table(draft, table_tasks(table_lines(table, [], layout), layout, 2025), by=cast.supervisor, at=moment())
    place = draft.commitments.count() + 1
    enter(cast, draft, (place, "工作任务", "新建学校5所"), (place, "目标值", "5所"))
    row = draft.commitments.select_related("paragraph").get(quote="新建学校5所")
    assert (row.paragraph.text, row.targets.get().value) == ("新建学校5所", 5)
