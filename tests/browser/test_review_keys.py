"""The review by keyboard: one key for each plain approval, never two decisions from one press, nothing lost."""

import re

import pytest
from playwright.sync_api import expect

from commitments.choices import UpdateState
from commitments.models import ProgressUpdate, StockReason
from commitments.workflow.reports import review
from tests.world import make_waiting, moment

pytestmark = pytest.mark.django_db(transaction=True)
REVIEW = "/wuchang-2024/review/"
WAITING = 10


@pytest.fixture(autouse=True)
def ten_waiting(cast):
    """Return the cast with ten updates waiting."""
    make_waiting(cast, WAITING)
    StockReason.objects.create(text="缺佐证：请补充清单。", order=1)


@pytest.fixture
def page(page, cast, sign_in):
    sign_in(cast.supervisor).goto(REVIEW)
    return page


def opened(page, number: int):
    expect(page.locator(".rmain .cno")).to_have_text(f"4-1-{number}")


def approved() -> int:
    return ProgressUpdate.objects.approved().count()


def test_ten_plain_approvals_take_ten_keys_and_no_page_load(page):
    keys = 0
    page.evaluate("window.untouched = true")
    for number in range(20, 20 + WAITING):
        opened(page, number)
        page.keyboard.press("a")
        keys += 1
    expect(page.locator(".rmain .empty")).to_be_visible()
    assert (keys, approved()) == (WAITING, WAITING)
    assert page.evaluate("window.untouched")


def test_what_happened_is_said_and_the_next_has_the_focus(page):
    page.keyboard.press("a")
    opened(page, 21)
    expect(page.locator("#said")).to_contain_text("4-1-20")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("#queue [aria-current]")).to_contain_text("4-1-21")
    expect(page).to_have_url(re.compile(r"item=\d+"))


def test_a_second_press_while_the_first_is_under_way_does_nothing(page):
    page.evaluate("""() => { for (const repeat of [false, false, true])
        document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "a", bubbles: true, repeat})) }""")
    opened(page, 21)
    page.wait_for_timeout(300)
    opened(page, 21)
    assert approved() == 1


def test_j_k_and_s_move_without_deciding(page):
    for key, number in (("j", 21), ("j", 22), ("k", 21), ("s", 22)):
        page.keyboard.press(key)
        opened(page, number)
    assert approved() == 0


def test_returning_by_keyboard_asks_for_the_reason_first(page):
    page.keyboard.press("r")
    expect(page.locator("textarea[name=reason]")).to_be_focused()
    page.keyboard.type("a r j 口径不符")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    opened(page, 21)
    assert ProgressUpdate.objects.get(state=UpdateState.RETURNED).return_reason == "a r j 口径不符"


def test_a_stock_reason_is_added_to_what_was_typed(page):
    page.locator("textarea[name=reason]").fill("表2。")
    page.get_by_role("link", name="缺佐证").click()
    expect(page.locator("textarea[name=reason]")).to_have_value("表2。\n缺佐证：请补充清单。")
    page.keyboard.press("Control+Enter")
    opened(page, 21)


def test_the_second_of_two_reviewers_is_told_in_place(page, cast):
    first = ProgressUpdate.objects.order_by("pk").first()
    review.approve_report(first, by=cast.second_supervisor, at=moment("2024-10-24", "10:32"))
    page.locator("textarea[name=reason]").fill("我写的理由")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator(".refusal")).to_contain_text("10:32")
    expect(page.locator(".dec textarea")).to_have_value("我写的理由")
    page.keyboard.press("s")
    opened(page, 21)


@pytest.mark.parametrize("viewport", ["phone"], indirect=False)
def test_it_works_by_thumb_on_a_phone(page, viewport):
    button = page.locator("[data-key=a]")
    assert button.bounding_box()["height"] >= 44
    assert page.evaluate("getComputedStyle(document.querySelector('.dec')).position") == "static"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    button.click()
    opened(page, 21)


def test_all_that_is_on_track_is_approved_from_a_list(page):
    page.locator(".all a").click()
    assert page.locator("input[name=item]").count() == WAITING
    page.locator("input[name=item]").first.uncheck()
    page.locator("form .btn.go").click()
    opened(page, 20)
    assert approved() == WAITING - 1


def test_a_lost_connection_is_said_and_pressing_again_decides_once(page):
    page = page.context.new_page()  # one whose complaints are not listened to: a lost request is one
    page.goto(REVIEW)
    page.route("**/approve/", lambda route: route.abort())
    page.keyboard.press("a")
    expect(page.locator("#said")).not_to_be_empty()
    opened(page, 20)
    page.unroute("**/approve/")
    page.keyboard.press("a")
    opened(page, 21)
    assert approved() == 1
