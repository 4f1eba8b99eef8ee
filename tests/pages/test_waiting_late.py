"""The late board: it adds up, its numbers lead to exactly their rows, its reminder is polite and exact."""

import random
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import DataState
from commitments.models import Department, Extension, Observation
from commitments.pages.waiting.board import LATE, OWED, STAGES, Board
from commitments.workflow.reports import moves, review
from tests.world import TODAY, make_approved, make_commitment, make_department, make_update, make_user, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/waiting/late/"
EXPLAINED = {"problems": "进度偏慢。", "next_steps": "加快推进。"}


def add(cast, code, department=None, quote="新增停车泊位1万个"):
    return make_commitment(cast.plan, department or cast.department, code, quote, kind="qualitative")


def bring(cast, commitment, stage, by=None):
    """Bring a commitment's report to a stage."""
    by = by or cast.reporter
    if stage == "not_begun":
        return
    if stage == "approved":
        make_approved(commitment, by, cast.supervisor)
        return
    update = make_update(commitment, by, **EXPLAINED)
    if stage == "draft":
        return
    update = moves.send_report(update, by=by, at=moment())
    if stage == "returned":
        review.return_report(update, by=cast.supervisor, at=moment("2024-10-21"), reason="请附清单。")


def board(cast, period="", on=TODAY):
    return Board(cast.plan, period, on)


def page(client, cast, query=""):
    client.force_login(cast.supervisor)
    return client.get(URL + query).content.decode()


def test_the_stages_add_up_to_what_is_owed_in_every_line_and_in_all(cast):
    chance, lead = random.Random(1), {cast.department: cast.reporter, cast.other: cast.outsider}
    for number in range(2, 26):
        department = chance.choice(list(lead))
        stage = chance.choice(["not_begun", "draft", "submitted", "returned", "approved"])
        bring(cast, add(cast, f"4-1-{number}", department), stage, lead[department])
    shown = board(cast)
    for line in [*shown.lines, shown.total]:
        (_owed, owed), *stages = line.cells
        assert owed == sum(number for _stage, number in stages) == len(line.items)
    for stage in (OWED, LATE, *STAGES):
        assert len(shown.total.of(stage)) == sum(len(line.of(stage)) for line in shown.lines)
    assert shown.total.cells[0] == (OWED, 25)


def test_each_number_leads_to_exactly_the_rows_it_counts(cast, client):
    for number, stage in enumerate(["draft", "submitted", "returned", "approved", "not_begun"], 2):
        bring(cast, add(cast, f"4-1-{number}"), stage)
    add(cast, "4-1-7", cast.other)
    text = page(client, cast)
    links = re.findall(r'href="(/wuchang-2024/waiting/late/list/[^"]+)"[^>]*>(\d+)<', text)
    assert len(links) > 12
    for address, number in links:
        rows = client.get(address.replace("&amp;", "&")).content.decode()
        assert rows.count('<td class="code">') == int(number)


def test_a_link_lists_the_department_s_own_rows(cast, client):
    add(cast, "4-1-2", cast.other)
    client.force_login(cast.leader)
    text = client.get(f"{URL}list/", {"department": "JYJ", "stage": "late", "period": "2024-Q3"}).content.decode()
    assert re.findall(r'<td class="code">([\d-]+)<', text) == ["4-1-2"]


@pytest.mark.parametrize("query", [{"stage": "points"}, {"department": "NOBODY"}, {"stage": ""}])
def test_a_list_the_board_does_not_have_is_not_found(cast, client, query):
    client.force_login(cast.supervisor)
    assert client.get(f"{URL}list/", query).status_code == 404


def test_late_departments_come_first_then_the_official_order(cast):
    Department.objects.update(order=2)
    third = make_department("SWJ", "区商务局", order=1)
    add(cast, "4-1-2", cast.other)
    add(cast, "4-1-3", third)
    bring(cast, cast.commitment, "draft")
    Extension.objects.create(
        period=cast.plan.periods.get(code="2024-Q3"), department=cast.other, due="2024-10-28", reason="合并",
        valid_from="2024-10-20", granted_by=cast.supervisor,
    )  # fmt: skip
    found = [(line.department.code, line.late, line.days, str(line.due)) for line in board(cast).lines]
    assert found == [
        ("SWJ", 1, 3, "2024-10-21"), ("JSJ", 1, 3, "2024-10-21"), ("JYJ", 0, 0, "2024-10-28"),
    ]  # fmt: skip


