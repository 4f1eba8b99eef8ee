"""The trajectory editor by pointer and by keyboard: the inputs are the truth, chart, values and preview follow them."""

import pytest
from playwright.sync_api import expect

from commitments.workflow.snapshot.trajectories import trajectories_of
from tests.world import make_approved, quarter_points

pytestmark = pytest.mark.django_db(transaction=True)
EDITOR = "/wuchang-2024/trajectory/4-1-1/"


@pytest.fixture(autouse=True)
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")


@pytest.fixture
def page(page, cast, sign_in):
    sign_in(cast.supervisor).goto(EDITOR)
    return page


def share(page, n):
    return page.locator(f"input[name=share_{n}]")


def handle(page, n):
    return page.locator(f"svg.draw:visible [data-handle='{n}']")


def value(page, n):
    return page.locator(f"[data-value='{n}'] output")


def test_a_point_is_dragged_and_everything_follows(page):
    box = handle(page, 2).locator(".dot").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 30, steps=4)
    page.mouse.move(x, y - 5000, steps=4)  # above the chart: no further than the point after it
    expect(share(page, 2)).to_have_value("100")
    page.mouse.move(x, y + 5000, steps=4)  # nor below the point before it
    page.mouse.up()
    expect(share(page, 2)).to_have_value("35")
    expect(value(page, 2)).to_have_text("3,500根")
    expect(page.locator("#effect")).to_contain_text("35%")


def test_arrow_keys_move_a_point_by_one_and_with_shift_by_five(page):
    handle(page, 1).focus()
    for key, expected in (("ArrowUp", "36"), ("ArrowRight", "37"), ("Shift+ArrowUp", "42"), ("ArrowDown", "41"),
                          ("Shift+ArrowDown", "36"), ("Home", "10"), ("End", "70")):  # fmt: skip
        page.keyboard.press(key)
        expect(share(page, 1)).to_have_value(expected)
    expect(handle(page, 1)).to_have_attribute("aria-valuenow", "70")
    expect(handle(page, 1)).to_have_attribute("aria-valuetext", "70%, 7,000根")
    expect(handle(page, 1)).to_be_focused()


def test_the_last_point_is_not_moved(page):
    assert handle(page, 3).get_attribute("tabindex") is None


def test_what_is_typed_moves_the_chart_and_the_preview(page):
    share(page, 2).fill("95")
    expect(value(page, 2)).to_have_text("9,500根")
    expect(handle(page, 2).locator("text")).to_have_text("95%")
    # 62 % against 95 %
    expect(page.locator("#effect")).to_contain_text("滞后")
    share(page, 2).fill("9")
    expect(page.locator("#effect .faults")).to_contain_text("2024-09-30")
    expect(share(page, 2)).to_have_value("9")


def test_a_shape_fills_in_without_leaving_the_page(page):
    page.evaluate("window.untouched = true")
    page.locator("button[value=term_time]").click()
    expect(share(page, 1)).to_have_value("57")
    expect(value(page, 1)).to_have_text("5,700根")
    assert page.evaluate("window.untouched")


def test_a_change_is_saved_with_its_reason(page, cast):
    handle(page, 1).focus()
    page.keyboard.press("Shift+ArrowDown")
    page.locator("textarea[name=reason]").fill("配电网改造延期。")
    page.locator(".sv .btn.go").click()
    expect(page.locator(".chg")).to_contain_text("配电网改造延期。")
    assert trajectories_of([cast.commitment.pk])[cast.commitment.pk][-1].points == quarter_points(10, 30, 70, 100)


@pytest.mark.parametrize("viewport", ["phone"], indirect=False)
def test_on_a_phone_the_other_chart_is_live_and_nothing_overflows(page, viewport):
    handle(page, 1).focus()
    page.keyboard.press("ArrowUp")
    expect(share(page, 1)).to_have_value("36")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_scripts_the_preview_and_saving_work(browser, live_server, cast, page):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(EDITOR)
    plain.locator("input[name=share_2]").fill("95")
    plain.locator("textarea[name=reason]").fill("调整。")
    plain.locator(".sv .btn:not(.go)").click()
    expect(plain.locator("#effect")).to_contain_text("滞后")
    plain.locator("button[value=linear]").click()
    expect(plain.locator("input[name=share_2]")).to_have_value("75")
    plain.locator(".sv .btn.go").click()
    expect(plain.locator(".chg")).to_contain_text("调整。")
    context.close()
