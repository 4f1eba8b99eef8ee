"""One effect each: double clicks on every submitting button of the round, two tabs, the back button."""

from dataclasses import dataclass

import pytest
from django.conf import settings
from playwright.sync_api import expect

from commitments.choices import Kind
from commitments.models import Bulletin, Contribution, HistoryEntry, ProgressUpdate
from commitments.workflow.office import periods
from commitments.workflow.reports import corrections, moves
from tests.world import (
    file_contribution,
    make_approved,
    make_commitment,
    make_contribution,
    make_support,
    make_update,
    moment,
)

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "/wuchang-2024/"


def drafted(cast):
    return make_update(cast.commitment, cast.reporter, value="7200")


def sent(cast):
    return moves.send_report(drafted(cast), by=cast.reporter, at=moment())


def two_sent(cast):
    """Return two updates on their way: the first with a figure, the second in words."""
    second = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind=Kind.QUALITATIVE)
    first = sent(cast)
    return first, moves.send_report(make_update(second, cast.reporter), by=cast.reporter, at=moment())


def to_sign(cast):
    cast.approver = cast.with_approver()
    return two_sent(cast)


def asked(cast):
    return make_contribution(cast.commitment, cast.other, cast.reporter)


def filed(cast):
    return file_contribution(asked(cast), cast.outsider)


def approved(cast):
    return make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7200")


def correcting_draft(cast):
    return corrections.start_correction(
        approved(cast), by=cast.reporter, at=moment("2024-10-20"), reason="漏报一个充电站。"
    )


def not_opened(cast):
    cast.plan.periods.filter(code="2024-Q4").update(opened=None)


def closed(cast):
    not_opened(cast)
    return periods.close_period(cast.plan.periods.get(code="2024-Q3"), by=cast.supervisor, at=moment("2024-10-22"))


def entries(action: str):
    """Return a count of the history's entries of one act."""
    return lambda: HistoryEntry.objects.filter(action=action).count()


def saves() -> int:
    return sum(ProgressUpdate.objects.values_list("version", flat=True))


@dataclass(frozen=True)
class Press:
    """A button: whose, on which page, made ready how, what is typed before, and what counts its effects."""

    who: str
    address: str
    button: str
    effects: object
    ready: object = lambda cast: None
    typed: str = ""


NOTE, REASON = "article .nt input >> nth=0", ".dec textarea"


def issued_bulletins() -> int:
    return Bulletin.objects.issued().count()


PRESSES = {
    "desk save": Press("reporter", "desk/", "#c-4-1-1 .bt .btn >> nth=0", saves),
    "desk send": Press("reporter", "desk/", "#c-4-1-1 [formaction]", entries("update_submit"), drafted),
    "desk send all": Press("reporter", "desk/", "#dbar .btn.go", entries("update_submit"), drafted),
    "desk take back": Press("reporter", "desk/", "#c-4-1-1 .bt .btn", entries("update_withdraw"), sent),
    "contribution ask": Press(
        "reporter", "contributions/?for=4-1-1", "#ask .btn.go", entries("part_ask"),
        lambda cast: make_support(cast.commitment, cast.other), "#ask textarea",
    ),
    "contribution save": Press(
        "outsider", "contributions/", "#owed .bt .btn >> nth=0", lambda: Contribution.objects.get().version, asked,
        "#owed textarea"
    ),
    "contribution file": Press(
        "outsider", "contributions/", "#owed .bt .btn.go", entries("part_file"), asked, "#owed textarea"
    ),
    "contribution take": Press("reporter", "contributions/", "#asked .bt .btn.go", entries("part_take_over"), filed),
    "contribution return": Press(
        "reporter", "contributions/", "#asked [formaction]", entries("part_return"), filed, "#asked .nt input"
    ),
    "contribution cancel": Press("reporter", "contributions/", "#asked .bt .btn", entries("part_cancel"), asked),
    "sign off": Press("approver", "signoff/", "article .btn.go >> nth=0", entries("update_sign"), to_sign),
    "sign all off": Press("approver", "signoff/", ".sall .btn.go", lambda: entries("update_sign")() / 2, to_sign),
    "hand back": Press(
        "approver", "signoff/", "article [formaction] >> nth=0", entries("update_send_back"), to_sign, NOTE
    ),
    "approve": Press("supervisor", "review/", ".dec .btn.go", entries("update_approve"), two_sent),
    "return": Press("supervisor", "review/", ".dec [formaction]", entries("update_return"), two_sent, REASON),
    "approve all": Press(
        "supervisor", "review/all/JSJ/", "form .btn.go", lambda: entries("update_approve")() / 2, two_sent
    ),
    "correction begin": Press(
        "reporter", "correction/{row}/", "form.beg .btn.go", entries("update_correct"), approved, "form.beg textarea"
    ),
    "correction save": Press(
        "reporter", "correction/{row}/", "form.cf .btn >> nth=0", saves, correcting_draft
    ),
    "correction send": Press(
        "reporter", "correction/{row}/", "form.cf .btn.go", entries("update_submit"), correcting_draft
    ),
    "period open": Press("supervisor", "periods/2024-Q4/", "#open .btn.go", entries("period_open"), not_opened),
    "period close": Press("supervisor", "periods/2024-Q3/", "#close .btn", entries("period_close")),
    "period reopen": Press(
        "supervisor", "periods/2024-Q3/", "#reopen .btn.go", entries("period_reopen"), closed, "#reopen textarea"
    ),
    "bulletin": Press("supervisor", "bulletins/2024-Q3/", "details.confirm .btn.go", issued_bulletins, closed),
}  # fmt: skip


