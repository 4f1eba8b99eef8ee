"""The round in a browser: a department reports, the office approves, the lamp changes, the bulletin prints it."""

import pytest
from playwright.sync_api import expect

from tests.world import Cast

pytestmark = pytest.mark.django_db(transaction=True)
DESK, REVIEW = "/wuchang-2024/desk/", "/wuchang-2024/review/"


@pytest.fixture
def cast():
    return Cast()


def fill(page, figure="7,200", lamp="green"):
    page.goto(DESK)
    item = page.locator("#c-4-1-1")
    item.locator("input[name^=figure_]").fill(figure)
    item.locator(f"input[name=self_lamp][value={lamp}]").check()
    item.locator("textarea[name=narrative]").fill("累计新增7200根。")
    return item


def test_a_report_goes_from_the_desk_to_the_bulletin(cast, sign_in):
    page = sign_in(cast.reporter)
    item = fill(page)
    expect(item.locator(".echo")).to_contain_text("7,200根")
    item.get_by_role("button", name="报送").click()
    expect(page.locator("#c-4-1-1 .stt")).to_contain_text("待审核")

    page = sign_in(cast.supervisor)
    page.goto(REVIEW)
    page.keyboard.press("a")
    expect(page.locator(".empty")).to_contain_text("没有待审核的填报")

    page.goto("/wuchang-2024/commitment/4-1-1/")
    expect(page.locator(".l3 .off")).to_contain_text("正常")
    with page.expect_download() as download:
        page.goto("/wuchang-2024/bulletins/2024-Q3/")
        page.get_by_role("link", name="下载PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_a_department_with_an_approver_signs_before_the_office_sees_it(cast, sign_in):
    approver = cast.with_approver()
    page = sign_in(cast.reporter)
    fill(page).get_by_role("button", name="提交审定").click()
    expect(page.locator("#c-4-1-1 .stt")).to_contain_text("待审定")
    page = sign_in(approver)
    page.goto("/wuchang-2024/signoff/")
    page.get_by_role("button", name="审定通过").click()
    expect(page.locator(".empty")).to_contain_text("没有待审定的填报")


def test_a_wrong_figure_is_answered_at_its_field_and_kept(cast, sign_in):
    page = sign_in(cast.reporter)
    item = fill(page, figure="12,34")
    item.get_by_role("button", name="保存").click()
    expect(page.locator("#c-4-1-1 .err").first).to_contain_text("1234")
    expect(page.locator("#c-4-1-1 input[name^=figure_]")).to_have_value("12,34")


def test_the_round_works_without_scripts(cast, browser, live_server, client):
    client.force_login(cast.reporter)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    fill(page).get_by_role("button", name="报送").click()
    expect(page.locator("#c-4-1-1 .stt")).to_contain_text("待审核")
    context.close()


def test_the_ledger_filters_as_one_types(cast, sign_in):
    page = sign_in(cast.leader)
    page.goto("/wuchang-2024/ledger/")
    page.locator("#id_q").fill("火星")
    expect(page.locator("#results .empty")).to_contain_text("没有符合条件的任务")
