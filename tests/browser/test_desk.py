"""The desk in a browser: typing saves itself, sending waits for it, keys and pasting help."""

import pytest
from playwright.sync_api import expect

from commitments.choices import UpdateState
from commitments.models import ProgressUpdate
from tests.browser.desk_page import DESK, figure_of, item, kind, local, narrative, text_of
from tests.world import make_approved, make_commitment, make_target, make_update

pytestmark = pytest.mark.django_db(transaction=True)


def test_typing_saves_itself_and_survives_a_reload(desk):
    figure_of(desk).fill("7200")
    text_of(desk).press_sequentially("累计新增7200根。")
    kind(desk, "saved")
    expect(item(desk).locator(".calc b")).to_have_text("72.0%")
    expect(item(desk).locator(".stt")).to_have_class("stt incomplete")
    assert local(desk) == []
    desk.reload()
    expect(text_of(desk)).to_have_value("累计新增7200根。")
    expect(figure_of(desk)).to_have_value("7200")


def test_the_cursor_stays_where_it_was(desk):
    text_of(desk).press_sequentially("一")
    kind(desk, "saved")
    text_of(desk).press_sequentially("二")
    kind(desk, "saved")
    expect(text_of(desk)).to_be_focused()
    assert narrative() == ["一二"]


def test_half_a_figure_is_named_and_the_rest_saved(desk):
    figure_of(desk).fill("12,34")
    text_of(desk).fill("文字照存。")
    expect(item(desk).locator(".errs .err").first).to_contain_text("12.34")
    expect(figure_of(desk)).to_have_value("12,34")
    assert narrative() == ["文字照存。"]
    figure_of(desk).fill("1,234")
    expect(item(desk).locator(".errs .err")).to_have_count(0)
    kind(desk, "saved")


def test_a_column_pasted_into_a_box_fills_the_boxes_below(cast, sign_in):
    second = make_commitment(cast.plan, cast.department, code="4-1-2", quote="新增停车泊位1万个")
    make_target(second, unit="个")
    page = sign_in(cast.reporter)
    page.goto(DESK)
    figure_of(page).focus()
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData('text', '7200\\n5000\\n');
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true,
        cancelable: true})); }"""
    )
    expect(figure_of(page, "4-1-2")).to_have_value("5000")
    kind(page, "saved")
    assert ProgressUpdate.objects.count() == 2


def test_a_table_pasted_into_a_box_is_looked_at_first(cast, sign_in):
    page = sign_in(cast.reporter)
    page.goto(DESK)
    figure_of(page).focus()
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData('text', '4-1-1\\t7200\\n\\t9\\n');
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true,
        cancelable: true})); }"""
    )
    expect(page.locator("#paste-rows")).to_be_focused()
    expect(page.locator("#paste-rows")).to_have_value("4-1-1\t7200\n\t9")
    expect(figure_of(page)).to_have_value("")


def test_what_is_kept_for_another_open_period_is_no_orphan(cast, sign_in):
    cast.plan.periods.filter(code="2024-Q2").update(closed=None)
    page = sign_in(cast.reporter)
    page.goto(DESK)
    key = f"desk:{cast.reporter.pk}:wuchang-2024:4-1-1:"
    page.evaluate("key => { for (const code of ['2024-Q1', '2024-Q2']) localStorage[`${key}${code}.1`] = '[]'; }", key)
    page.reload()
    expect(page.locator("#orphans li")).to_have_count(1)


def test_same_as_last_period_fills_in_what_is_empty_and_nudges(cast, sign_in):
    last = {"narrative": "上期的话。", "next_steps": "上期的下一步。"}
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="2980", **last)
    page = sign_in(cast.reporter)
    page.goto(DESK)
    item(page).locator("textarea[name=next_steps]").fill("新的下一步。")
    item(page).locator("[data-same]").first.click()
    expect(text_of(page)).to_have_value("上期的话。")
    expect(figure_of(page)).to_have_value("2980")
    expect(item(page).locator("textarea[name=next_steps]")).to_have_value("新的下一步。")
    expect(item(page).locator("#doubt-4-1-1 .msg").last).to_be_visible()


def test_sending_all_first_saves_what_was_just_typed(cast, sign_in):
    make_update(cast.commitment, cast.reporter, value="7200")
    page = sign_in(cast.reporter)
    page.goto(DESK)
    text_of(page).fill("最后一刻改的。")
    page.locator("#dbar button").click()
    expect(item(page).locator("textarea")).to_have_count(0)
    assert ProgressUpdate.objects.get().state == UpdateState.SUBMITTED
    assert narrative() == ["最后一刻改的。"]


def test_sending_one_waits_for_its_save(cast, sign_in):
    page = sign_in(cast.reporter)
    page.goto(DESK)
    figure_of(page).fill("7200")
    item(page).locator("input[name=self_lamp][value=green]").check()
    text_of(page).fill("送出前的话。")
    item(page).locator("[formaction]").click()
    expect(item(page).locator("textarea")).to_have_count(0)
    assert (narrative(), local(page)) == (["送出前的话。"], [])


def test_sending_one_waits_for_a_save_under_way(cast, desk):
    held, sent = [], []
    desk.route("**/save/", lambda route: route.continue_() if held else held.append(route))
    desk.on("request", lambda request: sent.append(request.url) if request.url.endswith("/send/") else None)
    figure_of(desk).fill("7200")
    item(desk).locator("input[name=self_lamp][value=green]").check()
    text_of(desk).fill("送出前的话。")
    kind(desk, "saving")
    desk.wait_for_timeout(1_000)  # the save is under way and gets no answer
    item(desk).locator("[formaction]").click()
    desk.wait_for_timeout(300)
    assert (len(held), sent) == (1, [])
    held[0].continue_()
    expect(item(desk).locator("textarea")).to_have_count(0)
    assert (narrative(), len(sent)) == (["送出前的话。"], 1)


def test_keys_save_and_go_on(cast, sign_in):
    second = make_commitment(cast.plan, cast.department, code="4-1-2", quote="新增停车泊位1万个")
    make_target(second, unit="个")
    page = sign_in(cast.reporter)
    page.goto(DESK)
    figure_of(page).fill("7200")
    figure_of(page).press("Enter")
    expect(figure_of(page)).not_to_be_focused()
    page.keyboard.press("Control+Enter")
    kind(page, "saved")
    page.keyboard.press("Alt+ArrowDown")
    expect(figure_of(page, "4-1-2")).to_be_focused()
    assert page.url.endswith(DESK)


def test_signing_out_forgets_what_lies_on_this_device(desk):
    text_of(desk).fill("不留在公用电脑上，但已存好。")
    desk.locator("details.who summary").click()
    desk.locator("[data-sign-out]").click()
    desk.wait_for_url("**/login/**")
    assert (local(desk), narrative()) == ([], ["不留在公用电脑上，但已存好。"])
