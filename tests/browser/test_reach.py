"""Reach: what a wide window offers is there in a narrow one, at twice the size, in large type and in both languages."""

import re

import pytest
from playwright.sync_api import expect

from commitments.models import User
from tests.browser.screens import SCREENS, fill_the_house
from tests.world import make_plan

pytestmark = pytest.mark.django_db(transaction=True)
# 1366 × 768 at 100 and at 200 per cent, a small laptop, a phone.
WINDOWS = {
    "normal": ((1366, 640), (1280, 720), (861, 700), (683, 384), (390, 844)),
    "large": ((1366, 640), (1280, 720), (1100, 700), (1024, 768), (960, 700), (861, 700), (683, 384), (390, 844)),
}
# Everything that can be pressed, menus opened, by what it is and not by what of its words is shown.
PRESSABLE = """() => {
    for (const each of document.querySelectorAll("main details")) each.open = true;
    return [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().width)
        .map((each) => [each.tagName, each.getAttribute("href") ?? each.name, each.textContent.trim()].join(" "));
}"""
# What opens over the page, all of it opened, and does not lie within the window.
OUTSIDE = """() => {
    for (const each of document.querySelectorAll("details")) each.open = true;
    const over = [...document.querySelectorAll("details *")].filter((each) =>
        each.checkVisibility() && ["absolute", "fixed"].includes(getComputedStyle(each).position));
    return over.map((each) => [each.parentElement.className, each.getBoundingClientRect()])
        .filter(([, box]) => box.width > 40 && (box.left < 0 || box.right > window.innerWidth))
        .map(([name, box]) => [name, box.left, box.right]);
}"""
SPILLS = "() => document.documentElement.scrollWidth > window.innerWidth"
LOOKS = "header button[name=size], header button[name=theme], header button[name=language]"


@pytest.fixture(autouse=True)
def a_full_house(cast):
    fill_the_house(cast)


@pytest.fixture
def visit(cast, page, sign_in, live_server):
    """Return a function: screen, language → its page."""

    def visited(screen, language="zh-hans"):
        sign_in(getattr(cast, SCREENS[screen]))
        page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        assert page.goto(f"/wuchang-2024/{screen.format(**cast.rows)}").status == 200
        return page

    return visited


def resized(page, window):
    width, height = window
    page.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_fits_every_window_in_every_type(visit, screen, language):
    page = visit(screen, language)
    expect(page.locator("html")).to_have_attribute("lang", {"zh-hans": "zh-CN"}.get(language, language))
    for size in WINDOWS:
        page.evaluate("size => { document.documentElement.dataset.size = size }", size)
        for window in WINDOWS[size]:
            resized(page, window)
            assert not page.evaluate(SPILLS), (size, window)


@pytest.mark.parametrize("screen", SCREENS)
def test_what_can_be_pressed_in_a_wide_window_can_be_pressed_in_a_narrow_one(visit, screen):
    page = visit(screen)
    resized(page, WINDOWS["normal"][0])
    wide = set(page.evaluate(PRESSABLE))
    assert len(wide) > 5
    for window in ((683, 384), (390, 844)):
        resized(page, window)
        assert wide - set(page.evaluate(PRESSABLE)) == set(), window


@pytest.mark.parametrize("screen", ["desk/", "ledger/", ""])
def test_what_opens_over_the_page_lies_within_the_window(visit, settings, screen):
    settings.DEMO = True  # its mark leaves the name of a long account no room at the right
    User.objects.update(name="区建设局填报员")
    make_plan(key="hubei-2024", title="湖北省2024年下达武昌区指标计划")
    page = visit(screen)
    for size in WINDOWS:
        page.evaluate("size => { document.documentElement.dataset.size = size }", size)
        for window in WINDOWS[size]:
            resized(page, window)
            assert page.evaluate(OUTSIDE) == [], (size, window)
    assert page.locator(".who > div").is_visible()


@pytest.mark.parametrize("window", WINDOWS["normal"])
def test_type_theme_and_language_are_at_hand_before_one_signs_in(page, window):
    resized(page, window)
    page.goto("/accounts/login/")
    expect(page.locator(LOOKS)).to_have_count(3)
    for button in page.locator(LOOKS).all():
        expect(button).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_past_day_is_asked_for_on_a_phone(cast, open_page, client, live_server, scripts):
    client.force_login(cast.leader)
    page = open_page("phone", scripts=scripts)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto("/wuchang-2024/ledger/?section=4")
    page.locator("input[name=on]").fill("2024-07-20")
    if not scripts:
        page.locator(".ason button").click()
    expect(page.locator(".past")).to_be_visible()
    expect(page).to_have_url(re.compile("section=4&on=2024-07-20$"))
