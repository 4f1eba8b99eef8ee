"""How the round ends: the period closed, the bulletin issued, and read by the leader."""

import io

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser import acts
from tests.browser.acts import ledger_row, main


def the_period_is_closed_and_the_bulletin_issued(cast):
    hand = cast.supervisor
    acts.enter(hand, "填报期")
    hand.click(hand.page.get_by_role("link", name="关闭", exact=True))
    hand.click(hand.page.locator("#close input[type=checkbox]"))
    hand.click(hand.page.locator("#close .btn.stop"))
    main(hand).to_contain_text("填报期2024-Q1已关闭")
    acts.enter(hand, "通报")
    hand.click(hand.page.locator("table.bl tbody th a").first)
    if hand.page.locator("#id_although").count():
        hand.page.locator("#id_although").fill("按时编发，未审核的不计入。")
    hand.click(hand.page.locator("details.confirm summary"))
    hand.click(hand.page.locator("details.confirm .btn.go"))
    main(hand).to_contain_text("SHA-256")
    main(hand).to_contain_text("第1期")
    acts.enter(cast.reporter, "我的填报")
    main(cast.reporter).to_contain_text("没有开放的填报期")


def the_leader_reads(cast):
    hand = cast.leader
    acts.enter(hand, "总览")
    main(hand).to_contain_text("预警")
    acts.enter(hand, "台账")
    expect(ledger_row(hand, "1-3-5")).to_contain_text("预警")
    hand.click(ledger_row(hand, "1-3-5").get_by_role("link").first)
    main(hand).to_contain_text("投资需求尚未经第三方核实。")
    acts.enter(hand, "通报")
    hand.click(hand.page.get_by_role("link", name="第1期"))
    with hand.page.expect_download() as download:
        hand.click(hand.page.get_by_role("link", name="PDF", exact=True))
    pages = PdfReader(io.BytesIO(download.value.path().read_bytes())).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert all(words in text for words in ("应报195项：审核通过10项", "一季度引进金融机构3家", "预警1项"))
