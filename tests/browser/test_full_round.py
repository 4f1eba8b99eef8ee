"""The quarterly round on the real plan by six people, with scripts and without: each sees what the one before did."""

import re

import pytest
from playwright.sync_api import expect

from commitments.models import Evidence, ProgressUpdate
from commitments.workflow.office import periods
from tests.browser import acts
from tests.browser.acts import ROOT, item, ledger_row, main
from tests.browser.closing import the_leader_reads, the_period_is_closed_and_the_bulletin_issued
from tests.browser.counting import Hand
from tests.browser.stage import CLOSING, FILING, REVIEWING, Stage
from tests.world import moment

pytestmark = pytest.mark.django_db(transaction=True)
SHARED, MENDED, QUARTER = "1-3-6", "2-2-4", "2024-Q1"
PART = "会同金融机构审批气候项目5个，资金已到位。"
SECRET = acts.REPORTS[3].text


@pytest.fixture
def stage(settings):
    settings.PINNED_TODAY = FILING
    return Stage()


@pytest.fixture
def enter(open_page):
    """Return a function that lets an account sign in, in a browser of its own."""

    def entered(user, *, scripts=True) -> Hand:
        hand = Hand(open_page("laptop", scripts=scripts), scripts=scripts)
        hand.page.set_default_timeout(60_000)  # the whole bulletin is typeset for its preview and its issue
        acts.sign_in(hand, user)
        return hand

    return entered


class Cast:
    """The six before their browsers."""

    def __init__(self, stage, enter, scripts):
        names = ("reporter", "approver", "support", "supervisor", "leader", "outsider")
        for name in names:
            setattr(self, name, enter(getattr(stage, name), scripts=scripts))


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_the_full_round(stage, enter, settings, scripts):
    cast = Cast(stage, enter, scripts)
    the_office_opens_the_period(cast)
    the_lead_asks_for_a_part(cast)
    the_supporting_department_files_it(cast)
    the_lead_takes_it_over(cast)
    ten_reports_are_filled_in_and_sent(cast)
    one_is_handed_back_and_the_rest_signed(cast)
    what_came_back_is_mended_and_signed(cast)
    drafts_and_what_waits_are_hidden(cast)
    settings.PINNED_TODAY = REVIEWING
    the_office_reviews(cast)
    what_was_returned_goes_round_again(cast)
    what_is_approved_is_seen_by_all(cast)
    an_approved_figure_is_corrected(cast)
    settings.PINNED_TODAY = CLOSING
    the_period_is_closed_and_the_bulletin_issued(cast)
    the_leader_reads(cast)


@pytest.mark.usefixtures("acts_held")
def test_ten_reports_are_filed_and_reviewed_within_the_goals(stage, enter):
    periods.open_period(stage.plan.periods.get(code=QUARTER), by=stage.supervisor, at=moment(str(FILING)))
    filing, signing, reviewing = acts.counted_round(stage, enter).values()
    assert filing.loads <= 1
    assert filing.clicks <= 3 * len(acts.ALONE)
    assert filing.keys == 0
    assert (signing.clicks, signing.keys) == (2, 0)
    assert (reviewing.keys, reviewing.clicks, reviewing.loads) == (len(acts.ALONE), 1, 1)


def the_office_opens_the_period(cast):
    acts.enter(cast.reporter, "我的填报")
    main(cast.reporter).to_contain_text("没有开放的填报期")
    hand = cast.supervisor
    acts.enter(hand, "填报期")
    hand.click(hand.page.get_by_role("link", name="开启", exact=True))
    hand.click(hand.page.locator("#open .btn.go"))
    main(hand).to_contain_text("填报期2024-Q1已开启")
    acts.enter(cast.reporter, "我的填报")
    expect(cast.reporter.page.locator("#desk article.new")).to_have_count(10)


def the_lead_asks_for_a_part(cast):
    hand = cast.reporter
    acts.enter(hand, "配合")
    hand.page.locator("#ask select").select_option(SHARED)
    hand.click(hand.page.locator("#ask .btn"))
    hand.write(hand.page.locator("#ask textarea"), "请报气候投融资到位金额和项目数。")
    hand.click(hand.page.locator("#ask .btn.go"))
    expect(hand.page.locator("#asked")).to_contain_text("区发改局")


