"""The periods' room: who sees what, and what the office does to one period."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Extension, HistoryEntry, ReportingPeriod
from commitments.workflow.office import periods
from commitments.workflow.reports import moves
from tests.world import TODAY, form_key, make_approved, make_commitment, make_period, make_update, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/periods/"
NOW = moment("2024-10-24")


@pytest.fixture(autouse=True)
def last_quarter_unopened(cast):
    cast.plan.periods.filter(code="2024-Q4").update(opened=None)


@pytest.fixture
def office(cast, client):
    client.force_login(cast.supervisor)
    return client


def period(cast, code="2024-Q3") -> ReportingPeriod:
    return cast.plan.periods.get(code=code)


def post(client, cast, move, code="2024-Q3", **fields):
    sent = {"key": form_key(), "version": period(cast, code).version} | fields
    return client.post(f"{URL}{code}/{move}/", sent)


def extend(client, cast, **fields):
    wanted = {"department": cast.department.pk, "due": "2024-10-25", "reason": "等待数据核对"}
    return post(client, cast, "extend", **(wanted | fields))


def text_of(answer) -> str:
    return answer.content.decode()


def granted(cast, department, reason):
    day = datetime.date(2024, 10, 25)
    return periods.extend_period(period(cast), department, day, reason=reason, by=cast.supervisor, at=NOW)


def test_the_office_sees_every_period_with_its_weekday_and_what_can_be_done(office):
    text = text_of(office.get(URL))
    for words in ("2024年三季度", "2024-10-21", "星期一", "2024-Q3/#extend", "2024-Q3/#close", "2024-Q4/#open"):
        assert words in text
    assert "2024-Q1/#due" not in text


def test_a_department_sees_its_own_counts_and_extensions_only(cast, client):
    other = make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    moves.send_report(make_update(other, cast.outsider), by=cast.outsider, at=moment())
    granted(cast, cast.other, "他局的理由")
    client.force_login(cast.reporter)
    row = client.get(URL).context["rows"][2]
    assert (row.counts, row.extensions) == ({"owed": 1, "approved": 0, "submitted": 0, "returned": 0, "unsent": 1}, [])
    assert "他局的理由" not in text_of(client.get(f"{URL}2024-Q3/"))


def test_a_department_reads_its_new_due_day_and_the_reason(cast, client):
    granted(cast, cast.department, "等待数据核对")
    client.force_login(cast.reporter)
    text = text_of(client.get(f"{URL}2024-Q3/"))
    assert "10-25" in text
    assert "等待数据核对" in text
    assert "<form" not in text.split("<main")[1]


def test_an_auditor_counts_approved_reports_alone(cast, client):
    moves.send_report(make_update(cast.commitment, cast.reporter, value="7100"), by=cast.reporter, at=moment())
    client.force_login(cast.auditor)
    assert client.get(URL).context["rows"][2].counts == {"approved": 0}


def test_the_desk_shows_the_department_s_own_due_day(cast, client):
    client.force_login(cast.reporter)
    assert client.get("/wuchang-2024/desk/").context["desk"].due == datetime.date(2024, 10, 21)
    granted(cast, cast.department, "等待数据核对")
    page = client.get("/wuchang-2024/desk/")
    assert page.context["desk"].due == datetime.date(2024, 10, 25)
    assert "10月25日" in text_of(page)
    assert f'href="{URL}"' in text_of(page)


def test_periods_cost_the_same_queries_however_many_there_are(cast, office):
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert office.get(URL).status_code == 200
        return len(made)

    few = queries()
    for month in range(1, 10):
        day = f"2024-{month:02}"
        make_period(cast.plan, day, f"{day}-01", f"{day}-28", f"2024-{month + 1:02}-20")
    granted(cast, cast.department, "一")
    granted(cast, cast.department, "二")
    assert queries() == few


def test_opening_may_close_the_one_before_in_the_same_step(cast, office):
    answer = post(office, cast, "open", "2024-Q4", early="on", close_before="on")
    assert answer.status_code == 302
    assert (period(cast, "2024-Q4").opened, period(cast).closed) == (TODAY, TODAY)
    assert HistoryEntry.objects.count() == 2


def test_opening_leaves_the_one_before_open_unless_asked(cast, office):
    post(office, cast, "open", "2024-Q4", early="on")
    assert period(cast).closed is None


def test_opening_before_the_planned_day_needs_a_tick(cast, office):
    answer = post(office, cast, "open", "2024-Q4")
    assert answer.status_code == 422
    assert period(cast, "2024-Q4").opened is None


def test_opening_twice_is_told(cast, office):
    answer = post(office, cast, "open", "2024-Q3")
    assert answer.status_code == 409
    assert 'role="alert"' in text_of(answer)


def test_closing_says_how_many_are_open_and_needs_a_tick(cast, office):
    page = office.get(f"{URL}2024-Q3/")
    assert page.context["row"].counts["owed"] == 1
    assert 'name="confirm"' in text_of(page)
    assert post(office, cast, "close").status_code == 422
    assert post(office, cast, "close", confirm="on").status_code == 302
    assert period(cast).closed == TODAY


def test_closing_needs_no_tick_when_everything_is_approved(cast, office):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    assert 'name="confirm"' not in text_of(office.get(f"{URL}2024-Q3/"))
    assert post(office, cast, "close").status_code == 302


def test_reopening_keeps_the_reason_in_the_record(cast, office):
    post(office, cast, "close", confirm="on")
    assert post(office, cast, "reopen", reason="").status_code == 422
    assert post(office, cast, "reopen", reason="补报两项").status_code == 302
    assert "补报两项" in text_of(office.get(f"{URL}2024-Q3/"))


def test_more_time_stands_in_the_table(cast, office):
    assert extend(office, cast).status_code == 302
    text = text_of(office.get(URL))
    assert "10-25" in text
    assert Extension.objects.get().granted_by == cast.supervisor


def test_a_double_click_gives_more_time_once(cast, office):
    key, version = form_key(), period(cast).version
    assert extend(office, cast, key=key, version=version).status_code == 302
    assert extend(office, cast, key=key, version=version).status_code == 302
    assert (Extension.objects.count(), HistoryEntry.objects.count()) == (1, 1)


def test_a_stale_page_is_told_and_what_was_typed_is_kept(cast, office):
    version = period(cast).version
    granted(cast, cast.department, "先给的")
    answer = extend(office, cast, version=version, reason="后给的理由")
    assert answer.status_code == 409
    assert "后给的理由" in text_of(answer)
    assert Extension.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"due": "2024-02-31"},
        {"due": "9999-12-31"},
        {"due": "2024-10-20"},
        {"due": "2024-10-26"},
        {"due": ""},
        {"due": "明天"},
        {"reason": ""},
        {"reason": "长" * 301},
        {"reason": "看\u202e不见"},
        {"reason": "空\x00字符"},
        {"department": "0"},
        {"department": "x"},
        {"department": "9" * 30},
    ],
)
def test_hostile_extensions_are_told_at_the_field_and_store_nothing(cast, office, fields):
    answer = extend(office, cast, **({"reason": "留下的理由"} | fields))
    assert answer.status_code == 422
    assert 'class="err"' in text_of(answer)
    assert "reason" in fields or "留下的理由" in text_of(answer)
    assert not Extension.objects.exists()


@pytest.mark.parametrize("due", ["2024-12-31", "2024-02-31", "9999-12-31", "2025-01-25", "0001-01-01", "2025-01-20"])
def test_hostile_due_days_move_nothing(cast, office, due):
    assert post(office, cast, "due", "2024-Q4", due=due, reason="理由").status_code == 422
    assert str(period(cast, "2024-Q4").due) == "2025-01-20"


def test_a_due_day_is_moved_and_one_that_is_past_is_not(cast, office):
    assert post(office, cast, "due", "2024-Q4", due="2025-01-22", reason="全会").status_code == 302
    assert str(period(cast, "2024-Q4").due) == "2025-01-22"
    assert post(office, cast, "due", "2024-Q3", due="2024-10-28", reason="全会").status_code == 409


@pytest.mark.parametrize("code", ["2024-Q9", "2023-Q1", "x", "2024-Q3%00"])
def test_a_period_that_is_not_there_is_not_found(office, code):
    assert office.get(f"{URL}{code}/").status_code == 404
    assert office.post(f"{URL}{code}/close/", {"key": form_key()}).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "1" * 40])
def test_a_form_without_a_key_does_nothing(cast, office, key):
    assert extend(office, cast, key=key).status_code == 404
    assert not Extension.objects.exists()


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor"])
@pytest.mark.parametrize("move", ["open", "close", "reopen", "due", "extend"])
def test_readers_change_nothing(cast, client, who, move):
    client.force_login(getattr(cast, who))
    assert post(client, cast, move, confirm="on", reason="理由", due="2024-10-25").status_code == 403
    assert not HistoryEntry.objects.exists()


def test_a_plan_without_periods_says_what_to_do(cast, office):
    ReportingPeriod.objects.all().delete()
    answer = office.get(URL)
    assert answer.status_code == 200
    assert f"{URL}layout/" in text_of(answer)
