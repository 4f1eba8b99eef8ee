"""The word 预计 in a figure's text ticks the box of that figure while one types, without asking."""

import pytest
from playwright.sync_api import expect

from commitments.models import Contribution, Observation
from commitments.workflow.reports import corrections
from tests.browser.desk_page import DESK, figure_of, kind
from tests.world import make_approved, make_contribution, moment

pytestmark = pytest.mark.django_db(transaction=True)
TICK = "input[name^=provisional_]"


def test_at_the_desk_and_the_save_keeps_it(cast, sign_in):
    page = sign_in(cast.reporter)
    page.goto(DESK)
    figure_of(page).fill("预计7200根")
    expect(page.locator(TICK)).to_be_checked()
    kind(page, "saved")
    assert Observation.objects.get().finality == "provisional"


def test_in_a_correction_and_a_contribution(cast, sign_in):
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7000")
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="漏报。")
    contribution = make_contribution(cast.commitment, cast.other, cast.reporter)
    for who, address in ((cast.reporter, f"correction/{draft.pk}/"), (cast.outsider, "contributions/")):
        page = sign_in(who)
        page.goto(f"/wuchang-2024/{address}")
        page.locator("input[name^=figure_]").fill("7200根（快报数）")
        expect(page.locator(TICK)).to_be_checked()
    page.locator("form.w .btn").first.click()
    expect(page.locator(".pt .msg.info")).to_be_visible()
    expect(page.locator("form.w .echo")).to_contain_text("预计")
    assert Contribution.objects.get(pk=contribution.pk).figures.get().finality == "provisional"
