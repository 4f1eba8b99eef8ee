"""Beside a lamp stands its calculation: for the mouse that rests, for the keyboard, and never in the way."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.world import make_approved

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "低于序时进度8个百分点"


@pytest.fixture(autouse=True)
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")


def tip(page):
    return page.locator("#why")


@pytest.mark.parametrize(
    ("screen", "lamp"),
    [("", "a.cell"), ("ledger/", "[data-row] .lamp"), ("report/", ".mg"), ("behind/lamps/", "tbody .lamp")],
)
def test_resting_on_a_lamp_tells_how_it_came_about(cast, sign_in, screen, lamp):
    page = sign_in(cast.leader)
    page.goto(f"/wuchang-2024/{screen}")
    page.locator(lamp).first.hover()
    expect(tip(page)).to_contain_text(WORDS)
    page.locator(".brand").hover()
    expect(tip(page)).to_be_hidden()


def test_the_keyboard_opens_it_and_escape_closes_it(cast, sign_in):
    page = sign_in(cast.leader)
    page.goto("/wuchang-2024/ledger/")
    page.keyboard.press("j")
    expect(tip(page)).to_contain_text(WORDS)
    expect(page.locator("[data-row] a")).to_have_attribute("aria-describedby", "why")
    page.keyboard.press("Escape")
    expect(tip(page)).to_be_hidden()
    expect(page.locator("[aria-describedby=why]")).to_have_count(0)


def test_one_may_go_into_it_to_read_on(cast, sign_in):
    page = sign_in(cast.leader)
    page.goto("/wuchang-2024/")
    page.locator("a.cell").first.hover()
    expect(tip(page)).to_be_visible()
    tip(page).hover()
    page.wait_for_timeout(500)
    expect(tip(page)).to_be_visible()


def test_a_lamp_of_an_earlier_period_is_explained_as_of_then(cast, sign_in):
    page = sign_in(cast.leader)
    page.goto("/wuchang-2024/?period=2024-Q2")
    with page.expect_response(re.compile(r"/why/\?on=2024-09-30")):
        page.locator("a.cell").first.hover()


def test_it_fits_the_window_at_its_edge(cast, sign_in):
    page = sign_in(cast.leader)
    page.goto("/wuchang-2024/ledger/")
    page.locator("[data-row] .lamp").last.hover()
    expect(tip(page)).to_be_visible()
    box = tip(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]


def test_paper_shows_nothing_of_it(cast, sign_in):
    page = sign_in(cast.leader)
    page.goto("/wuchang-2024/")
    page.locator("a.cell").first.hover()
    expect(tip(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(tip(page)).to_be_hidden()


def test_without_scripts_the_lamp_leads_to_the_same_words(cast, open_page, client, live_server):
    page = open_page(scripts=False)
    client.force_login(cast.leader)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
    page.goto("/wuchang-2024/")
    page.locator("a.cell").first.click()
    expect(page.locator("#lamp")).to_contain_text(WORDS)


def test_a_tap_follows_the_link_and_a_finger_that_holds_asks(cast, browser, client, live_server):
    client.force_login(cast.leader)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    with context:
        context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
        page = context.new_page()
        page.goto("/wuchang-2024/")
        cell = page.locator("a.cell").first
        cell.scroll_into_view_if_needed()
        box = cell.bounding_box()
        finger = context.new_cdp_session(page)
        finger.send(
            "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": box["x"] + 5, "y": box["y"] + 5}]}
        )
        expect(tip(page)).to_contain_text(WORDS)
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(tip(page)).to_be_visible()
        assert page.url.endswith("/wuchang-2024/")
        cell.tap()
        expect(page).to_have_url(re.compile("/commitment/4-1-1/"))
