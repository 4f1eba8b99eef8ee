"""The desk in a browser: typing saves itself and outlives a lost connection, a closed tab, a session, a second tab."""

import json

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from commitments.choices import UpdateState
from commitments.models import ProgressUpdate
from tests.world import Cast, make_approved, make_commitment, make_target, make_update

pytestmark = pytest.mark.django_db(transaction=True)
DESK = "/wuchang-2024/desk/"


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def desk(cast, sign_in):
    """Return the reporter's page with the desk open."""
    page = sign_in(cast.reporter)
    page.goto(DESK)
    return page


def item(page, code="4-1-1"):
    return page.locator(f"#c-{code}")


def text_of(page, code="4-1-1"):
    return item(page, code).locator("textarea[name=narrative]")


def figure_of(page, code="4-1-1"):
    return item(page, code).locator("input[name^=figure_]")


def kind(page, value):
    """Expect the save state of the page."""
    expect(page.locator("#save-all")).to_have_attribute("data-kind", value)


def local(page) -> list:
    return json.loads(page.evaluate("JSON.stringify(Object.keys(localStorage))"))


def narrative():
    return list(ProgressUpdate.objects.values_list("narrative", flat=True))


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


def test_offline_keeps_what_is_typed_and_saves_it_later(desk):
    text_of(desk).fill("在线写的。")
    kind(desk, "saved")
    desk.context.set_offline(True)
    text_of(desk).fill("断线后写的。")
    kind(desk, "unsaved")
    assert len(local(desk)) == 1
    desk.context.set_offline(False)
    kind(desk, "saved")
    assert (narrative(), local(desk)) == (["断线后写的。"], [])


def test_a_closed_tab_loses_nothing(desk):
    desk.context.set_offline(True)
    text_of(desk).fill("关掉之前写的。")
    kind(desk, "unsaved")
    context = desk.context
    other = context.new_page()
    desk.close()
    context.set_offline(False)
    # The notice stands until the words are saved: hold the saving back to look at it.
    other.route("**/save/", lambda route: route.abort())
    other.goto(DESK)
    expect(text_of(other)).to_have_value("关掉之前写的。")
    expect(other.locator("#restored-4-1-1 .msg")).to_be_visible()
    other.unroute("**/save/")
    kind(other, "saved")
    assert narrative() == ["关掉之前写的。"]


def test_what_was_restored_can_be_dropped(cast, desk):
    desk.context.set_offline(True)
    text_of(desk).fill("不想要的。")
    kind(desk, "unsaved")
    context, other = desk.context, desk.context.new_page()
    desk.close()
    context.set_offline(False)
    other.goto(DESK)
    other.locator("[data-drop]").click()
    expect(text_of(other)).to_have_value("")
    kind(other, "saved")
    assert narrative() == [""]


def test_a_session_that_ends_in_mid_sentence_loses_nothing(cast, client, desk, sign_in):
    text_of(desk).fill("前半句，")
    kind(desk, "saved")
    Session.objects.all().delete()
    text_of(desk).press_sequentially("后半句。")
    expect(desk.locator("#signed-out")).to_be_visible()
    kind(desk, "unsaved")
    expect(text_of(desk)).to_have_value("前半句，后半句。")
    sign_in(cast.reporter)
    desk.context.clear_cookies(name="csrftoken")
    desk.context.new_page().goto(DESK)
    desk.bring_to_front()
    desk.evaluate("window.dispatchEvent(new Event('focus'))")
    kind(desk, "saved")
    expect(desk.locator("#signed-out")).to_be_hidden()
    assert narrative() == ["前半句，后半句。"]


def test_another_account_s_session_saves_nothing_of_ours(cast, desk, sign_in):
    sign_in(cast.with_approver())
    text_of(desk).fill("原账号写的。")
    expect(desk.locator("#signed-out")).to_be_visible()
    assert narrative() == []


def test_two_tabs_are_told_of_the_conflict_and_the_person_decides(desk):
    other = desk.context.new_page()
    other.goto(DESK)
    text_of(other).fill("第二个标签页写的。")
    kind(other, "saved")
    text_of(desk).fill("第一个标签页写的。")
    kind(desk, "conflict")
    expect(desk.locator("#note-4-1-1")).to_contain_text("第二个标签页写的。")
    expect(text_of(desk)).to_have_value("第一个标签页写的。")
    assert narrative() == ["第二个标签页写的。"]
    desk.locator("[data-keep]").click()
    kind(desk, "saved")
    assert narrative() == ["第一个标签页写的。"]


def test_in_a_conflict_one_may_take_what_stands(desk):
    other = desk.context.new_page()
    other.goto(DESK)
    text_of(other).fill("先存的。")
    kind(other, "saved")
    text_of(desk).fill("后写的。")
    desk.locator("[data-take]").click()
    expect(text_of(desk)).to_have_value("先存的。")
    assert local(desk) == []


def test_an_answer_that_was_lost_is_asked_for_again_not_doubled(desk):
    def lose(route):
        route.fetch()
        route.abort("internetdisconnected")
        desk.unroute("**/save/")

    desk.route("**/save/", lose)
    text_of(desk).fill("只存一次。")
    kind(desk, "unsaved")
    kind(desk, "saved")
    assert list(ProgressUpdate.objects.values_list("narrative", "version")) in (
        [("只存一次。", 1)],
        [("只存一次。", 2)],
    )


def test_what_is_typed_on_after_a_lost_answer_conflicts_with_nothing(desk):
    def lose(route):
        route.fetch()
        route.abort("internetdisconnected")
        desk.unroute("**/save/")

    desk.route("**/save/", lose)
    text_of(desk).fill("先写的。")
    kind(desk, "unsaved")
    text_of(desk).press_sequentially("又写的。")
    kind(desk, "saved")
    assert narrative() == ["先写的。又写的。"]


def test_once_the_connection_is_back_it_saves_without_waiting(cast, sign_in):
    page = sign_in(cast.reporter)
    page.clock.install()
    page.goto(DESK)
    page.context.set_offline(True)
    text_of(page).fill("断线时写的。")
    page.clock.run_for(1_000)
    kind(page, "unsaved")
    page.clock.pause_at(page.evaluate("Date.now()") + 10)
    page.context.set_offline(False)
    kind(page, "saved")
    assert narrative() == ["断线时写的。"]


def test_half_a_figure_is_named_and_the_rest_saved(desk):
    figure_of(desk).fill("12,34")
    text_of(desk).fill("文字照存。")
    expect(item(desk).locator(".errs .err").first).to_contain_text("1234")
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
