"""A refused form puts focus and view on what is wrong, with scripts and without; typing is never interrupted."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)
IN_VIEW = """(each) => {
    const box = each.getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.bottom <= window.innerHeight;
}"""


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def visit(request, cast, open_page, client, live_server):
    """Return a function: user, address → the page in a window of 1280 × 720."""

    def visited(user, address):
        client.force_login(user)
        page = open_page("laptop", scripts=request.param)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(address)
        return page

    return visited


def shows_what_is_wrong(page) -> bool:
    """Whether an error is in view, and the focus on it or on a field beside it."""
    error = page.locator("[role=alert][autofocus]:visible").first
    expect(error).to_be_visible()
    page.wait_for_load_state()
    beside = page.evaluate("() => document.activeElement.closest('form, [role=alert], .msg') !== null")
    return error.evaluate(IN_VIEW) and beside


def test_a_trajectory_that_falls_is_led_to_its_error_below_the_fold(cast, visit):
    page = visit(cast.supervisor, "/wuchang-2024/trajectory/4-1-1/")
    page.locator("input[name=share_0]").fill("90")
    page.locator("[name=reason]").fill("调整进度。")
    page.locator(".acts2 .btn.go").click()
    assert shows_what_is_wrong(page)


def test_a_reason_that_lacks_words_opens_the_menu_it_stands_in(cast, visit):
    page = visit(cast.supervisor, "/wuchang-2024/commitment/4-1-1/")
    page.locator("details:has(form[action$='/withdraw/']) summary").click()
    page.locator("form[action$='/withdraw/'] [name=reason]").fill(" ")
    page.locator("form[action$='/withdraw/'] button").click()
    assert shows_what_is_wrong(page)


def test_a_wrong_password_is_said_where_one_looks(open_page):
    page = open_page("phone")
    page.goto("/accounts/login/")
    page.locator("[name=username]").fill("nobody")
    page.locator("[name=password]").fill("nothing")
    page.keyboard.press("Enter")
    expect(page.locator(".err")).to_be_focused()


def test_a_figure_that_cannot_be_read_takes_no_focus_from_who_types_on(cast, visit):
    page = visit(cast.reporter, "/wuchang-2024/desk/")
    if page.evaluate("document.documentElement.classList.contains('htmx-on')"):
        page.locator("input[name^=figure_]").first.fill("很多")
        page.locator("textarea[name=narrative]").first.fill("按计划推进。")
        expect(page.locator(".err:visible").first).to_be_visible()
        expect(page.locator("textarea[name=narrative]").first).to_be_focused()
