"""The calculation behind a lamp, asked for beside it: in words, of its day, for a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.workflow.office import overrules
from tests.world import make_approved, make_commitment, make_milestone, make_target, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/commitment/4-1-1/why/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reported_twice(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q3", "2024-10-15", value="6200")
    client.force_login(cast.leader)


def asked(client, query=""):
    answer = client.get(f"{URL}{query}", headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_the_calculation_in_a_sentence(cast, reported_twice, client):
    words = asked(client)
    assert "9月末应达70%，实际6,200根=62%，低于序时进度8个百分点" in words
    assert "<html" not in words


def test_of_a_past_day_it_says_what_counted_then(cast, reported_twice, client):
    words = asked(client, "?on=2024-10-14")
    assert "3,500根=35%" in words
    assert "6,200" not in words


def test_a_late_report_and_the_last_lamp_are_named(cast, client):
    client.force_login(cast.leader)
    assert "逾期未报" in asked(client)


def test_the_office_s_lamp_comes_with_its_reason(cast, reported_twice, client):
    overrules.set_office_lamp(
        cast.commitment, by=cast.supervisor, at=moment("2024-10-22"), lamp="red", reason="现场核查"
    )
    assert "现场核查" in asked(client)


def test_every_component_has_its_line(cast, reported_twice, client):
    make_milestone(cast.commitment)
    assert asked(client).count("<p>") == 2


def test_without_htmx_it_leads_to_the_same_words_on_the_page(cast, reported_twice, client):
    answer = client.get(f"{URL}?on=2024-10-14")
    assert answer.url == "/wuchang-2024/commitment/4-1-1/?on=2024-10-14#lamp"
    assert 'id="lamp"' in client.get(answer.url).content.decode()


@pytest.mark.parametrize("address", [f"{URL}?on=2023-01-01", f"{URL}?on=x", URL.replace("4-1-1", "9-9-9")])
def test_what_is_not_there_is_refused(cast, reported_twice, client, address):
    assert client.get(address, headers=HTMX).status_code == 404


def test_it_costs_the_same_in_a_larger_plan(cast, reported_twice, client):
    def queries():
        asked(client)
        with CaptureQueriesContext(connection) as captured:
            asked(client)
        return len(captured)

    one = queries()
    for order in range(2, 8):
        make_target(make_commitment(cast.plan, cast.department, f"4-1-{order}"))
    assert queries() == one
