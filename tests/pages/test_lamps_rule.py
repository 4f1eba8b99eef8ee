"""The page of the plan's thresholds: every row from its day on, and the form that adds one."""

import pytest

from commitments.models import HistoryEntry, ThresholdChange
from commitments.workflow.office import thresholds
from tests.world import form_key, make_approved

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/lamps/rule/"
TYPED = {"yellow_at": "-5", "red_below": "-20", "milestone_days": "7", "reason": "从严掌握。"}


@pytest.fixture(autouse=True)
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")


@pytest.fixture
def office(cast, client):
    client.force_login(cast.supervisor)
    return client


def change(client, **fields):
    return client.post(f"{URL}change/", {"key": form_key(), "version": "0"} | TYPED | fields)


def test_the_published_ones_are_shown_to_all_and_the_form_to_the_office(cast, client, office):
    assert 'name="red_below"' in office.get(URL).content.decode()
    client.force_login(cast.reporter)
    text = client.get(URL).content.decode()
    assert "2024-01-01" in text
    assert 'name="red_below"' not in text


def test_a_change_is_listed_with_its_day_and_reason(office):
    answer = change(office)
    assert (answer.status_code, answer.url) == (302, URL)
    text = office.get(URL).content.decode()
    assert "从严掌握。" in text
    assert text.index("2024-10-24") < text.index("2024-01-01")


def test_sent_twice_it_is_one(office):
    key = form_key()
    assert [change(office, key=key).status_code for _twice in range(2)] == [302, 302]
    assert (ThresholdChange.objects.count(), HistoryEntry.objects.filter(action="thresholds_change").count()) == (1, 1)


@pytest.mark.parametrize(
    "typed",
    [
        {"reason": ""}, {"red_below": "-3"}, {"yellow_at": "zehn"}, {"milestone_days": "0"}, {"yellow_at": "-1e999"},
        {"red_below": "-99999999"}, {"reason": "长" * 301},
        {"yellow_at": "-10", "red_below": "-30", "milestone_days": "30"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_the_text_kept(office, typed):
    answer = change(office, **typed)
    assert answer.status_code == 422
    assert 'class="err"' in answer.content.decode()
    assert f'value="{(TYPED | typed)["yellow_at"]}"' in answer.content.decode()
    assert not ThresholdChange.objects.exists()


@pytest.mark.parametrize("minus", ["-5", "−5", "－５", " -5.00 "])
def test_any_minus_sign_is_understood(office, minus):
    assert change(office, yellow_at=minus).status_code == 302
    assert ThresholdChange.objects.get().yellow_at == -5


def test_who_saw_older_ones_is_told(cast, office):
    change(office)
    answer = change(office, yellow_at="-3", version="0")
    assert answer.status_code == 409
    assert 'value="-3"' in answer.content.decode()
    assert f'name="version" value="{thresholds.thresholds_version(cast.plan)}"' in answer.content.decode()


def test_every_page_shows_those_of_its_day(cast, office):
    change(office)
    commitment = f"/wuchang-2024/commitment/{cast.commitment.code}/"
    for address in ("/wuchang-2024/", commitment):
        now, before = (office.get(address, {"on": day}).content.decode() for day in ("2024-10-24", "2024-10-23"))
        assert ("−20" in now, "−30" in now) == (True, False)
        assert ("−20" in before, "−30" in before) == (False, True)
    assert office.get(commitment).context["verdict"].lamp == "yellow"
    assert office.get(commitment, {"on": "2024-10-23"}).context["verdict"].lamp == "green"
