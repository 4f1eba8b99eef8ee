"""What is typed at the desk outlives a lost connection, a closed tab, a session, a second tab."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from commitments.models import ProgressUpdate
from tests.browser.desk_page import DESK, kind, local, narrative, text_of

pytestmark = pytest.mark.django_db(transaction=True)


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
