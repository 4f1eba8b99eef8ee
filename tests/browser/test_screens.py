"""Every screen in a real browser: it opens, complains of nothing, and never scrolls sideways."""

import pytest
from playwright.sync_api import expect

from commitments.workflow.reports import corrections, moves
from tests.world import make_approved, make_commitment, make_update, moment

pytestmark = pytest.mark.django_db(transaction=True)
SCREENS = {
    "": "leader",
    "ledger/": "leader",
    "report/": "leader",
    "commitment/4-1-1/": "leader",
    "commitment/4-1-1/history/": "leader",
    "trajectory/": "supervisor",
    "trajectory/4-1-1/": "supervisor",
    "desk/": "reporter",
    "signoff/": "approver",
    "review/": "supervisor",
    "waiting/": "supervisor",
    "waiting/late/": "supervisor",
    "review/all/JSJ/": "supervisor",
    "review/reasons/": "supervisor",
    "correction/{approved}/": "reporter",
    "correction/{draft}/": "reporter",
    "bulletins/": "supervisor",
    "bulletins/2024-Q3/": "supervisor",
    "outlook/": "leader",
    "outlook/last-year/": "leader",
    "outlook/year-end/": "leader",
    "lamps/": "leader",
    "periods/": "supervisor",
    "contributions/": "reporter",
    "behind/measured/": "leader",
    "behind/late/": "leader",
    "behind/departments/": "leader",
    "behind/leaders/": "leader",
    "behind/changes/": "leader",
    "behind/praise/": "leader",
    "periods/2024-Q3/": "supervisor",
    "periods/layout/": "supervisor",
}


@pytest.fixture(autouse=True)
def a_full_house(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    moves.send_report(make_update(other, cast.reporter), by=cast.reporter, at=moment())
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="漏报一个充电站。")
    cast.rows = {"approved": approved.previous.pk, "draft": draft.pk}
    cast.approver = cast.with_approver()


@pytest.mark.parametrize("viewport", ["desktop", "laptop", "phone"], indirect=False)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_fits_its_window(cast, sign_in, screen, viewport):
    page = sign_in(getattr(cast, SCREENS[screen]))
    assert page.goto(f"/wuchang-2024/{screen.format(**cast.rows)}").status == 200
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("viewport", ["phone"], indirect=False)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_fits_a_phone_in_english(cast, sign_in, live_server, screen, viewport):
    page = sign_in(getattr(cast, SCREENS[screen]))
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    page.goto(f"/wuchang-2024/{screen.format(**cast.rows)}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_dark_theme_is_kept_on_the_next_page(cast, sign_in):
    page = sign_in(cast.leader)
    page.goto("/wuchang-2024/")
    page.get_by_role("button", name="深色").click()
    page.goto("/wuchang-2024/report/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_another_period_is_chosen_without_a_button(cast, sign_in):
    page = sign_in(cast.leader)
    page.goto("/wuchang-2024/")
    page.locator("select[name=period]").select_option("2024-Q2")
    expect(page).to_have_url("/wuchang-2024/?period=2024-Q2")
    expect(page.locator(".say")).to_contain_text("50.0%")


def test_a_square_opens_its_commitment(cast, sign_in):
    page = sign_in(cast.leader)
    page.goto("/wuchang-2024/")
    page.locator("a.cell").first.click()
    expect(page.locator("h1")).to_contain_text("新增新能源充电桩1万根")


def test_a_reminder_opens_from_its_line_and_is_copied(cast, sign_in):
    make_commitment(cast.plan, cast.other, "4-1-3", "打通不少于2条断头路", kind="qualitative")
    page = sign_in(cast.supervisor)
    page.goto("/wuchang-2024/waiting/late/")
    page.locator("[data-opens]").click()
    expect(page.locator("textarea")).to_be_visible()
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).not_to_have_text("复制")
