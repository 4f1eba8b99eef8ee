"""One state, one word and one clock for saving: an item and the page's bar never say two things."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commitments.models import ProgressUpdate
from tests.browser.desk_page import figure_of, item, kind, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def words(page):
    """Return the state of saving as the item and as the bar says it: the words before a colon, comma or semicolon."""
    lines = (page.locator("#sv-4-1-1").inner_text(), page.locator("#save-all").inner_text())
    return [re.split("[，：；]", line.strip())[0] for line in lines]


def test_after_a_save(desk):
    text_of(desk).fill("累计新增7200根。")
    kind(desk, "saved")
    assert words(desk) == [f"已保存 {clock()}"] * 2


@pytest.mark.parametrize("zone", ["America/New_York"])
def test_the_clock_is_the_district_s_wherever_the_browser_stands(desk):
    text_of(desk).fill("累计新增7200根。")
    kind(desk, "saved")
    assert words(desk) == [f"已保存 {clock()}"] * 2


def test_after_a_send_that_was_refused_for_what_is_missing(desk):
    figure_of(desk).fill("7200")
    item(desk).locator("[formaction]").click()
    expect(item(desk).locator(".err").first).to_be_visible()
    kind(desk, "saved")
    assert words(desk) == [f"已保存 {clock()}"] * 2
    assert ProgressUpdate.objects.get().observations.get().value == 7200


@pytest.mark.parametrize("press", [True, False])
def test_of_what_cannot_be_stored(desk, press):
    item(desk).locator("input[name=cutoff]").fill("2025-03-01")
    if press:
        item(desk).locator("[formaction]").click()
    kind(desk, "unsaved")
    assert words(desk) == ["未保存"] * 2


def test_of_half_a_figure_beside_what_is_stored(desk):
    figure_of(desk).fill("12,34")
    text_of(desk).fill("文字照存。")
    kind(desk, "partly")
    assert words(desk) == [f"已保存 {clock()}"] * 2


def test_after_sending_to_sign_off_the_word_is_that_of_its_state(cast, desk):
    cast.with_approver()
    figure_of(desk).fill("7200")
    item(desk).locator("input[name=self_lamp][value=green]").check()
    text_of(desk).fill("送出前的话。")
    item(desk).locator("[formaction]").click()
    expect(item(desk).locator(".msg.info")).to_contain_text("待审定")
    expect(desk.locator("#dbar .cnts")).to_contain_text("待审定")
    assert "已报送" not in desk.locator("main").inner_text()


def clock():
    return f"{timezone.localtime(ProgressUpdate.objects.latest('saved').saved):%H:%M}"
