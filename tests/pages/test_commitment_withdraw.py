"""A commitment withdrawn on a day: gone from the pages from then on, still there when an earlier day is asked for."""

import pytest

from commitments.models import Commitment, HistoryEntry
from tests.world import form_key, make_approved, make_commitment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/commitment/4-1-1/"


@pytest.fixture(autouse=True)
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    make_commitment(cast.plan, cast.department, "4-1-2", "推进海绵城市建设", kind="qualitative")


@pytest.fixture
def office(cast, client):
    client.force_login(cast.supervisor)
    return client


def withdraw(client, **fields):
    return client.post(f"{URL}withdraw/", {"key": form_key(), "reason": "并入他项。"} | fields)


def titles(client, address: str, day: str) -> str:
    return client.get(address, {"on": day}).content.decode()


def test_from_its_day_on_it_is_gone_and_before_it_stands(office):
    for address in ("/wuchang-2024/", "/wuchang-2024/ledger/", "/wuchang-2024/report/"):
        office.get(address)  # judged while it stood
    assert withdraw(office).status_code == 302
    for address in ("/wuchang-2024/ledger/", "/wuchang-2024/ledger/csv/"):
        assert "新增新能源充电桩" not in titles(office, address, "2024-10-24")
        assert "新增新能源充电桩" in titles(office, address, "2024-10-23")
    for day, number in (("2024-10-24", 1), ("2024-10-23", 2)):
        assert len(office.get("/wuchang-2024/", {"on": day}).context["standing"].items) == number
        assert office.get("/wuchang-2024/", {"on": day}).context["standing"].reported == number - 1
        assert f'href="{URL}' in titles(office, "/wuchang-2024/report/", "2024-10-23")


def test_its_page_says_when_and_why_and_shows_the_days_before(office):
    withdraw(office)
    gone = office.get(URL)
    assert gone.status_code == 404
    assert "并入他项。" in gone.content.decode()
    before = office.get(URL, {"on": "2024-10-23"})
    assert before.status_code == 200
    assert "并入他项。" in before.content.decode()
    assert 'class="own"' not in before.content.decode()


def test_sent_twice_it_is_one_and_later_it_is_told(office):
    key = form_key()
    assert [withdraw(office, key=key).status_code for _twice in range(2)] == [302, 302]
    assert withdraw(office).status_code == 302
    assert HistoryEntry.objects.filter(action="commitment_withdraw").count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "长" * 301])
def test_without_a_reason_it_stands(office, reason):
    answer = withdraw(office, reason=reason)
    assert answer.status_code == 422
    assert 'class="err"' in answer.content.decode()
    assert Commitment.objects.standing().count() == 2


def test_the_form_is_the_office_s(cast, client):
    client.force_login(cast.reporter)
    assert "withdraw/" not in client.get(URL).content.decode()
    assert withdraw(client).status_code == 403
