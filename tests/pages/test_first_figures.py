"""A first figure far above the target is asked about wherever it is typed or read, and forbidden nowhere."""

import pytest
from django.utils.translation import gettext, override

from commitments.workflow.reports import corrections, moves
from tests.world import file_contribution, form_key, make_approved, make_contribution, make_update, moment

pytestmark = pytest.mark.django_db
ROOT = "/wuchang-2024/"
SAID = "This is %(times)s times the %(promised)s%(unit)s planned for the whole year. Please check the unit."
with override("zh-hans"):
    WORDS = gettext(SAID) % {"times": "12", "promised": "10,000", "unit": "根"}


def text(client, user, address):
    client.force_login(user)
    answer = client.get(ROOT + address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_on_the_desk(cast, client):
    make_update(cast.commitment, cast.reporter, value="120000")
    assert WORDS in text(client, cast.reporter, "desk/")


def test_in_what_is_pasted(cast, client):
    client.force_login(cast.reporter)
    answer = client.post(f"{ROOT}desk/paste/", {"key": form_key(), "rows": "4-1-1\t12万", "who": cast.reporter.pk})
    assert WORDS in answer.content.decode()


def test_in_review(cast, client):
    moves.send_report(make_update(cast.commitment, cast.reporter, value="120000"), by=cast.reporter, at=moment())
    assert WORDS in text(client, cast.supervisor, "review/")


def test_in_a_correction(cast, client):
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="120000")
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="单位有误。")
    assert WORDS in text(client, cast.reporter, f"correction/{draft.pk}/")


def test_in_a_contribution_for_who_writes_it_and_for_who_takes_it_over(cast, client):
    contribution = make_contribution(cast.commitment, cast.other, cast.reporter)
    file_contribution(contribution, cast.outsider, value="120000")
    assert WORDS in text(client, cast.outsider, "contributions/")
    assert WORDS in text(client, cast.reporter, "contributions/")


def test_what_lies_within_reason_is_not_asked_about(cast, client):
    make_update(cast.commitment, cast.reporter, value="12000")
    client.force_login(cast.reporter)
    (item,) = client.get(f"{ROOT}desk/").context["items"]
    assert item.commitment == cast.commitment
    assert item.flags == []


def test_a_figure_asked_about_is_sent_all_the_same(cast):
    update = make_update(cast.commitment, cast.reporter, value="120000")
    assert moves.send_report(update, by=cast.reporter, at=moment()).state == "submitted"
