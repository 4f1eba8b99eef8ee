"""An office with nothing but its report's Word file and a table of departments makes the plan and opens it."""

import time

import pytest
from playwright.sync_api import expect

from commitments.choices import PlanState, Role
from tests.browser import from_report
from tests.browser.counting import Hand
from tests.browser.from_report import DRAFT, FormsSent
from tests.world import make_place, make_user

pytestmark = pytest.mark.django_db(transaction=True)
# How many candidates the browser itself goes through; the others go the same way by the same forms.
BY_KEY = 40


@pytest.fixture
def office(sign_in):
    """Return the hand of an office whose place is set up and whose departments are brought in, and nothing else."""
    make_place()
    from_report.bring_departments()
    return Hand(sign_in(make_user("supervisor", Role.SUPERVISOR)))


def test_the_plan_of_a_report_is_made_assigned_and_opened(office, client):
    wanted, forms = from_report.promised_quotes(), FormsSent(client)
    from_report.begin(office)
    accepted = review_by_key(office, wanted)
    accepted += forms.accept_right_ones(wanted)
    mended = forms.mark_others(wanted)
    print(f"{accepted} accepted as proposed, {mended} marked otherwise, {forms.set_others_aside()} set aside")
    assert forms.plan.commitments.count() == accepted + mended == len(wanted) == 195
    assign_in_bulk(office)
    forms.clear_checklist()
    open_plan(office)
    assert forms.plan.state == PlanState.OPEN
    open_first_period(office)
    assert forms.plan.periods.get(code="2024-Q1").opened


def review_by_key(hand: Hand, wanted: list[str]) -> int:
    """Accept what is right and pass by what is not, as far as BY_KEY; return how many were accepted."""
    accepted, before, began = 0, hand.so_far(), time.monotonic()
    for _each in range(BY_KEY):
        right = from_report.shown_words(hand) in wanted
        from_report.press_on(hand, "a" if right else "j")
        accepted += right
    spent = hand.so_far() - before
    print(f"{BY_KEY} looked at, {accepted} accepted: {spent}; {time.monotonic() - began:.1f} s")
    assert (spent.keys, spent.clicks) == (BY_KEY, 0)
    assert accepted > BY_KEY / 2
    return accepted


def assign_in_bulk(hand: Hand) -> None:
    """Let one bureau lead those nobody bears, then confirm all that were proposed."""
    before = hand.so_far()
    hand.goto(f"{DRAFT}duties/?standing=nobody")
    hand.click(hand.page.locator("[name=all]"))
    hand.click(hand.page.locator("[name=role][value=lead]"))
    hand.write(hand.page.locator("[name=names]"), "区发改局")
    from_report.press_on(hand, "Enter")
    hand.goto(f"{DRAFT}duties/?standing=proposed")
    hand.click(hand.page.locator("[name=all]"))
    from_report.press_on(hand, "c")
    expect(hand.page.locator(".msg.info").last).to_contain_text("项任务的分工已确认")
    print(f"duties of all: {hand.so_far() - before}")


def open_plan(hand: Hand) -> None:
    hand.goto(DRAFT)
    hand.write(hand.page.get_by_label("依据"), "区人民代表大会批准。")
    hand.click(hand.page.locator("[name=looked]"))
    with hand.page.expect_navigation():
        hand.click(hand.page.get_by_role("button", name="下达"))


def open_first_period(hand: Hand) -> None:
    hand.goto("/district-2024/periods/layout/")
    for button in ("form.lay button", "form[action$='/apply/'] button"):
        with hand.page.expect_navigation():
            hand.click(hand.page.locator(button))
    hand.goto("/district-2024/periods/2024-Q1/")
    with hand.page.expect_navigation():
        hand.click(hand.page.locator("form[action$='/open/'] button"))
