"""The table of holidays and the layout of the year, as the office sees and changes them."""

import datetime

import pytest

from commitments.models import HistoryEntry, Holiday
from commitments.workflow.office import holidays
from tests.world import form_key, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/periods/"
NOW = moment("2024-10-24")


@pytest.fixture(autouse=True)
def last_quarter_unopened(cast, client):
    cast.plan.periods.filter(code="2024-Q4").update(opened=None)
    client.force_login(cast.supervisor)


def post(client, where, **fields):
    return client.post(f"{URL}{where}/", {"key": form_key()} | fields)


def enter(client, **fields):
    return post(
        client, "holidays/day", **({"day": "2025-01-20", "kind": "off", "name": "停工", "version": ""} | fields)
    )


def due(cast) -> str:
    return str(cast.plan.periods.get(code="2024-Q4").due)


def test_a_published_year_is_taken_in_and_shown(cast, client):
    assert post(client, "holidays/take-in", year="2024").status_code == 302
    text = client.get(f"{URL}?year=2024").content.decode()
    assert "春节" in text
    assert "day=2024-02-18" in text


def test_readers_see_holidays_in_runs(cast, client):
    holidays.take_in_year(2024, at=NOW)
    client.force_login(cast.reporter)
    row = next(row for row in client.get(URL).context["holidays"] if row["name"] == "春节")
    assert [(str(run[0].day), str(run[-1].day)) for run in row["runs"]] == [("2024-02-10", "2024-02-17")]
    assert [str(day.day) for day in row["worked"]] == ["2024-02-04", "2024-02-18"]


def test_the_ruler_marks_due_days_and_days_off(cast, client):
    holidays.take_in_year(2024, at=NOW)
    fourth = client.get(URL).context["quarters"][3]
    assert [mark["day"] for mark in fourth["due"]] == [datetime.date(2024, 10, 21)]
    assert (len(fourth["off"]), len(fourth["worked"])) == (7, 1)
    # 92 days over 324 px from 3: 1 October stands at the left edge.
    assert fourth["off"][0][1] == 3


@pytest.mark.parametrize("year", ["2099", "0", "-5", "x", "", "9" * 30])
def test_a_year_that_is_not_published_is_told(cast, client, year):
    assert post(client, "holidays/take-in", year=year).status_code == 422
    assert not Holiday.objects.exists()


@pytest.mark.parametrize("query", ["?year=9999", "?year=x", "?year=" + "9" * 5000, "?day=2024-02-31", "?day=x%00"])
def test_a_strange_address_shows_the_plan_s_year(cast, client, query):
    answer = client.get(URL + query)
    assert (answer.status_code, answer.context["year"]) == (200, 2024)


def test_a_day_is_entered_opened_changed_and_removed(cast, client):
    assert enter(client).status_code == 302
    assert 'value="停工"' in client.get(f"{URL}?year=2025&day=2025-01-20").content.decode()
    assert enter(client, name="春节", version="off.停工").status_code == 302
    assert post(client, "holidays/remove", day="2025-01-20", version="off.春节").status_code == 302
    assert (Holiday.objects.count(), HistoryEntry.objects.count()) == (0, 3)


@pytest.mark.parametrize(
    "fields",
    [
        {"day": "2024-02-31"},
        {"day": "9999-12-31"},
        {"day": ""},
        {"kind": "x"},
        {"day": "2025-01-21", "kind": "worked"},
        {"name": ""},
        {"name": "长" * 51},
        {"name": "看\u202e不见"},
    ],
)
def test_hostile_days_are_told_at_the_field_and_store_nothing(cast, client, fields):
    answer = enter(client, **fields)
    assert answer.status_code == 422
    assert 'class="err"' in answer.content.decode()
    assert not Holiday.objects.exists()


def test_a_day_somebody_else_entered_is_not_overwritten(cast, client):
    enter(client, name="先写的")
    answer = enter(client, name="后写的")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "先写的" in text
    assert "后写的" in text
    assert Holiday.objects.get().name == "先写的"


def test_a_day_that_is_gone_is_not_removed_again(cast, client):
    assert post(client, "holidays/remove", day="2025-01-20", version="off.停工").status_code == 409
    assert post(client, "holidays/remove", day="2024-02-31", version="").status_code == 422


def test_a_double_click_enters_a_day_once(cast, client):
    key = form_key()
    assert [enter(client, key=key).status_code for _click in range(2)] == [302, 302]
    assert HistoryEntry.objects.count() == 1


def test_due_days_move_only_when_they_are_ticked(cast, client):
    enter(client)
    [(period, day)] = client.get(URL).context["moved"]
    assert (str(day), due(cast)) == ("2025-01-21", "2025-01-20")
    assert post(client, "holidays/due-days").status_code == 302
    assert due(cast) == "2025-01-20"
    assert post(client, "holidays/due-days", move=f"{period.pk}.2025-01-20.2025-01-21").status_code == 302
    assert (due(cast), client.get(URL).context["moved"]) == ("2025-01-21", [])


@pytest.mark.parametrize("move", ["x", "1.2025-01-20.2025-01-23", ""])
def test_due_days_shown_no_more_are_not_moved(cast, client, move):
    enter(client)
    assert post(client, "holidays/due-days", move=move).status_code == 409
    assert due(cast) == "2025-01-20"


@pytest.mark.parametrize("where", ["holidays/day", "holidays/remove", "holidays/take-in", "holidays/due-days"])
def test_only_the_office_keeps_the_table(cast, client, where):
    client.force_login(cast.leader)
    assert post(client, where, year="2024", day="2025-01-20", kind="off", name="停工").status_code == 403
    assert not HistoryEntry.objects.exists()


def layout(client, **fields):
    chosen = {"frequency": "monthly", "due_day": "20", "exempt": ""} | fields
    return chosen, client.get(f"{URL}layout/", chosen)


def test_a_layout_is_shown_before_it_is_made(cast, client):
    chosen, page = layout(client)
    assert [period.code for period in page.context["periods"]] == ["2024-10", "2024-11", "2024-12"]
    assert cast.plan.periods.count() == 4
    assert post(client, "layout/apply", shown=page.context["shown"], **chosen).status_code == 302
    assert cast.plan.periods.count() == 6


def test_a_layout_that_was_shown_otherwise_is_not_made(cast, client):
    chosen, _page = layout(client)
    assert post(client, "layout/apply", shown="2024-10.2024-10-01.2024-11-21", **chosen).status_code == 409
    assert cast.plan.periods.count() == 4


def test_a_double_click_lays_out_once(cast, client):
    chosen, page = layout(client)
    sent = {"key": form_key(), "shown": page.context["shown"]} | chosen
    assert [client.post(f"{URL}layout/apply/", sent).status_code for _click in range(2)] == [302, 302]
    assert HistoryEntry.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [{"due_day": "29"}, {"due_day": "0"}, {"due_day": "x"}, {"frequency": "daily"}, {"exempt": "2024-12"},
     {"exempt": "\u202e"}, {"exempt": "9" * 101}],
)  # fmt: skip
def test_a_strange_layout_is_told(cast, client, fields):
    chosen, page = layout(client, **fields)
    assert page.status_code == 422
    assert post(client, "layout/apply", shown="", **chosen).status_code == 422
    assert cast.plan.periods.count() == 4


def test_a_year_that_is_all_open_is_not_laid_out(cast, client):
    cast.plan.periods.update(opened=datetime.date(2024, 1, 1))
    chosen, page = layout(client)
    assert page.context["periods"] == []
    assert post(client, "layout/apply", shown="", **chosen).status_code == 409
