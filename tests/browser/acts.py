"""What each of the cast does in the round, by clicking and typing only; every act ends with what its actor sees."""

import re
from dataclasses import dataclass, replace

from playwright.sync_api import Locator, expect

from tests.browser.counting import Counts, Hand
from tests.browser.stage import PASSWORD
from tests.world import TINY_PDF

ROOT = "/wuchang-2024/"


@dataclass(frozen=True)
class Report:
    """What a reporter types for one commitment; `figure` as people write it, `read` as it is understood."""

    code: str
    text: str
    figure: str = ""
    read: str = ""
    lamp: str = "green"


REPORTS = (
    Report("1-3-4", "平台一季度新增入库项目18个，累计入库126个。", "126", "126个"),
    Report("1-3-5", "入库项目投资需求持续扩大，重点项目对接12场。", "760亿", "760亿元"),
    Report("1-3-6", "本局牵头完成对接活动4场，融资稳步增长。"),
    Report("1-3-8", "两家银行推出碳信贷产品3款，首批贷款已投放。"),
    Report("1-3-9", "武汉碳达峰基金完成首批项目尽调，拟投项目2个。"),
    Report("2-2-1", "一季度引进金融机构3家，均已完成注册。", "３ 家", "3家"),
    Report("2-2-2", "与两家意向机构开展洽谈，申设材料准备中。", "0", "0家"),
    Report("2-2-3", "归集存款工作专班每月调度，重点企业走访46户。"),
    Report("2-2-4", "金融业增加值保持增长，月度监测机制已建立。"),
    Report("3-2-6", "完成企业摸底320家，种子企业库入库标准已拟定。"),
)
# The same without a contribution from another department: the lead gives the figure itself.
ALONE = tuple(replace(each, figure="46.1亿", read="46.1亿元") if each.code == "1-3-6" else each for each in REPORTS)


def sign_in(hand: Hand, user) -> None:
    """Sign in by name and password and arrive where the account begins its day."""
    hand.goto("/accounts/login/")
    hand.write(hand.page.locator("input[name=username]"), user.username)
    hand.write(hand.page.locator("input[name=password]"), PASSWORD)
    hand.press("Enter")
    expect(hand.page.locator("details.who summary")).to_have_text(user.name)


def enter(hand: Hand, room: str) -> None:
    """Go to a room by the navigation."""
    with hand.page.expect_navigation():
        hand.click(hand.page.locator(".mast nav").get_by_role("link", name=re.compile(f"^{room}")))


def item(hand: Hand, code: str) -> Locator:
    """Return one commitment on the desk."""
    return hand.page.locator(f"#c-{code}")


def fill(hand: Hand, report: Report) -> None:
    """Type one report: with scripts it saves itself, else by its button."""
    here = item(hand, report.code)
    if report.figure:
        hand.write(here.locator("[data-figure]"), report.figure)
    hand.click(here.locator(f"input[name=self_lamp][value={report.lamp}] + *"))
    hand.write(here.locator("textarea[name=narrative]"), report.text)
    if not hand.scripts:
        hand.click(here.get_by_role("button", name="保存"))
    if report.read:
        expect(here.locator(".echo").first).to_contain_text(report.read)
    expect(here.locator(".stt")).to_have_class(re.compile("ready|check"))


def fill_all(hand: Hand, reports=REPORTS) -> None:
    """Fill in every report on the desk, which is open."""
    for report in reports:
        fill(hand, report)
    expect(hand.page.locator("#dbar .ok2")).to_contain_text(f"{len(reports)}")


def send_all(hand: Hand, number: int) -> None:
    """Send everything that is ready at once."""
    hand.click(hand.page.locator("#dbar .btn.go"))
    expect(hand.page.locator(".msg.info").first).to_contain_text(f"{number}")
    expect(hand.page.locator("#desk article.signing")).to_have_count(number)


def attach(hand: Hand, section: Locator, name: str) -> None:
    """Attach a file: with scripts it goes up as soon as it is chosen."""
    hand.choose_file(section.locator(".zone label .link"), name, TINY_PDF)
    if not hand.scripts:
        hand.click(section.get_by_role("button", name="附上"))
    expect(section.locator(".ev li")).to_contain_text(name)


def sign_all(hand: Hand) -> None:
    """Sign off everything shown in which nothing stands out; with scripts, see it take effect."""
    hand.click(hand.page.locator(".sall .btn.go"))
    expect(hand.page.locator(".msg.info").first).to_be_visible()
    if hand.scripts:
        expect(hand.page.locator("#held form")).to_have_count(0, timeout=20_000)


def approve(hand: Hand) -> str:
    """Approve the update that is open, by one key or by its button; return its code, and see another open."""
    code = hand.page.locator(".rmain .cno").text_content()
    if hand.scripts:
        hand.press("a")
    else:
        hand.click(hand.page.get_by_role("button", name="审核通过"))
    expect(hand.page.locator("body")).to_contain_text(code)
    expect(hand.page.locator(".rmain .cno").filter(has_text=re.compile(f"^{code}$"))).to_have_count(0)
    return code


def ledger_row(hand: Hand, code: str) -> Locator:
    """Return a commitment's row of the ledger."""
    return hand.page.locator("#results tr").filter(has_text=re.compile(rf"^\s*{code}(?![0-9])"))


def counted_round(stage, enter) -> dict[str, Counts]:
    """File ten reports, sign them off and review them; return what each took after signing in.

    `enter(user)` returns the hand of somebody who has just signed in; the period is open.
    """
    took = {}
    for name, user, act in (
        ("file ten reports", stage.reporter, file_ten),
        ("sign ten off", stage.approver, sign_ten),
        ("review ten, all plain", stage.supervisor, review_ten),
    ):
        hand = enter(user)
        before = hand.so_far()
        act(hand)
        took[name] = hand.so_far() - before
    return took


def file_ten(hand: Hand) -> None:
    """Signing in has opened the desk."""
    fill_all(hand, ALONE)
    send_all(hand, len(ALONE))


def sign_ten(hand: Hand) -> None:
    enter(hand, "审定")
    sign_all(hand)


def review_ten(hand: Hand) -> None:
    enter(hand, "审核")
    assert [approve(hand) for _report in ALONE] == [report.code for report in ALONE]
    expect(hand.page.locator(".rmain .empty")).to_be_visible()


def main(hand: Hand):
    return expect(hand.page.locator("main"))
