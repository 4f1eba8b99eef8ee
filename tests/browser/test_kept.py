"""What only a button saves outlives a closed tab, a lost connection and an ended session in every room of the round."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from commitments.workflow.reports import corrections, moves
from tests.world import make_approved, make_commitment, make_contribution, make_update, moment

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "核对后确认，缺两处点位。"
ROOMS = ("part", "correction", "beginning", "return", "sign-off")


@pytest.fixture(autouse=True)
def forms_in_hand(cast):
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    fresh = make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q1", "2024-04-15", value="900")
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="漏报一个充电站。")
    make_contribution(cast.commitment, cast.other, cast.reporter)
    sent = make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    moves.send_report(make_update(sent, cast.outsider), by=cast.outsider, at=moment())
    cast.approver = cast.with_approver()
    signed = make_commitment(cast.plan, cast.department, "4-1-3", "打通不少于2条断头路", kind="qualitative")
    moves.send_report(make_update(signed, cast.reporter), by=cast.reporter, at=moment())
    cast.where = {
        "part": (cast.outsider, "contributions/", "form[data-kept] textarea[name=text]"),
        "correction": (cast.reporter, f"correction/{draft.pk}/", "textarea[name=problems]"),
        "beginning": (cast.reporter, f"correction/{fresh.pk}/", "textarea[name=correction_reason]"),
        "return": (cast.supervisor, "review/", "textarea[name=reason]"),
        "sign-off": (cast.approver, "signoff/", "form[data-kept] input[name=note]"),
    }


@pytest.fixture
def typed(cast, sign_in, room):
    """Return (page, its address, who, the box) with words in the box that were not sent."""
    who, address, box = cast.where[room]
    page = sign_in(who)
    page.goto(f"/wuchang-2024/{address}")
    page.locator(box).fill(WORDS)
    expect(page.locator(".kept-line")).to_contain_text("已存在本机")
    return page, f"/wuchang-2024/{address}", who, box


def form_of(page, box):
    return page.locator("form[data-kept]", has=page.locator(box.removeprefix("form[data-kept] ")))


@pytest.mark.parametrize("room", ROOMS)
def test_a_closed_tab_loses_nothing(typed):
    page, address, _who, box = typed
    other = page.context.new_page()
    page.close()
    other.goto(address)
    expect(other.locator(box)).to_have_value(WORDS)
    expect(other.locator(".kept-line")).to_contain_text("已恢复")


@pytest.mark.parametrize("room", ROOMS)
def test_a_session_that_ends_before_it_is_sent_loses_nothing(typed, sign_in):
    page, address, who, box = typed
    Session.objects.all().delete()
    form_of(page, box).locator("button.btn").first.click()
    expect(page).to_have_url(f"/accounts/login/?next={address}")
    sign_in(who)
    page.goto(address)
    expect(page.locator(box)).to_have_value(WORDS)


@pytest.mark.parametrize("room", ["correction", "return", "sign-off"])
def test_what_was_taken_is_not_kept_any_longer(typed):
    page, _address, _who, box = typed
    form_of(page, box).locator("button.btn:not(.go)").first.click()
    expect(page.locator(".kept-line")).to_have_count(0)
    assert page.evaluate("() => Object.keys(localStorage)") == []


@pytest.mark.parametrize("room", ["part"])
def test_what_was_restored_can_be_dropped(typed):
    page, _address, _who, box = typed
    page.reload()
    page.locator("[data-kept-drop]").click()
    expect(page.locator(box)).to_have_value("")
    page.reload()
    expect(page.locator(box)).to_have_value("")


@pytest.mark.parametrize("room", ["return"])
def test_nobody_else_gets_it_on_the_same_machine(typed, cast, sign_in):
    page, address, _who, box = typed
    sign_in(cast.second_supervisor)
    page.goto(address)
    expect(page.locator(box)).to_have_value("")