def the_supporting_department_files_it(cast):
    hand = cast.support
    acts.enter(hand, "配合")
    contribution = hand.page.locator("#owed article")
    expect(contribution).to_contain_text("请报气候投融资到位金额和项目数。")
    acts.attach(hand, contribution.locator(".evd"), "到位资金清单.pdf")
    contribution = hand.page.locator("#owed article")
    hand.write(contribution.locator("textarea"), PART)
    hand.write(contribution.locator("input[name^=figure_]"), "460,931万元")
    hand.click(contribution.locator(".btn.go"))
    expect(hand.page.locator("#owed article")).to_contain_text("46.0931亿元")
    expect(hand.page.locator("#owed form.w")).to_have_count(0)


def the_lead_takes_it_over(cast):
    hand = cast.reporter
    acts.enter(hand, "配合")
    expect(hand.page.locator("#asked article")).to_contain_text(PART)
    hand.click(hand.page.locator("#asked article .btn.go"))
    main(hand).to_contain_text("配合材料已采用")
    acts.enter(hand, "我的填报")
    here = item(hand, SHARED)
    expect(here.locator("textarea[name=narrative]")).to_have_value(re.compile(PART))
    expect(here.locator(".echo").first).to_contain_text("46.0931亿元")
    expect(here.locator(".ev li")).to_contain_text("到位资金清单.pdf")


def ten_reports_are_filled_in_and_sent(cast):
    hand = cast.reporter
    if hand.scripts:
        a_slip_is_seen_before_it_counts(hand)
    acts.fill_all(hand)
    acts.attach(hand, item(hand, "2-2-1").locator(".evd"), "机构注册证明.pdf")
    drafts_and_what_waits_are_hidden(cast)
    acts.send_all(hand, 10)


def a_slip_is_seen_before_it_counts(hand):
    box = item(hand, "1-3-4").locator("[data-figure]")
    hand.write(box, "1.2万")
    expect(item(hand, "1-3-4").locator(".echo").first).to_contain_text("12,000个")
    hand.rewrite(box, "")
    hand.press("Delete")


def one_is_handed_back_and_the_rest_signed(cast):
    hand = cast.approver
    acts.enter(hand, "审定")
    expect(hand.page.locator("article")).to_have_count(10)
    for words in ("126个", "46.0931亿元", PART, SECRET, "机构注册证明.pdf"):
        main(hand).to_contain_text(words)
    one = hand.page.locator("article", has_text=MENDED)
    hand.write(one.locator("input[name=note]"), "请写明增加值增速。")
    hand.click(one.get_by_role("button", name="退回填报员"))
    expect(hand.page.locator("article")).to_have_count(9)
    acts.sign_all(hand)
    main(hand).to_contain_text("9")
    expect(hand.page.locator("article")).to_have_count(0)


def what_came_back_is_mended_and_signed(cast):
    hand = cast.reporter
    acts.enter(hand, "我的填报")
    main(hand).to_contain_text("请写明增加值增速。")
    mend(hand, MENDED, "金融业增加值同比增长6.8%，月度监测机制已建立。")
    acts.enter(cast.approver, "审定")
    main(cast.approver).to_contain_text("同比增长6.8%")
    cast.approver.click(cast.approver.page.locator("article .btn.go"))
    expect(cast.approver.page.locator("article")).to_have_count(0)


def mend(hand, code, text):
    """Write a report's text anew and send it by its own button."""
    hand.rewrite(item(hand, code).locator("textarea[name=narrative]"), text)
    hand.click(item(hand, code).get_by_role("button", name="提交审定"))
    expect(item(hand, code)).to_contain_text(text)
    expect(item(hand, code).locator("textarea")).to_have_count(0)


def drafts_and_what_waits_are_hidden(cast):
    """Whatever the outsider opens, what no one approved is not in it; what belongs to it does not exist."""
    hand = cast.outsider
    for address in (
        "",
        "ledger/?q=碳信贷",
        "report/",
        "commitment/1-3-8/",
        "commitment/1-3-8/history/",
        "bulletins/2024-Q1/",
    ):
        assert hand.goto(f"{ROOT}{address}").status == 200
        main(hand).not_to_contain_text(SECRET)
    updates, files = ProgressUpdate.objects.all(), Evidence.objects.all()
    assert (bool(updates), bool(files)) == (True, True)
    for update in updates:
        assert hand.goto(f"{ROOT}correction/{update.pk}/").status == 404
    for file in files:
        assert hand.goto(f"{ROOT}evidence/{file.pk}/").status == 404
    for room in ("signoff/", "review/"):
        assert hand.goto(f"{ROOT}{room}").status == 403


