"""A session that ended and a refusal are said, whichever piece of a page was asked for; nothing is swallowed."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from commitments.choices import UpdateState
from commitments.workflow.reports import moves
from tests.world import make_contribution, make_update, moment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def sent(cast):
    cast.update = moves.send_report(
        make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment()
    )


def test_a_decision_after_the_session_ended_leads_to_sign_in_and_back(cast, sign_in):
    page = sign_in(cast.supervisor)
    page.goto("/wuchang-2024/review/")
    Session.objects.all().delete()
    page.locator("[data-key=a]").click()
    expect(page).to_have_url("/accounts/login/?next=/wuchang-2024/review/")
    cast.update.refresh_from_db()
    assert cast.update.state == UpdateState.SUBMITTED
    sign_in(cast.supervisor)
    page.reload()
    expect(page).to_have_url("/wuchang-2024/review/")


def test_the_echo_of_a_figure_never_leads_away_from_what_is_typed(cast, sign_in):
    moves.withdraw_report(cast.update, by=cast.reporter, at=moment())
    page = sign_in(cast.reporter)
    page.goto("/wuchang-2024/desk/")
    Session.objects.all().delete()
    page.locator("[data-figure]").fill("8000")
    expect(page.locator("#signed-out")).to_be_visible()
    expect(page).to_have_url("/wuchang-2024/desk/")
    expect(page.locator("[data-figure]")).to_have_value("8000")


@pytest.fixture
def asked_page(cast, sign_in):
    moves.withdraw_report(cast.update, by=cast.reporter, at=moment())
    make_contribution(cast.commitment, cast.other, cast.reporter)
    page = sign_in(cast.outsider)
    page.goto("/wuchang-2024/contributions/")
    page.locator("#owed textarea").fill("学校建成充电桩1200根。")
    return page


def test_a_form_that_is_too_old_says_so_and_keeps_what_was_typed(asked_page):
    asked_page.context.clear_cookies(name="csrftoken")
    asked_page.locator("#owed .btn").first.click()
    expect(asked_page.locator("#trouble")).to_contain_text("未保存任何内容")
    expect(asked_page.locator("#owed textarea")).to_have_value("学校建成充电桩1200根。")


def test_a_lost_connection_says_so_and_keeps_what_was_typed(asked_page):
    asked_page.context.set_offline(True)
    asked_page.locator("#owed .btn").first.click()
    expect(asked_page.locator("#trouble")).to_contain_text("没有收到答复")
    expect(asked_page.locator("#owed textarea")).to_have_value("学校建成充电桩1200根。")
    asked_page.context.set_offline(False)
    asked_page.locator("#owed .btn").first.click()
    expect(asked_page.locator("#trouble")).to_be_hidden()
