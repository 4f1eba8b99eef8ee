"""Duties by keyboard: moving, ticking one and up to one, confirming, setting a lead; nothing needs the mouse."""

import pytest
from playwright.sync_api import expect

from commitments.choices import PlanState, Standing
from commitments.models import Assignment, Commitment
from tests.world import make_support, make_waiting

pytestmark = pytest.mark.django_db(transaction=True)
ROOM = "/plans/wuchang-2024/duties/"


@pytest.fixture
def page(page, cast, sign_in):
    """Return the room with eleven proposed duties of a draft, signed in as the office."""
    make_waiting(cast, 10)
    make_support(cast.commitment, cast.other)
    Assignment.objects.update(standing=Standing.PROPOSED)
    cast.plan.state = PlanState.DRAFT
    cast.plan.save()
    sign_in(cast.supervisor).goto(ROOM)
    return page


def proposed() -> int:
    return Commitment.objects.filter(assignments__standing=Standing.PROPOSED).distinct().count()


def test_four_are_ticked_and_confirmed_in_eight_keys(page):
    for key in ("j", "x", "j", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    expect(page.locator("[data-chosen]")).to_have_text("已选：4")
    page.keyboard.press("c")
    expect(page.locator(".msg.info")).to_contain_text("4项任务的分工已确认")
    assert proposed() == 7


def test_a_lead_is_set_without_the_mouse(page, cast):
    for key in ("j", "j", "x", "l"):
        page.keyboard.press(key)
    page.keyboard.type("区教育局")
    page.keyboard.press("Enter")
    expect(page.locator(".msg.info")).to_contain_text("1项任务的分工已调整")
    assert Commitment.objects.get(code="4-1-20").lead == cast.other


def test_keys_are_dead_while_a_field_has_the_focus(page):
    page.keyboard.press("/")
    page.keyboard.type("jxc")
    expect(page.locator("#id_q")).to_have_value("jxc")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("tr.cur .code")).to_have_text("4-1-1")
    assert proposed() == 11


def test_the_box_above_ticks_the_page(page):
    page.locator("[data-tick-page]").check()
    expect(page.locator("[data-chosen]")).to_have_text("已选：11")
