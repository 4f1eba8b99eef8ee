"""One pair of words for how final a figure is, 预计 and 最终, wherever it is typed, signed, reviewed or read."""

import re
from decimal import Decimal

import pytest
from django.conf import settings

from commitments.choices import Finality
from commitments.workflow.reports import corrections, moves
from commitments.workflow.reports.entries import Figure
from tests.world import file_contribution, make_approved, make_contribution, make_update, moment

pytestmark = pytest.mark.django_db
ROOT = "/wuchang-2024/"


def provisional(cast, value="6200") -> dict:
    return {cast.target.indicator_id: Figure(value=Decimal(value), finality=Finality.PROVISIONAL)}


def text(client, user, address):
    client.force_login(user)
    answer = client.get(ROOT + address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_on_the_desk_and_in_review(cast, client):
    update = make_update(cast.commitment, cast.reporter, figures=provisional(cast))
    moves.send_report(update, by=cast.reporter, at=moment())
    assert "预计</span>" in text(client, cast.reporter, "desk/")
    assert "预计</span>" in text(client, cast.supervisor, "review/")


def test_at_the_sign_off(cast, client):
    approver = cast.with_approver()
    update = make_update(cast.commitment, cast.reporter, figures=provisional(cast))
    moves.send_report(update, by=cast.reporter, at=moment())
    assert "预计" in text(client, approver, "signoff/")


def test_on_the_commitment_and_in_the_calculation(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, figures=provisional(cast))
    shown = text(client, cast.leader, "commitment/4-1-1/")
    assert "预计</dd>" in shown
    assert "填报：9月末为6,200根，预计数。" in shown


def test_in_a_correction(cast, client):
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, figures=provisional(cast))
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="漏报。")
    assert "6,200根 预计" in text(client, cast.reporter, f"correction/{draft.pk}/")


def test_of_a_contribution(cast, client):
    contribution = make_contribution(cast.commitment, cast.other, cast.reporter)
    file_contribution(contribution, cast.outsider, value="1200")
    contribution.figures.update(finality=Finality.PROVISIONAL)
    assert "预计</span>" in text(client, cast.reporter, "contributions/")


def test_no_form_and_no_page_has_words_of_its_own_for_it():
    forms = list((settings.BASE_DIR / "commitments" / "pages").rglob("forms.py"))
    templates = list((settings.BASE_DIR / "templates").rglob("*.html"))
    assert (len(forms) > 5, len(templates) > 50) == (True, True)
    for path in forms:
        assert not re.search(r"label=_\(\"[^\"]*provisional", path.read_text("utf-8"))
    for path in templates:
        assert "初步" not in path.read_text("utf-8")
