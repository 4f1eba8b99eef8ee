"""On paper: the overview of a whole plan is one A4 page, and the dark theme stays on the screen."""

import io

import pytest
from pypdf import PdfReader

from commitments.models import Paragraph
from tests.world import TEXT, make_approved, make_commitment

pytestmark = pytest.mark.django_db(transaction=True)
SIZE = 195


@pytest.fixture(autouse=True)
def a_long_plan(cast):
    quotes = [f"完成第{number}项任务" for number in range(2, SIZE + 1)]
    Paragraph.objects.filter(section__plan=cast.plan).update(text=TEXT + "，".join(quotes) + "。")
    for number in range(2, SIZE + 1):
        make_commitment(cast.plan, cast.department, f"4-1-{number}", f"完成第{number}项任务")


def printed(page, address):
    page.goto(address)
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages


def test_the_overview_prints_on_one_page(cast, sign_in):
    pages = printed(sign_in(cast.leader), "/wuchang-2024/")
    assert len(pages) == 1
    width, height = (round(float(side)) for side in pages[0].mediabox[2:])
    assert (width, height) == (595, 842)


def test_the_ledger_lies_across(cast, sign_in):
    pages = printed(sign_in(cast.leader), "/wuchang-2024/ledger/")
    assert pages
    assert all(page.mediabox.width > page.mediabox.height for page in pages)


def test_a_commitment_prints_without_a_blank_page_and_without_tools(cast, sign_in):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    pages = printed(sign_in(cast.supervisor), "/wuchang-2024/commitment/4-1-1/")
    texts = [page.extract_text() for page in pages]
    assert "进展情况" in "".join(texts)
    assert all(text.strip() for text in texts)
    assert not any(tool in "".join(texts) for tool in ("督查室认定亮灯", "撤销本任务", "更正"))


def test_paper_is_white_in_the_dark_theme(cast, sign_in):
    page = sign_in(cast.leader)
    page.goto("/wuchang-2024/")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="深色").click()
    assert page.get_attribute("html", "data-theme") == "dark"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
