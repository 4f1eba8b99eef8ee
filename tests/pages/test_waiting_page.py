"""To do: who sees which rows, how they are narrowed, and where they lead."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import DataState, Role
from commitments.models import Observation, ProgressUpdate
from commitments.pages.waiting.query import TodoList
from commitments.pages.waiting.words import STATE_WORDS
from commitments.rules.turns import CONTRIBUTION_TURNS, CORRECTION_TURNS, REPORT_TURNS
from commitments.workflow.reports import moves, review
from tests.world import TODAY, make_commitment, make_update, make_user, moment, part_row

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/waiting/"
EXPLAINED = {"problems": "进度偏慢。", "next_steps": "加快推进。"}


@pytest.fixture
def waits(cast):
    """Return the cast with a report in review, one returned, one not begun, and a contribution asked of the others."""
    parking = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    roads = make_commitment(cast.plan, cast.department, "4-1-3", "打通不少于2条断头路", kind="qualitative")
    moves.send_report(make_update(parking, cast.reporter), by=cast.reporter, at=moment("2024-10-15"))
    back = moves.send_report(make_update(roads, cast.reporter), by=cast.reporter, at=moment("2024-10-16"))
    review.return_report(back, by=cast.supervisor, at=moment("2024-10-21"), reason="请附<b>清单</b>。")
    part_row(cast.commitment, cast.other, cast.reporter)


def page(client, user, query=""):
    client.force_login(user)
    answer = client.get(URL + query)
    assert answer.status_code == 200
    return answer.content.decode()


def codes(cast, user, **asked):
    return [(wait.commitment.code, wait.key) for wait, _days in TodoList(cast.plan, user, TODAY, asked).rows]


def test_a_reporter_sees_what_waits_for_them_first(cast, waits, client):
    text = page(client, cast.reporter)
    assert codes(cast, cast.reporter) == [("4-1-1", "not_begun"), ("4-1-3", "returned")]
    assert "逾期3天" in text or "3 days late" in text
    assert "请附&lt;b&gt;清单&lt;/b&gt;。" in text
    assert "desk/?period=2024-Q3#c-4-1-1" in text


def test_a_department_sees_all_that_concerns_it_and_nothing_else(cast, waits):
    mine = codes(cast, cast.reporter, view="us")
    assert mine == [("4-1-1", "part_asked"), ("4-1-1", "not_begun"), ("4-1-2", "submitted"), ("4-1-3", "returned")]
    assert codes(cast, cast.outsider, view="us") == [("4-1-1", "part_asked")]
    assert codes(cast, cast.outsider, view="all") == [("4-1-1", "part_asked")]


def test_the_office_sees_its_own_and_everything(cast, waits):
    assert codes(cast, cast.supervisor) == [("4-1-2", "submitted")]
    assert len(codes(cast, cast.supervisor, view="all")) == len(codes(cast, cast.leader)) == 4


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({"department": "JYJ"}, [("4-1-1", "part_asked")]),
        ({"department": "office"}, [("4-1-2", "submitted")]),
        ({"state": "returned"}, [("4-1-3", "returned")]),
        ({"state": "returned", "department": "JYJ"}, []),
        ({"department": "' OR 1=1", "state": "nonsense"}, "all"),
    ],
)
def test_the_list_is_narrowed_by_department_and_state(cast, waits, client, asked, rows):
    found = codes(cast, cast.leader, **asked)
    assert found == (codes(cast, cast.leader) if rows == "all" else rows)
    page(client, cast.leader, "?" + "&".join(f"{name}={value}" for name, value in asked.items()))


def test_the_page_answers_htmx_with_its_rows_alone(cast, waits, client):
    client.force_login(cast.leader)
    text = client.get(URL, {"state": "returned"}, headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith('<div id="results"')
    assert ("4-1-3" in text, "4-1-2" in text) == (True, False)


def test_rows_lead_to_where_they_are_dealt_with(cast, waits, client):
    update = ProgressUpdate.objects.get(commitment__code="4-1-2")
    assert f"/review/?item={update.pk}" in page(client, cast.supervisor)
    approver = make_user("ivan", Role.APPROVER, cast.department)
    signing = make_update(cast.commitment, cast.reporter, value="7100", **EXPLAINED)
    moves.send_report(signing, by=cast.reporter, at=moment())
    assert f"/signoff/#u-{signing.pk}" in page(client, approver)


def test_a_draft_that_lacks_only_unpublished_data_says_so(cast, waits, client):
    update = make_update(cast.commitment, cast.reporter)
    Observation.objects.create(
        update=update, indicator=cast.target.indicator, state=DataState.AWAITED, expected_on="2024-11-05",
        cutoff=update.cutoff,
    )  # fmt: skip
    assert "只差尚未发布的数据" in page(client, cast.reporter) or "not yet published" in page(client, cast.reporter)


def test_with_nothing_to_do_the_page_says_what_comes(cast, waits, client):
    loner = make_user("kim", Role.APPROVER, cast.other)
    text = page(client, loner)
    assert "<table" not in text
    assert 'class="empty"' in text


def test_the_page_says_whether_reminders_are_mailed(cast, waits, client):
    cast.reporter.email = "alice@example.org"
    cast.reporter.save()
    assert "alice@example.org" in page(client, cast.reporter)
    assert "alice@example.org" not in page(client, cast.outsider)


def test_every_state_that_waits_has_words():
    keys = {
        *REPORT_TURNS,
        *(f"correction_{state}" for state in CORRECTION_TURNS),
        *(f"part_{state}" for state in CONTRIBUTION_TURNS),
    }
    assert keys - {"correction_approved", "part_taken", "part_cancelled"} <= set(STATE_WORDS)


def test_twenty_rows_cost_the_queries_of_four(cast, waits, client):
    def queries():
        with CaptureQueriesContext(connection) as made:
            page(client, cast.leader)
        return len(made)

    queries()  # the first one signs in
    few = queries()
    for number in range(4, 20):
        make_commitment(cast.plan, cast.department, f"4-1-{number}", "推进海绵城市建设", kind="qualitative")
    assert queries() == few