def prepared(page, press, row):
    """Open the press's page and type what it needs; return its button."""
    page.goto(f"{ROOT}{press.address.format(row=getattr(row, 'pk', ''))}")
    if press.typed:
        page.locator(press.typed).fill("请补充学校部分的数字。")
    for tick in page.locator(".tick input:visible").all():
        tick.check()
    if page.locator("details.confirm").count():
        page.locator("details.confirm summary").click()
    return page.locator(press.button)


@pytest.fixture
def seat(open_page, client, live_server):
    """Return a function that opens a browser, with scripts or without, in which `user` is signed in."""

    def seated(user, *, scripts=True):
        page = open_page(scripts=scripts)
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
        return page

    return seated


with_and_without = pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])


@with_and_without
@pytest.mark.parametrize("name", PRESSES)
def test_a_double_click_has_one_effect(cast, seat, name, scripts):
    press = PRESSES[name]
    row = press.ready(cast)
    page = seat(getattr(cast, press.who), scripts=scripts)
    button, before = prepared(page, press, row), press.effects()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        button.dblclick()
    page.wait_for_load_state("networkidle")
    assert press.effects() - before == 1
    expect(page.locator("main [role=alert]:visible")).to_have_count(0)


def test_the_second_click_of_a_slow_double_click_decides_nothing_on_what_opened_meanwhile(cast, seat):
    two_sent(cast)
    page = seat(cast.supervisor)
    page.goto(f"{ROOT}review/")
    place = page.locator(".dec .btn.go").bounding_box()
    page.mouse.move(place["x"] + 5, place["y"] + 5)
    page.mouse.down(click_count=1)
    page.mouse.up(click_count=1)
    expect(page.locator(".rmain .cno")).to_have_text("4-1-2")
    page.locator(".dec .btn.go").hover()
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    page.wait_for_load_state("networkidle")
    assert ProgressUpdate.objects.approved().count() == 1


@with_and_without
def test_of_two_tabs_on_the_sign_off_the_second_is_told(cast, seat, scripts):
    first, _second = to_sign(cast)
    page = seat(cast.approver, scripts=scripts)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"{ROOT}signoff/")
    page.locator(f"#u-{first.pk} .btn.go").click()
    expect(page.locator("article")).to_have_count(1)
    other.locator(f"#u-{first.pk} input[name=note]").fill("请补充。")
    other.locator(f"#u-{first.pk} [formaction]").click()
    expect(other.locator(".msg:not(.info)").first).to_contain_text("4-1-1")
    assert entries("update_send_back")() == 0
    other.locator(".sall .btn.go").click()
    expect(other.locator(".empty")).to_be_visible()
    assert entries("update_sign")() == 2


@with_and_without
def test_of_two_tabs_on_the_review_the_second_is_told_and_keeps_what_was_typed(cast, seat, scripts):
    two_sent(cast)
    page = seat(cast.supervisor, scripts=scripts)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"{ROOT}review/")
    page.locator(".dec .btn.go").click()
    expect(page.locator(".rmain .cno")).to_have_text("4-1-2")
    other.locator(".dec textarea").fill("数据存疑。")
    other.locator(".dec [formaction]").click()
    expect(other.locator(".refusal")).to_contain_text("4-1-1")
    expect(other.locator(".dec textarea")).to_have_value("数据存疑。")
    assert (entries("update_approve")(), entries("update_return")()) == (1, 0)


@with_and_without
def test_after_going_back_another_decision_on_the_same_page_is_refused(cast, seat, scripts):
    """The page may come out of the browser's memory with its old key: then the other button of its form is refused."""
    two_sent(cast)
    page = seat(cast.supervisor, scripts=scripts)
    page.goto(f"{ROOT}review/")
    page.locator("#queue li a").nth(1).click()
    expect(page.locator(".rmain .cno")).to_have_text("4-1-2")
    page.locator("#queue li a").first.click()
    expect(page.locator(".rmain .cno")).to_have_text("4-1-1")
    page.locator(".dec .btn.go").click()
    expect(page.locator(".rmain .cno")).to_have_text("4-1-2")
    page.go_back()
    page.wait_for_load_state("networkidle")
    if page.locator(".rmain .cno").text_content() == "4-1-1":
        page.locator(".dec textarea").fill("数据存疑。")
        page.locator(".dec [formaction]").click()
        expect(page.locator(".refusal")).to_contain_text("4-1-1")
    assert (entries("update_approve")(), entries("update_return")()) == (1, 0)


@with_and_without
def test_after_going_back_what_was_signed_stays_signed(cast, seat, scripts):
    first, _second = to_sign(cast)
    page = seat(cast.approver, scripts=scripts)
    page.goto(f"{ROOT}signoff/")
    page.locator(f"#u-{first.pk} .btn.go").click()
    expect(page.locator("article")).to_have_count(1)
    page.go_back()
    page.wait_for_load_state("networkidle")
    if page.locator(f"#u-{first.pk}").count():
        page.locator(f"#u-{first.pk} input[name=note]").fill("请补充。")
        page.locator(f"#u-{first.pk} [formaction]").click()
        expect(page.locator(".msg:not(.info)").first).to_contain_text("4-1-1")
    first.refresh_from_db()
    assert first.state == "submitted"