def the_office_reviews(cast):
    hand = cast.supervisor
    acts.enter(hand, "审核")
    expect(hand.page.locator("#queue [data-item], #queue li a")).to_have_count(10)
    returned_with_a_stock_reason(hand)
    overruled(hand)
    before = hand.so_far()
    for _number in range(4):
        acts.approve(hand)
    if hand.scripts:
        assert (hand.so_far() - before).keys == 4
        assert (hand.so_far() - before).loads == 0
    the_rest_is_approved_from_a_list(hand)


def returned_with_a_stock_reason(hand):
    expect(hand.page.locator(".rmain .cno")).to_have_text("1-3-4")
    main(hand).to_contain_text("金融局审定人已审定")
    main(hand).to_contain_text("平台一季度新增入库项目18个")
    hand.click(hand.page.get_by_role("link", name="缺佐证"))
    expect(hand.page.locator("textarea[name=reason]")).to_have_value(re.compile("缺佐证"))
    hand.click(hand.page.get_by_role("button", name="退回"))
    expect(hand.page.locator(".rmain .cno")).to_have_text("1-3-5")


def overruled(hand):
    hand.click(hand.page.locator("input[name=office_lamp][value=yellow] + *"))
    hand.write(hand.page.locator("textarea[name=reason]"), "投资需求尚未经第三方核实。")
    hand.click(hand.page.get_by_role("button", name="审核通过"))
    expect(hand.page.locator(".rmain .cno")).to_have_text("1-3-6")


def the_rest_is_approved_from_a_list(hand):
    hand.click(hand.page.locator("#queue .all a"))
    rest = hand.page.locator("input[name=item]").count()
    assert rest >= 2
    hand.click(hand.page.locator("form .btn.go"))
    expect(hand.page.locator(".empty")).to_contain_text("没有待审核的填报")


def what_was_returned_goes_round_again(cast):
    hand = cast.reporter
    acts.enter(hand, "我的填报")
    expect(item(hand, "1-3-4")).to_contain_text("缺佐证")
    acts.attach(hand, item(hand, "1-3-4").locator(".evd"), "入库清单.pdf")
    mend(hand, "1-3-4", "平台累计入库126个，清单见附件。")
    acts.enter(cast.approver, "审定")
    acts.sign_all(cast.approver)
    acts.enter(cast.supervisor, "审核")
    main(cast.supervisor).to_contain_text("入库清单.pdf")
    acts.approve(cast.supervisor)


def what_is_approved_is_seen_by_all(cast):
    for hand in (cast.outsider, cast.leader):
        hand.goto(f"{ROOT}commitment/1-3-8/")
        main(hand).to_contain_text(SECRET)
        hand.goto(f"{ROOT}ledger/?q=碳信贷")
        expect(ledger_row(hand, "1-3-8")).to_contain_text("正常")


def an_approved_figure_is_corrected(cast):
    hand = cast.reporter
    hand.goto(f"{ROOT}commitment/2-2-1/")
    hand.click(hand.page.get_by_role("link", name="更正"))
    hand.write(hand.page.locator("#id_correction_reason"), "漏报一家已注册的保险分公司。")
    hand.click(hand.page.locator("form.beg .btn.go"))
    hand.rewrite(hand.page.locator("input[name^=figure_]"), "4家")
    hand.click(hand.page.locator("form.cf .btn.go"))
    cast.outsider.goto(f"{ROOT}commitment/2-2-1/")
    main(cast.outsider).to_contain_text("3家")
    main(cast.outsider).not_to_contain_text("4家")
    assert cast.outsider.goto(hand.page.url).status in (403, 404)
    acts.enter(cast.approver, "审定")
    main(cast.approver).to_contain_text("漏报一家已注册的保险分公司。")
    acts.sign_all(cast.approver)
    acts.enter(cast.supervisor, "审核")
    main(cast.supervisor).to_contain_text("漏报一家已注册的保险分公司。")
    acts.approve(cast.supervisor)
    cast.outsider.goto(f"{ROOT}commitment/2-2-1/")
    main(cast.outsider).to_contain_text("4家")
