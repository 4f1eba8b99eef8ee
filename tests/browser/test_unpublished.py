"""数据未出 typed into a figure's box: one click ticks it, and the day it is expected is asked for."""

import pytest
from playwright.sync_api import expect

from commitments.models import Observation
from commitments.workflow.reports import corrections
from tests.browser.desk_page import figure_of, item, kind
from tests.world import make_approved, moment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_at_the_desk(desk):
    figure_of(desk).fill("数据未出")
    item(desk).locator("[data-await]").first.click()
    day = item(desk).locator("input[name^=expected_]")
    expect(day).to_be_focused()
    expect(figure_of(desk)).to_have_value("")
    day.fill("2024-11-05")
    kind(desk, "saved")
    assert (Observation.objects.get().state, str(Observation.objects.get().expected_on)) == ("awaited", "2024-11-05")


def test_beside_the_refusal_of_what_was_saved(desk):
    figure_of(desk).fill("暂无")
    kind(desk, "partly")
    desk.locator(".errs [data-await]").click()
    expect(item(desk).locator("input[name^=awaited_]")).to_be_checked()
    expect(item(desk).locator("[data-await]")).to_have_count(0)


def test_in_a_correction(cast, sign_in):
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7000")
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="漏报一个充电站。")
    page = sign_in(cast.reporter)
    page.goto(f"/wuchang-2024/correction/{draft.pk}/")
    page.locator("input[name^=figure_]").fill("未发布")
    page.locator("[data-await]").click()
    expect(page.locator("input[name^=expected_]")).to_be_focused()
