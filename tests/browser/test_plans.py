"""A plan carried into the next year by keyboard alone, edited while one types, settled and opened."""

import pytest
from playwright.sync_api import expect

from commitments.choices import PlanState, Standing
from commitments.models import Commitment, Plan

pytestmark = pytest.mark.django_db(transaction=True)
DRAFT = "/plans/wuchang-2025/"


@pytest.fixture
def page(page, cast, sign_in):
    sign_in(cast.supervisor).goto("/plans/")
    return page


def press(page, role, name):
    """Reach what has that name as the keyboard does, and press Enter on it."""
    page.get_by_role(role, name=name).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def type_into(page, label, text):
    page.get_by_label(label).first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


@pytest.fixture
def draft(page):
    press(page, "button", "延续")
    page.wait_for_url(f"**{DRAFT}")
    return page


def test_next_year_is_made_settled_and_opened_by_keyboard(draft):
    press(draft, "link", "目标与口径")
    type_into(draft, "什么算、什么不算", "建成投用的充电桩。")
    type_into(draft, "数据来源", "区建设局台账")
    press(draft, "button", "保存并核定")
    expect(draft.locator("body")).to_contain_text("“指标4-1-1”已保存")
    draft.goto(f"{DRAFT}links/")
    press(draft, "button", "判定所选")
    expect(draft.locator("body")).to_contain_text("已判定1项关系")
    press(draft, "link", "核对下达")
    draft.wait_for_url(f"**{DRAFT}")
    type_into(draft, "依据", "区人大批准。")
    draft.keyboard.press("Tab")
    draft.keyboard.press("Space")
    press(draft, "button", "下达")
    expect(draft.locator("body")).to_contain_text("计划已下达")
    assert Plan.objects.get(year=2025).state == PlanState.OPEN


def test_what_is_typed_is_saved_by_itself_and_the_next_save_goes_on_from_it(draft):
    draft.goto(f"{DRAFT}commitments/4-1-1/")
    type_into(draft, "短标题", "充电桩一万根")
    expect(draft.locator("#live")).to_contain_text("已保存")
    type_into(draft, "备注", "与上年口径相同")
    draft.wait_for_function("document.querySelector('#live input[name=version]').value !== ''")
    expect(draft.locator("#live")).to_contain_text("已保存")
    draft.get_by_label("时限已确认").focus()
    with draft.expect_response(lambda answer: "/save/" in answer.url) as answered:
        draft.keyboard.press("Space")
    assert answered.value.status == 200
    row = Commitment.objects.get(plan__year=2025)
    assert (row.title, row.note, row.due_standing) == ("充电桩一万根", "与上年口径相同", Standing.CONFIRMED)


def test_a_quote_that_stands_nowhere_is_said_at_its_box_and_who_types_goes_on_typing(draft):
    draft.goto(f"{DRAFT}commitments/4-1-1/")
    type_into(draft, "报告原文", "报告里没有这句")
    expect(draft.locator("#e-id_quote")).to_contain_text("引文须一字不差")
    expect(draft.get_by_label("报告原文")).to_be_focused()
    draft.keyboard.press("Control+A")
    draft.keyboard.type("新增新能源充电桩1万根")
    expect(draft.locator("#live")).to_contain_text("已保存", timeout=15_000)
    expect(draft.locator("#e-id_quote")).to_be_empty()
