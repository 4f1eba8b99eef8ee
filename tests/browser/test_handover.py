"""A merger decided in the browser: the preview first, then the act; a day to come is taken back by one button."""

import pytest
from playwright.sync_api import expect

from commitments.models import Department, Handover
from tests.world import make_commitment, make_support, make_update

pytestmark = pytest.mark.django_db(transaction=True)
ROOM = "/plans/wuchang-2024/handover/"


@pytest.fixture
def page(page, cast, sign_in):
    """Return the room as the office sees it; the former department leads two and has a draft."""
    led = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    make_support(led, cast.other)
    make_update(led, cast.reporter)
    sign_in(cast.supervisor).goto(ROOM)
    return page


def test_a_merger_is_seen_before_it_is_done_and_can_be_taken_back(page):
    page.get_by_label("移出单位").select_option("JSJ")
    page.get_by_label("移入单位").select_option("JYJ")
    page.get_by_label("自哪天起").fill("2024-11-01")
    page.get_by_role("button", name="预览").click()
    expect(page.locator(".hov")).to_contain_text("承接单位自己的配合取消")
    assert not Handover.objects.exists()
    page.get_by_label("理由和依据").fill("区机构改革方案。")
    page.get_by_role("button", name="移交，自2024-11-01起").click()
    page.get_by_role("button", name="撤回这次移交").click()
    expect(page.locator(".msg.info")).to_contain_text("移交已撤回")
    assert Department.objects.get(code="JSJ").successor is None
