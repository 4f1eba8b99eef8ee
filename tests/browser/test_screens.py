"""Every screen in a real browser: it opens, complains of nothing, and never scrolls sideways."""

import pytest
from playwright.sync_api import expect

from tests.browser.screens import SCREENS, fill_the_house
from tests.world import make_commitment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_full_house(cast):
    fill_the_house(cast)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_opens_and_complains_of_nothing(cast, sign_in, screen):
    page = sign_in(getattr(cast, SCREENS[screen]))
    assert page.goto(f"/wuchang-2024/{screen.format(**cast.rows)}").status == 200


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
