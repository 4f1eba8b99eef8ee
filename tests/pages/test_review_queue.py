"""The review's queue: departments, due states, what stands out; and that it costs the same however long it is."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import DayKind, Kind
from commitments.models import Holiday, Indicator, Paragraph
from commitments.pages.review.queue import Queue
from commitments.workflow.reports import corrections, entries, moves
from tests.world import (
    TEXT,
    TODAY,
    make_approved,
    make_commitment,
    make_milestone,
    make_target,
    make_trajectory,
    make_update,
    moment,
)

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/review/"


@pytest.fixture
def office(cast, client):
    client.force_login(cast.supervisor)
    return client


def submit(cast, commitment=None, by=None, at=None, **more):
    draft = make_update(commitment or cast.commitment, by or cast.reporter, **more)
    return moves.send_report(draft, by=by or cast.reporter, at=at or moment())


def waiting(cast):
    return Queue(cast.plan, TODAY, cast.supervisor).everything


def grow(cast, size: int) -> None:
    """Let `size` measured updates of two departments wait, each with a period before."""
    quotes = [f"完成第{number}项任务" for number in range(2, size + 1)]
    Paragraph.objects.filter(section__plan=cast.plan).update(text=TEXT + "，".join(quotes) + "。")
    for number in range(cast.plan.commitments.count() + 1, size + 1):
        department, by = (cast.department, cast.reporter) if number % 2 else (cast.other, cast.outsider)
        made = make_commitment(cast.plan, department, f"4-1-{number}", f"完成第{number}项任务")
        make_target(made)
        make_trajectory(made, 10, 35, 70, 100)
        make_approved(made, by, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
        submit(cast, made, by, value="7000")


def queries(client) -> int:
    client.get(URL)
    with CaptureQueriesContext(connection) as made:
        assert client.get(URL).status_code == 200
    return len(made)


def test_fifty_waiting_cost_the_queries_of_five(cast, office):
    grow(cast, 5)
    few = queries(office)
    grow(cast, 51)
    assert office.get(URL).content.decode().count("data-item") == 50
    assert queries(office) == few


def test_the_decision_is_due_after_the_plans_workdays(cast):
    submit(cast, value="7000", at=moment("2024-10-15"))
    assert waiting(cast)[0].due == datetime.date(2024, 10, 22)
    Holiday.objects.create(day="2024-10-16", kind=DayKind.OFF, name="调休")
    Holiday.objects.create(day="2024-10-19", kind=DayKind.WORKED, name="调休")
    assert waiting(cast)[0].due == datetime.date(2024, 10, 22)
    Holiday.objects.create(day="2024-10-18", kind=DayKind.OFF, name="调休")
    assert waiting(cast)[0].due == datetime.date(2024, 10, 23)


def test_overdue_decisions_are_marked_by_a_word_and_counted(cast, office):
    submit(cast, value="7000", at=moment("2024-10-15"))
    item = waiting(cast)[0]
    assert (item.days, item.overdue) == (9, True)
    text = office.get(URL).content.decode()
    assert "逾期" in text or "decision overdue" in text


def test_a_fresh_one_is_not_overdue(cast):
    submit(cast, value="7000", at=moment("2024-10-23"))
    assert not waiting(cast)[0].overdue


def test_what_nobody_signed_is_marked_and_what_was_signed_is_not(cast):
    submit(cast, value="7000")
    assert Queue(cast.plan, TODAY, cast.supervisor).groups[0].unsigned
    other = make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个", kind=Kind.QUALITATIVE)
    submit(cast, other, cast.outsider)
    signer = cast.with_approver()
    signer.department = cast.other
    signer.save()
    update = moves.withdraw_report(other.updates.get(), by=cast.outsider, at=moment())
    update = moves.send_report(update, by=cast.outsider, at=moment())
    moves.sign_report(update, by=signer, at=moment())
    assert [group.unsigned for group in Queue(cast.plan, TODAY, cast.supervisor).groups] == [True, False]


def test_the_filter_keeps_to_one_department_and_its_next_ones(cast, office):
    grow(cast, 6)
    text = office.get(f"{URL}?department=JYJ").content.decode()
    assert 'data-department="JYJ"' in text
    assert 'data-department="JSJ"' not in text
    assert "&amp;department=JYJ" in text


@pytest.mark.parametrize(
    "query", ["?department=%00", "?department=火星", "?item=-1", "?item=" + "9" * 20, "?reason=x", "?item=0"]
)
def test_an_absurd_address_shows_the_queue(cast, office, query):
    submit(cast, value="7000")
    assert office.get(URL + query).status_code == 200


def test_every_indicator_of_a_commitment_stands_in_the_comparison(cast, office):
    network = Indicator.objects.create(name="新建管网", unit="公里", basis="flow", owner=cast.department)
    second = make_target(cast.commitment, value="500", indicator=network)
    figures = {cast.target.indicator_id: entries.Figure(value=7000), second.indicator_id: entries.Figure(value=321)}
    submit(cast, figures=figures)
    text = office.get(URL).content.decode()
    assert "7,000" in text
    assert "321" in text
    assert "新建管网" in text


def test_a_milestone_stands_on_both_sides(cast, office):
    made = make_commitment(cast.plan, cast.department, "4-1-5", "启动3座变电站建设", kind=Kind.MILESTONE)
    first, second = make_milestone(made), make_milestone(made, "凤凰山变电站", "2024-09-30")
    make_approved(
        made, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", reached={first.pk: datetime.date(2024, 6, 20)}
    )
    submit(cast, made, reached={second.pk: datetime.date(2024, 9, 26)})
    text = office.get(URL).content.decode()
    assert "凤凰山变电站" in text
    assert "<ins>2024-09-26</ins>" in text
    assert text.count("2024-06-20") == 2


def test_a_jump_in_any_indicator_is_named(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="350")
    submit(cast, value="7000")
    assert waiting(cast)[0].codes >= {"tenfold"}
    assert not waiting(cast)[0].plain


def test_a_correction_stands_beside_the_text_it_corrects(cast, office):
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7000")
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="漏报一个充电站。")
    moves.send_report(draft, by=cast.reporter, at=moment("2024-10-20"))
    text = office.get(URL).content.decode()
    assert "第2稿更正第1稿" in text or "Revision 2 corrects revision 1" in text
    assert "漏报一个充电站。" in text
    assert not waiting(cast)[0].plain


def test_the_office_does_not_decide_on_its_own_correction(cast, office):
    approved = make_approved(cast.commitment, cast.reporter, cast.second_supervisor, value="7000")
    draft = corrections.start_correction(approved, by=cast.supervisor, at=moment("2024-10-20"), reason="口径调整。")
    update = moves.send_report(draft, by=cast.supervisor, at=moment("2024-10-20"))
    text = office.get(URL).content.decode()
    assert "data-decision" not in text
    assert f"/correction/{update.pk}/" in text
