"""A plan whose commitments were all withdrawn: its rooms and papers say so, and its periods still open."""

import pytest

from commitments.workflow.office import periods
from tests.world import TODAY, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_left(cast):
    cast.plan.commitments.update(withdrawn_on="2024-10-01", withdrawn_reason="并入他项。")


@pytest.mark.parametrize(
    "address", ["", "ledger/", "ledger/xlsx/", "outlook/", "outlook/year-end/", "waiting/", "papers/"]
)
def test_its_rooms_answer(client, cast, address):
    client.force_login(cast.supervisor)
    assert client.get(f"/wuchang-2024/{address}").status_code == 200


@pytest.mark.parametrize("file", ["pdf/", "word/", "xlsx/"])
def test_its_year_end_is_printed(client, cast, file):
    client.force_login(cast.supervisor)
    assert client.get(f"/wuchang-2024/outlook/year-end/{file}").status_code == 200


def test_its_period_opens(cast):
    period = cast.plan.periods.get(code="2024-Q4")
    period.opened = None
    period.save()
    assert periods.open_period(period, by=cast.supervisor, at=moment("2024-10-24")).opened == TODAY
