"""From a table of accounts to the first report: brought, granted by key, a slip, a password of one's own, the desk."""

import re

import pypdf
import pytest
from playwright.sync_api import expect

from commitments.models import User
from commitments.rules.first_password import FORM

pytestmark = pytest.mark.django_db(transaction=True)
ROOM, OWN = "/enrolment/", "麦田-kite-92-river"
TABLE = "用户名\t姓名\t单位\t角色\nzhang\t张三\t区建设局\t填报员\nli\t李四\t区教育局\t填报员"


@pytest.fixture
def brought(page, cast, sign_in):
    """Have the system administrator bring two accounts, and the security administrator look at their list."""
    sign_in(cast.system_admin).goto(ROOM)
    page.fill("[name=pasted]", TABLE)
    page.locator("form[action$='look/'] .btn.go").click()
    page.locator("form[action$='write/'] .btn.go").click()
    expect(page.locator(".msg.info")).to_be_visible()
    sign_in(cast.security_admin).goto(ROOM)
    return page


def slip_of_the_first(page) -> str:
    """Return what the slips say that two keys and G hand out."""
    with page.expect_download() as saved:
        for key in ("j", "x", "g"):
            page.keyboard.press(key)
    return "".join(each.extract_text() for each in pypdf.PdfReader(saved.value.path()).pages)


def test_the_first_password_of_a_slip_leads_to_ones_own_and_to_the_desk(brought, open_page):
    told = slip_of_the_first(brought)
    expect(brought.locator("[aria-labelledby=proposed] [name=a]")).to_have_count(1)
    person = User.objects.exclude(role="").get(username__in=("zhang", "li"))
    mine = open_page()
    mine.goto("/")
    mine.fill("[name=username]", person.username)
    mine.fill("[name=password]", re.search(FORM, told).group())
    mine.keyboard.press("Enter")
    expect(mine).to_have_url(re.compile("/accounts/password/"))
    mine.goto("/wuchang-2024/desk/")
    expect(mine).to_have_url(re.compile("/accounts/password/"))
    for name in ("new_password1", "new_password2"):
        mine.fill(f"[name={name}]", OWN)
    mine.fill("[name=old_password]", re.search(FORM, told).group())
    mine.keyboard.press("Enter")
    expect(mine).to_have_url(re.compile("/done/"))
    mine.goto("/wuchang-2024/desk/")
    expect(mine.locator("h1")).to_be_visible()
    expect(mine).to_have_url(re.compile("/desk/"))


def test_r_goes_to_the_reason_and_nothing_is_granted_on_the_way(brought):
    for key in ("j", "x", "r"):
        brought.keyboard.press(key)
    brought.keyboard.type("gxj岗位不符")
    expect(brought.locator("#id_reason")).to_have_value("gxj岗位不符")
    brought.keyboard.press("Enter")
    expect(brought.locator("[aria-labelledby=proposed] [name=a]")).to_have_count(1)
    assert User.objects.filter(username__in=("zhang", "li")).exclude(role="").count() == 0


def test_the_box_above_and_shift_tick_many(brought):
    for key in ("j", "x", "j", "Shift+X"):
        brought.keyboard.press(key)
    expect(brought.locator("[data-chosen]")).to_have_text("已选：2")
    brought.locator("[data-tick-page]").uncheck()
    brought.locator("[data-tick-page]").check()
    expect(brought.locator("tr.sel")).to_have_count(2)
