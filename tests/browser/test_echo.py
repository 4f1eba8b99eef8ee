"""Beside every box for a figure stands what is stored: the answer to a save tells what that save stored."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from commitments.workflow.reports import corrections
from tests.browser.desk_page import kind
from tests.world import file_contribution, make_approved, make_contribution, make_update, moment

pytestmark = pytest.mark.django_db(transaction=True)
BOXES = {
    "desk": "form[data-item] input[name^=figure_]", "desk forecast": "form[data-item] input[name=forecast]",
    "contribution": "form.w input[name^=figure_]", "correction": "form.cf input[name^=figure_]",
    "correction forecast": "form.cf input[name=forecast]",
}  # fmt: skip


@pytest.fixture
def room(cast, sign_in, field):
    """Return the page with the field's box, where 12,000 is stored."""
    stored = {"value": "12000", "forecast": Decimal(12000)}
    make_update(cast.commitment, cast.reporter, **stored)
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", **stored)
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="漏报。")
    contribution = make_contribution(cast.commitment, cast.other, cast.reporter)
    file_contribution(contribution, cast.outsider, value="12000")
    contribution.__class__.objects.update(state="returned", return_reason="请核对。")
    page = sign_in(cast.outsider if field == "contribution" else cast.reporter)
    address = {"d": "desk/", "c": f"correction/{draft.pk}/"}[field[0]]
    page.goto(f"/wuchang-2024/{'contributions/' if field == 'contribution' else address}")
    return page


def echo_of(page, box):
    return page.locator(f"#{box.get_attribute('aria-describedby').split()[0]}")


def save(page, field):
    if field.startswith("desk"):
        kind(page, "saved")
    else:
        page.locator("form.w .btn, form.cf .btn").first.click()
        page.wait_for_load_state()


@pytest.mark.parametrize("field", BOXES)
def test_the_answer_to_a_save_echoes_what_it_stored(room, field):
    # What is asked while one types is held back: only the save itself may answer here.
    room.route("**/read/**", lambda route: route.fulfill(status=204))
    expect(echo_of(room, room.locator(BOXES[field]))).to_contain_text("12,000根")
    for typed, stored in (("60", "60根"), ("1.3万", "13,000根"), ("7,200根", "7,200根")):
        room.locator(BOXES[field]).fill(typed)
        save(room, field)
        expect(echo_of(room, room.locator(BOXES[field]))).to_contain_text(stored)
        expect(echo_of(room, room.locator(BOXES[field]))).not_to_contain_text("12,000")


@pytest.mark.parametrize("field", BOXES)
def test_while_one_types_it_says_what_is_understood(room, field):
    room.route("**/save/", lambda route: route.fulfill(status=204))
    room.locator(BOXES[field]).fill("1.3万")
    expect(echo_of(room, room.locator(BOXES[field]))).to_contain_text("13,000根")
