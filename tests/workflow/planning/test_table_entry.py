"""A breakdown of tasks is looked at, then written as a whole; the same table again changes nothing."""

import datetime

import pytest

from commitments.choices import AssignmentRole, BaselineState
from commitments.models import Department, HistoryEntry
from commitments.rules.table_layout import table_layout
from commitments.rules.table_lines import table_lines
from commitments.rules.table_tasks import table_tasks
from commitments.workflow.planning import beginning
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.table_entry import enter_table, preview_table
from commitments.workflow.refusals import Incomplete, Refused
from tests.world import moment

pytestmark = pytest.mark.django_db
HEADS = ["序号", "类别", "工作任务", "年度目标", "单位（计量）", "牵头单位", "配合单位", "完成时限"]


@pytest.fixture
def draft(cast):
    return beginning.begin_plan(NewPlan(2025, "district", "某区2025年计划"), by=cast.supervisor, at=moment())


def tasks(*rows):
    table = [HEADS, *([*row, *[""] * (len(HEADS) - len(row))] for row in rows)]
    layout = table_layout(table)
    return table_tasks(table_lines(table, [], layout), layout, 2025)


def enter(cast, draft, *rows):
    return enter_table(draft, tasks(*rows), by=cast.supervisor, at=moment())


def two_rows(cast):
    lead, other = Department.objects.order_by("order", "code")[:2]
    return (
        ["1", "项目建设", "新建产业园", "3", "个", lead.short_name, other.short_name, "6月"],
        ["2", "民生", "持续优化服务", "", "", lead.name, "", ""],
    )


def test_a_table_becomes_sections_commitments_targets_and_duties(cast, draft):
    outcome = enter(cast, draft, *two_rows(cast))
    first, second = draft.commitments.select_related("paragraph__section").order_by("order")
    assert [code for _row, code, _title in outcome.added] == [first.code, second.code] == ["0-1-1", "1-1-1"]
    assert (first.quote, first.paragraph.text, first.paragraph.section.title) == (*["新建产业园：3个"] * 2, "项目建设")
    assert (first.due, second.due_standing) == (datetime.date(2025, 6, 30), "proposed")
    assert [duty.role for duty in first.assignments.order_by("pk")] == [AssignmentRole.LEAD, AssignmentRole.SUPPORTING]
    target = first.targets.get()
    assert (target.value, target.wording, target.baseline_state) == (3, "3个", BaselineState.NOT_NEEDED)
    assert second.lead == first.lead


def test_the_same_table_again_changes_nothing(cast, draft):
    enter(cast, draft, *two_rows(cast))
    entries = HistoryEntry.objects.count()
    again = enter(cast, draft, *two_rows(cast))
    assert (again.added, again.changed, again.same) == ([], [], 2)
    assert HistoryEntry.objects.count() == entries


def test_a_later_table_changes_days_and_duties_and_deletes_nothing(cast, draft):
    first, second = two_rows(cast)
    enter(cast, draft, first, second)
    outcome = enter(cast, draft, [*first[:6], "", "9月"])
    assert [change.what for change in outcome.changed] == ["due", "duties"]
    assert draft.commitments.count() == 2
    assert draft.commitments.get(code="0-1-1").due == datetime.date(2025, 9, 30)


def test_another_target_is_left_to_the_form(cast, draft):
    first, _second = two_rows(cast)
    enter(cast, draft, first)
    named = tasks([*first[:3], "5", *first[4:]])[0]
    row = draft.commitments.get()
    changed = type(named)(**vars(named) | {"sentence": row.quote})
    outcome = enter_table(draft, [changed], by=cast.supervisor, at=moment())
    assert [(left.what, left.before, left.now) for left in outcome.left] == [("target", "3", "5个")]
    assert row.targets.get().value == 3


def test_looking_at_a_table_writes_nothing(cast, draft):
    entries = HistoryEntry.objects.count()
    outcome = preview_table(draft, tasks(*two_rows(cast)), by=cast.supervisor, at=moment())
    assert len(outcome.added) == 2
    assert (draft.commitments.count(), draft.sections.count(), HistoryEntry.objects.count()) == (0, 0, entries)


@pytest.mark.parametrize(
    ("change", "code"),
    [({5: "不存在局"}, "unknown_department"), ({7: "2026年3月"}, "other_year"), ({2: "持续优化服务", 3: ""}, "twice")],
)
def test_one_wrong_row_lets_nothing_in(cast, draft, change, code):
    first, second = two_rows(cast)
    wrong = [change.get(place, cell) for place, cell in enumerate(first)]
    outcome = preview_table(draft, tasks(second, wrong), by=cast.supervisor, at=moment())
    assert [(row, found) for row, found, _word in outcome.errors] == [(3, code)]
    with pytest.raises(Incomplete):
        enter(cast, draft, second, wrong)
    assert draft.commitments.count() == 0


def test_only_the_office_writes_and_only_into_a_draft(cast, draft):
    with pytest.raises(Refused):
        enter_table(draft, tasks(*two_rows(cast)), by=cast.reporter, at=moment())
    with pytest.raises(Refused):
        enter_table(cast.plan, tasks(*two_rows(cast)), by=cast.supervisor, at=moment())
    assert draft.commitments.count() == 0