def test_a_returned_report_is_late_from_the_fourth_workday_after_its_return(cast):
    add(cast, "4-1-2")
    bring(cast, cast.plan.commitments.get(code="4-1-2"), "returned")
    (line,) = board(cast).lines
    assert [item.days_late for item in line.items] == [3, 0]
    (line,) = board(cast, on=TODAY.replace(day=25)).lines
    assert [item.days_late for item in line.items] == [4, 1]


def test_an_approved_report_stays_approved_while_it_is_corrected(cast):
    bring(cast, parking := add(cast, "4-1-2"), "approved")
    first = parking.updates.get()
    first.pk, first.state, first.revision, first.decided_at = None, "draft", 2, None
    first.corrects_id, first.correction_reason = parking.updates.get().pk, "漏计"
    first.save(force_insert=True)
    assert [item.stage for item in board(cast).lines[0].items] == ["not_begun", "approved"]


def test_an_earlier_period_is_shown_on_request_and_late_no_longer_than_it_was_open(cast, client):
    cast.plan.periods.filter(code="2024-Q2").update(closed="2024-08-01")
    shown = board(cast, "2024-Q2")
    assert (shown.total.days, shown.texts) == (10, [])
    assert "7月22日" in page(client, cast, "?period=2024-Q2")
    assert board(cast, "2099-Q9").period.code == "2024-Q3"


def test_the_reminder_names_codes_days_and_reasons_word_for_word(cast):
    bring(cast, add(cast, "4-1-2"), "draft")
    bring(cast, add(cast, "4-1-3", quote="打通不少于2条断头路"), "returned")
    bring(cast, add(cast, "4-1-4", quote="启动3座变电站建设"), "approved")
    make_user("ivan", "approver", cast.department)
    signing = make_update(add(cast, "4-1-5", quote="推进海绵城市建设"), cast.reporter)
    moves.send_report(signing, by=cast.reporter, at=moment())
    ((_department, text),) = board(cast).texts
    assert text == (
        "区建设局：\n"
        "2024年三季度任务进展填报，10月21日截止。截至10月24日，贵单位有以下事项待办，请协助办理：\n"
        "一、尚未报送2项（已逾期3天）\n"
        "4-1-1 新增新能源充电桩1万根\n"
        "4-1-2 新增停车泊位1万个\n"
        "二、已填报、待贵单位审定1项（已逾期3天）\n"
        "4-1-5 推进海绵城市建设\n"
        "三、退回修改1项\n"
        "4-1-3 打通不少于2条断头路（10月24日前重报，今天到期）。退回原因：请附清单。\n"
        "已报送的请忽略；填报有困难的，请与武昌区人民政府督查室联系。谢谢！"
    )


def test_nobody_is_chased_for_data_nobody_has_published(cast):
    update = make_update(cast.commitment, cast.reporter)
    Observation.objects.create(
        update=update, indicator=cast.target.indicator, state=DataState.AWAITED, expected_on="2024-11-05",
        cutoff=update.cutoff,
    )  # fmt: skip
    assert board(cast).texts == []
    update.narrative = ""
    update.save()
    assert len(board(cast).texts) == 1


def test_the_page_offers_the_text_to_copy_and_to_select(cast, client):
    text = page(client, cast)
    assert re.search(r"<textarea[^>]* readonly[^>]*>区建设局：", text)
    assert "data-copy" in text


def test_before_the_first_period_the_board_says_so(cast, client, settings):
    settings.PINNED_TODAY = TODAY.replace(month=1)
    assert 'class="empty"' in page(client, cast)
    assert client.get(f"{URL}list/").status_code == 404


def test_the_queries_stay_the_same_with_more_departments_and_reports(cast, client):
    def queries():
        with CaptureQueriesContext(connection) as made:
            page(client, cast)
        return len(made)

    bring(cast, add(cast, "4-1-2"), "draft")
    queries()  # the first one signs in
    few = queries()
    for number in range(3, 20):
        department = make_department(f"D{number}", f"第{number}局")
        reporter = make_user(f"r{number}", "reporter", department)
        bring(cast, add(cast, f"4-1-{number}", department), ("draft", "returned", "approved")[number % 3], reporter)
    assert queries() == few
