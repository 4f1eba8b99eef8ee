"""Undoing by key: counting down, kept over a reload, done when the time is over or the room is left."""

import re

import pytest
from playwright.sync_api import expect

from commitments.choices import UpdateState
from commitments.models import HeldAct, ProgressUpdate
from tests.world import make_waiting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("acts_held")]
HOME = "/wuchang-2024/"
SECONDS_LEFT = "#held [data-seconds]"


@pytest.fixture(autouse=True)
def three_waiting(cast):
    """Let three reports wait for the office."""
    make_waiting(cast, 3)


@pytest.fixture
def wait_for_approver(cast):
    """Let them wait for an approver instead; return this one."""
    approver = cast.with_approver()
    ProgressUpdate.objects.update(state=UpdateState.SIGNING, submitted_at=None)
    return approver


def states() -> list[str]:
    return list(ProgressUpdate.objects.order_by("commitment__order").values_list("state", flat=True))


def opened(page, number):
    expect(page.locator(".rmain .cno")).to_have_text(f"4-1-{number}")


def test_an_approval_counts_down_is_kept_over_a_reload_and_undone_by_key(sign_in, cast):
    page = sign_in(cast.supervisor)
    page.goto(f"{HOME}review/")
    opened(page, 20)
    page.keyboard.press("a")
    opened(page, 21)
    expect(page.locator(SECONDS_LEFT)).to_have_text(re.compile("^[567]$"))
    page.reload()
    expect(page.locator("#held")).to_contain_text("4-1-20")
    page.keyboard.press("u")
    opened(page, 20)
    expect(page.locator(SECONDS_LEFT)).to_have_count(0)
    assert (states(), HeldAct.objects.count()) == ([UpdateState.SUBMITTED] * 3, 0)


def test_when_the_time_is_over_the_open_page_has_it_carried_out(sign_in, cast):
    page = sign_in(cast.supervisor)
    page.goto(f"{HOME}review/")
    page.keyboard.press("a")
    opened(page, 21)
    expect(page.locator(SECONDS_LEFT)).to_have_count(1)
    expect(page.locator(SECONDS_LEFT)).to_have_count(0, timeout=20_000)
    assert states() == [UpdateState.APPROVED, UpdateState.SUBMITTED, UpdateState.SUBMITTED]


def test_leaving_the_room_has_it_carried_out(sign_in, cast):
    page = sign_in(cast.supervisor)
    page.goto(f"{HOME}review/")
    page.keyboard.press("a")
    opened(page, 21)
    page.goto(f"{HOME}ledger/")
    assert states()[0] == UpdateState.APPROVED


def test_without_scripts_it_is_undone_by_its_button(open_page, cast, client, live_server):
    page = open_page(scripts=False)
    client.force_login(cast.supervisor)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(f"{HOME}review/")
    page.get_by_role("button", name="审核通过").click()
    opened(page, 21)
    page.get_by_role("button", name="撤销").click()
    opened(page, 20)
    assert states() == [UpdateState.SUBMITTED] * 3


def test_signing_by_key_moves_on_and_is_undone_by_key(sign_in, cast, wait_for_approver):
    page = sign_in(wait_for_approver)
    page.goto(f"{HOME}signoff/")
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("article.it")).to_have_count(2)
    expect(page.locator("article.it").first).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator("article.it")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator("article.it")).to_have_count(2)
    page.goto(f"{HOME}desk/")
    assert states() == [UpdateState.SUBMITTED, UpdateState.SIGNING, UpdateState.SIGNING]


def test_a_flag_is_asked_about_once_more_and_the_second_press_consents(sign_in, cast):
    ProgressUpdate.objects.filter(commitment__code="4-1-20").update(self_lamp="done", cutoff="2024-01-31")
    page = sign_in(cast.supervisor)
    page.goto(f"{HOME}review/")
    page.keyboard.press("a")
    expect(page.locator(".dec .ask")).to_contain_text("数据较旧")
    opened(page, 20)
    page.keyboard.press("a")
    opened(page, 21)
    assert HeldAct.objects.count() == 1


def test_a_flagged_report_is_signed_by_a_second_press(sign_in, cast, wait_for_approver):
    ProgressUpdate.objects.filter(commitment__code="4-1-21").update(self_lamp="done", cutoff="2024-01-31")
    page = sign_in(wait_for_approver)
    page.goto(f"{HOME}signoff/")
    page.keyboard.press("n")
    page.keyboard.press("a")
    expect(page.locator("article.it .ask")).to_contain_text("数据较旧")
    page.keyboard.press("a")
    expect(page.locator("article.it")).to_have_count(2)
