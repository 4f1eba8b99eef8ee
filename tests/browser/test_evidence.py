"""Evidence in a browser: chosen, dropped, too large, lost on the way, and without scripts."""

import pytest
from playwright.sync_api import expect

from commitments.models import Evidence, ProgressUpdate
from tests.world import TINY_PDF, Cast

pytestmark = pytest.mark.django_db(transaction=True)
DESK = "/wuchang-2024/desk/"
DROP = """([zone, name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name));
  zone.dispatchEvent(new DragEvent("dragover", {dataTransfer: carried, bubbles: true, cancelable: true}));
  zone.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""
WATCH = """() => {
  window.seen = [];
  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = event.target.querySelector("progress");
    window.seen.push([bar.hidden, bar.value]);
  });
}"""


@pytest.fixture
def desk(sign_in):
    page = sign_in(Cast().reporter)
    page.goto(DESK)
    return page


def choose(page, *files):
    found = [{"name": name, "mimeType": "application/pdf", "buffer": content} for name, content in files]
    page.locator("#evd-4-1-1 input[type=file]").set_input_files(found)


def test_chosen_files_go_up_at_once_and_typed_text_stays(desk):
    desk.locator("#c-4-1-1 textarea[name=narrative]").fill("正在填写")
    desk.evaluate(WATCH)
    choose(desk, ("清单.pdf", TINY_PDF), ("病毒.exe", b"MZ"))
    expect(desk.locator("#evd-4-1-1 .ev li")).to_contain_text("清单.pdf")
    expect(desk.locator("#evd-4-1-1 .err[role=alert]").first).to_contain_text("病毒.exe")
    expect(desk.locator("#c-4-1-1 textarea[name=narrative]")).to_have_value("正在填写")
    assert [False, 100] in desk.evaluate("window.seen")


def test_what_was_typed_meanwhile_can_still_be_saved(desk):
    desk.locator("#c-4-1-1 textarea[name=narrative]").fill("正在填写")
    choose(desk, ("清单.pdf", TINY_PDF))
    expect(desk.locator("#evd-4-1-1 .ev li")).to_have_count(1)
    with desk.expect_response(lambda answer: answer.url.endswith("/save/")) as saved:
        desk.locator("#c-4-1-1 .bt .btn").first.click()
    assert saved.value.status == 200
    assert ProgressUpdate.objects.get().narrative == "正在填写"


def test_a_dropped_file_is_attached(desk):
    zone = desk.locator("#evd-4-1-1 .zone")
    desk.evaluate(DROP, [zone.element_handle(), "拖来.pdf", TINY_PDF.decode()])
    expect(desk.locator("#evd-4-1-1 .ev li")).to_contain_text("拖来.pdf")


def test_a_file_dropped_beside_the_zone_changes_nothing(desk):
    desk.evaluate(DROP, [desk.locator("h1").element_handle(), "拖来.pdf", TINY_PDF.decode()])
    expect(desk.locator("#evd-4-1-1 .ev li")).to_have_count(0)
    assert desk.url.endswith(DESK)


def test_a_file_over_the_cap_is_not_sent(desk, settings):
    settings.EVIDENCE_MAX_MB = 1
    desk.reload()
    choose(desk, ("大.pdf", TINY_PDF.ljust(1_100_000, b" ")))
    expect(desk.locator("#evd-4-1-1 [data-too-large]")).to_be_visible()
    assert not Evidence.objects.exists()


def test_a_lost_connection_says_so(desk):
    # A real failure would also complain on the console.
    desk.evaluate("htmx.trigger(document.querySelector('#evd-4-1-1 .zone'), 'htmx:sendError')")
    expect(desk.locator("#evd-4-1-1 [data-lost]")).to_be_visible()


def test_a_file_is_withdrawn_with_a_reason(desk):
    choose(desk, ("清单.pdf", TINY_PDF))
    desk.locator("#evd-4-1-1 .wd summary").click()
    desk.locator("#evd-4-1-1 .wd input[name=reason]").fill("传错了")
    desk.locator("#evd-4-1-1 .wd .btn").click()
    expect(desk.locator("#evd-4-1-1 .gone s")).to_have_text("清单.pdf")
    expect(desk.locator("#evd-4-1-1 .gone")).to_contain_text("传错了")
