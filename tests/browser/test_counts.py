"""What waits, in the masthead, follows every act without a page load."""

import re

import pytest
from playwright.sync_api import expect

from tests.world import make_contribution, make_waiting

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/wuchang-2024/"


@pytest.fixture
def three_waiting(cast):
    """Let three reports wait for the office."""
    make_waiting(cast, 3)


def counted(page, number: int, *rooms):
    for room in rooms:
        count = page.locator(f".mast nav #n-{room}")
        expect(count).to_have_text(re.compile(rf"^{number}\b")) if number else expect(count).to_be_hidden()


def settled(page, number: int):
    """Wait until the report that a key opened is there and takes keys: those pressed before are passed over."""
    if number:
        expect(page.locator(".rmain .cno")).to_have_text(f"4-1-{number}")
        expect(page.locator("h1")).to_be_focused()


@pytest.mark.usefixtures("three_waiting")
def test_the_review_by_keyboard(cast, sign_in):
    page = sign_in(cast.supervisor)
    page.goto(f"{HOME}review/")
    page.evaluate("window.untouched = true")
    for key, left, opened in (("j", 3, 21), ("k", 3, 20), ("a", 2, 21), ("a", 1, 22), ("a", 0, 0)):
        page.keyboard.press(key)
        settled(page, opened)
        counted(page, left, "review", "waiting")
    assert page.evaluate("window.untouched")


@pytest.mark.usefixtures("three_waiting", "acts_held")
def test_what_is_undone_waits_again(cast, sign_in):
    page = sign_in(cast.supervisor)
    page.goto(f"{HOME}review/")
    for key, left in (("a", 2), ("u", 3)):
        page.keyboard.press(key)
        counted(page, left, "review", "waiting")
        page.wait_for_timeout(100)


def test_a_report_that_is_sent(desk):
    counted(desk, 1, "waiting")
    desk.locator("textarea[name=narrative]").fill("已建成充电桩。")
    desk.locator("input[name^=figure_]").fill("7200根")
    desk.locator(".slf label").first.click()
    desk.locator("button[hx-post$='/send/']").click()
    expect(desk.locator("#c-4-1-1")).to_contain_text("待审核")
    counted(desk, 0, "waiting")


def test_a_contribution_that_is_filed(cast, sign_in):
    make_contribution(cast.commitment, cast.other, cast.reporter)
    page = sign_in(cast.outsider)
    page.goto(f"{HOME}contributions/")
    counted(page, 1, "contributions")
    page.locator("form.w textarea").fill("学校建成充电桩1200根。")
    page.locator("form.w .btn.go").click()
    counted(page, 0, "contributions", "waiting")
