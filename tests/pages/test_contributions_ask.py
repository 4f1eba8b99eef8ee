"""A lead asks for contributions on the page: once, by a day that fits, only for its own reports."""

import pytest
from django.urls import reverse

from commitments.models import Contribution, HistoryEntry
from commitments.workflow.reports import moves
from tests.world import form_key, make_support, make_update, moment

pytestmark = pytest.mark.django_db
PLAN = "wuchang-2024"


@pytest.fixture
def ask(client, cast):
    make_support(cast.commitment, cast.other)

    def act(user=None, **changes):
        client.force_login(user or cast.reporter)
        fields = {"key": form_key(), "for": "4-1-1", "departments": [cast.other.pk], "wanted": "请报学校充电桩数量。"}
        return client.post(reverse("contributions_ask", args=[PLAN]), fields | {"due": "2024-10-25"} | changes)

    return act


def test_asking_from_the_page(cast, ask, client):
    client.force_login(cast.reporter)
    page = client.get(reverse("contributions", args=[PLAN]), {"for": "4-1-1"})
    assert cast.other.short_name in page.content.decode()
    assert ask().status_code == 302
    assert Contribution.objects.get().department == cast.other


def test_asking_twice_with_one_key_has_one_effect(ask):
    key = form_key()
    assert [ask(key=key).status_code, ask(key=key).status_code] == [302, 302]
    assert (Contribution.objects.count(), HistoryEntry.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"departments": []}, {"departments": ["x"]}, {"departments": [10**12]}, {"wanted": ""}, {"due": "2024-10-23"},
        {"due": "2024-12-31"}, {"due": ""}, {"due": "0000-99-99"}, {"wanted": "字" * 501}, {"wanted": "藏\u202e字"},
        {"for": "9-9-9"}, {"for": ""},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_and_nothing_is_stored(ask, wrong):
    assert ask(**wrong).status_code == 422
    assert not Contribution.objects.exists()


def test_nobody_asks_for_a_contribution_of_another_s_report(cast, ask):
    assert ask(user=cast.outsider).status_code == 422
    assert not Contribution.objects.exists()


def test_asking_while_the_report_is_on_its_way_keeps_what_was_typed(cast, ask):
    moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    answer = ask()
    assert (answer.status_code, Contribution.objects.count()) == (409, 0)
    assert "请报学校充电桩数量。" in answer.content.decode()
