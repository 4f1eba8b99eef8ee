"""The ledger costs the same number of queries however many commitments it lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Paragraph
from tests.world import TEXT, make_approved, make_commitment, make_target, make_trajectory

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/ledger/"


@pytest.fixture(scope="module")
def scene(scene):
    """Return the cast with twenty commitments reported on."""
    scene.department.leader = scene.leader
    scene.department.save()
    grow(scene, 20)
    return scene


@pytest.fixture(autouse=True)
def leader_signed_in(cast, client):
    client.force_login(cast.leader)


def grow(cast, size: int) -> None:
    """Add measured and reported commitments until the plan has `size`."""
    quotes = [f"完成第{number}项任务" for number in range(2, size + 1)]
    Paragraph.objects.filter(section__plan=cast.plan).update(text=TEXT + "，".join(quotes) + "。")
    for number in range(cast.plan.commitments.count() + 1, size + 1):
        made = make_commitment(cast.plan, cast.department, f"4-1-{number}", f"完成第{number}项任务")
        make_target(made)
        make_trajectory(made, 10, 35, 70, 100)
        make_approved(made, cast.reporter, cast.supervisor, value="6200")


def queries(client, address: str) -> int:
    client.get(address)  # the day's verdicts are judged and stored once
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


@pytest.mark.parametrize("address", [f"{URL}?per=195", f"{URL}?q=任务&sort=-gap", f"{URL}xlsx/", f"{URL}csv/"])
def test_forty_commitments_cost_the_queries_of_twenty(cast, client, address):
    few = queries(client, address)
    grow(cast, 40)
    assert queries(client, address) == few


def test_pages_hold_fifty_rows_and_lead_to_the_next(cast, client):
    grow(cast, 55)
    first, second = (client.get(f"{URL}{query}").content.decode() for query in ("", "?page=2"))
    assert (first.count("data-row>"), second.count("data-row>")) == (50, 5)
    assert "?page=2" in first
    assert client.get(f"{URL}?per=100").content.decode().count("data-row>") == 55


def test_exports_hold_the_rows_of_every_page(cast, client):
    grow(cast, 55)
    assert client.get(f"{URL}csv/?page=2").content.decode("utf-8-sig").count("\r\n") == 56
