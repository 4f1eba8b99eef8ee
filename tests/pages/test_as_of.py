"""Any past day can be asked again: what was approved by its end, and nothing that came later."""

import datetime

import pytest

from commitments.models import Verdict
from commitments.pages import as_of
from tests.world import make_approved, make_commitment, make_department

pytestmark = pytest.mark.django_db
ROOT = "/wuchang-2024/"
PAGES = ("", "ledger/", "report/", "commitment/4-1-1/", "outlook/year-end/")


@pytest.fixture(scope="module")
def scene(scene):
    """Return the cast with two reports approved."""
    make_approved(scene.commitment, scene.reporter, scene.supervisor, "2024-Q2", "2024-07-15", value="3500")
    make_approved(scene.commitment, scene.reporter, scene.supervisor, "2024-Q3", "2024-10-15", value="3600")
    return scene


@pytest.fixture(autouse=True)
def leader_signed_in(cast, client):
    client.force_login(cast.leader)


def page(client, address):
    answer = client.get(ROOT + address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_past_day_says_so_and_leads_back(cast, client, address):
    shown = page(client, f"{address}?on=2024-07-20")
    assert "以下为2024年7月20日日终的情况" in shown
    assert "以下为" not in page(client, address)
    assert "以下为" not in page(client, f"{address}?on=2024-10-24")


def test_the_ledger_shows_the_figure_that_counted_then(cast, client):
    assert "3,500" in page(client, "ledger/?on=2024-07-20")
    assert "3,600" not in page(client, "ledger/?on=2024-10-14")
    assert "3,600" in page(client, "ledger/?on=2024-10-15")


def test_the_commitment_tells_only_what_was_approved_then(cast, client):
    then, now = page(client, "commitment/4-1-1/?on=2024-10-14"), page(client, "commitment/4-1-1/")
    assert ("3,600" in then, "3,600" in now) == (False, True)
    assert ("10-15 16:00" in then, "10-15 16:00" in now) == (False, True)


@pytest.fixture
def moved(cast):
    """The duty moved on to another department on 1 August."""
    successor = make_department("NEW", "区承接局")
    cast.commitment.assignments.filter(role="lead").update(valid_to="2024-08-01")
    cast.commitment.assignments.create(department=successor, role="lead", valid_from="2024-08-01")
    return successor


@pytest.mark.parametrize("address", ["ledger/", "ledger/csv/", "commitment/4-1-1/", "behind/departments/"])
def test_a_past_day_names_who_led_then(moved, client, address):
    then, now = page(client, f"{address}?on=2024-07-31"), page(client, address)
    assert ("区建设局" in then, "区承接局" in then) == (True, False)
    assert "区承接局" in now


@pytest.mark.parametrize(("day", "department"), [("2024-07-31", "JSJ"), ("2024-08-01", "NEW")])
def test_the_ledger_of_a_past_day_filters_by_who_led_then(cast, moved, client, day, department):
    make_commitment(cast.plan, moved, "4-1-2")
    make_commitment(cast.plan, cast.department, "4-1-3")
    other = {"JSJ": "NEW", "NEW": "JSJ"}[department]
    assert "commitment/4-1-1/" in page(client, f"ledger/?department={department}&on={day}")
    assert "commitment/4-1-1/" not in page(client, f"ledger/?department={other}&q=4-1-1&on={day}")


def test_links_keep_the_day(cast, client):
    shown = page(client, "?on=2024-07-20")
    assert "/wuchang-2024/commitment/4-1-1/?on=2024-07-20" in shown
    assert "/wuchang-2024/ledger/?on=2024-07-20" in shown
    assert "/wuchang-2024/report/?on=2024-07-20" in shown
    assert 'href="/wuchang-2024/commitment/4-1-1/?on=2024-07-20"' in page(client, "ledger/?on=2024-07-20")


def test_exports_are_of_the_day_too(cast, client):
    assert "35.0%" in client.get(f"{ROOT}ledger/csv/?on=2024-07-20").content.decode("utf-8-sig")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "text", ["2024-13-01", "x", "2023-12-31", "2024-10-25", "9999-99-99", "%00", "2024-06-30T00:00"]
)
def test_a_day_that_cannot_be_asked_is_refused_with_words(cast, client, address, text):
    answer = client.get(f"{ROOT}{address}?on={text}")
    assert answer.status_code == 404
    assert "有效日期" in answer.content.decode() or "任一天" in answer.content.decode()


def test_a_past_day_does_not_change_today(cast, client):
    page(client, "ledger/")
    before = list(Verdict.objects.filter(on="2024-10-24").values())
    page(client, "ledger/?on=2024-07-20")
    assert list(Verdict.objects.filter(on="2024-10-24").values()) == before


def test_the_picker_keeps_the_filter(cast, client, rf):
    request = rf.get("/", {"lamp": ["red", "green"], "on": "2024-07-20", "page": "2"})
    request.day = datetime.date(2024, 7, 20)
    assert as_of.as_of_context(request)["kept"] == [("lamp", "red"), ("lamp", "green")]
