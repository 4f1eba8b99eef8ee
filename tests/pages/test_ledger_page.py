"""The ledger: what its filters keep, in which order, page by page; and that exports hold the same rows."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from commitments.choices import Kind
from commitments.models import Commitment, Department
from tests.world import make_approved, make_commitment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/ledger/"


@pytest.fixture(autouse=True)
def more_commitments(cast):
    make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个", title_en="Parking spaces")
    make_commitment(cast.plan, cast.other, "4-1-3", "推进海绵城市建设", kind=Kind.QUALITATIVE)


@pytest.fixture
def page(cast, client):
    """Return a function: query → the text of the page as the leader sees it."""
    client.force_login(cast.leader)
    return lambda query="", **headers: client.get(URL + query, headers=headers).content.decode()


def codes(text) -> list[str]:
    return re.findall(r'<td class="code">([\d-]+)</td>', text)


def test_without_conditions_every_commitment_stands_in_the_report_s_order(page):
    assert codes(page()) == ["4-1-1", "4-1-2", "4-1-3"]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?section=4", ["4-1-1", "4-1-2", "4-1-3"]),
        ("?department=JYJ", ["4-1-2", "4-1-3"]),
        ("?kind=qualitative", ["4-1-3"]),
        ("?department=JYJ&kind=flow", ["4-1-2"]),
        ("?q=停车", ["4-1-2"]),
        ("?q=区教育", ["4-1-2", "4-1-3"]),
        ("?q=４－１－２", ["4-1-2"]),
        ("?q=4–1–2", ["4-1-2"]),
        ("?q=１万根", ["4-1-1"]),
        ("?q=武昌区教", ["4-1-2", "4-1-3"]),
        ("?q=PARKING space", ["4-1-2"]),
        ("?lamp=grey&lamp=red", ["4-1-1", "4-1-2", "4-1-3"]),
        ("?lamp=red", []),
        ("?late=1", ["4-1-1", "4-1-2", "4-1-3"]),
    ],
)
def test_conditions_keep_what_they_name(page, query, kept):
    assert codes(page(query)) == kept


def test_a_leader_in_charge_of_the_department_finds_its_commitments(cast, page):
    cast.other.leader = cast.leader
    cast.other.save()
    assert codes(page("?leader=erin")) == ["4-1-2", "4-1-3"]


@pytest.mark.parametrize(
    "query", ["?lamp=purple", "?kind=x", "?section=%00", "?per=7", "?department=1'--", "?q=" + "长" * 60]
)
def test_a_condition_nobody_understands_is_named_and_left_out(page, query):
    text = page(query)
    assert "条件未采用" in text
    assert codes(text) == ["4-1-1", "4-1-2", "4-1-3"]


@pytest.mark.parametrize("query", ["?page=99999999999999999999", "?page=-1", "?page=x", "?sort=nothing", "?sort=--gap"])
def test_absurd_pages_and_orders_show_the_rows(page, query):
    assert len(codes(page(query))) == 3


def test_nothing_found_says_how_to_go_on(page):
    text = page("?q=火星")
    assert "没有符合条件的任务" in text
    assert f'href="{URL}"' in text


def test_rows_sort_by_gap_and_those_without_one_come_last(cast, page):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    assert codes(page("?sort=-gap"))[0] == "4-1-1"
    assert codes(page("?sort=gap"))[0] == "4-1-1"
    assert codes(page("?sort=-code")) == ["4-1-3", "4-1-2", "4-1-1"]


def test_what_is_stored_in_wide_signs_is_found_by_plain_ones(cast, page):
    Commitment.objects.filter(code="4-1-3").update(title="海绵城市（１—２期）")
    assert codes(page("?q=(1-2期)")) == ["4-1-3"]


def test_rows_sort_by_department_in_the_official_order_and_those_without_one_come_last(cast, page):
    Department.objects.filter(pk=cast.department.pk).update(order=2)
    nobodys = make_commitment(cast.plan, cast.other, "4-1-5", "启动3座变电站建设")
    nobodys.assignments.all().delete()
    assert codes(page("?sort=lead")) == ["4-1-2", "4-1-3", "4-1-1", "4-1-5"]
    assert codes(page("?sort=-lead")) == ["4-1-1", "4-1-2", "4-1-3", "4-1-5"]


def test_a_band_names_its_section(page):
    assert '<span class="sec">（四）有机更新</span>' in page()


def test_bands_head_the_paragraphs_only_in_the_report_s_order(page):
    assert "加强基础设施保障" in page()
    assert "加强基础设施保障" not in page("?sort=-code")


def test_figures_stand_as_they_are_judged(cast, page):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    text = page()
    assert "6,200" in text
    assert "62.0%" in text
    assert "−8.0" in text


def test_a_late_report_shows_its_days(page):
    assert "逾期3天" in page()


def test_htmx_gets_the_rows_and_what_changes_with_them(page):
    text = page("?q=停车", **{"HX-Request": "true"})
    assert "<html" not in text
    assert codes(text) == ["4-1-2"]
    assert 'id="acts" hx-swap-oob="true"' in text


def rows_of(client, query) -> list[list[str]]:
    content = client.get(f"{URL}csv/{query}").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))[1:]


@pytest.mark.parametrize("query", ["", "?department=JYJ", "?sort=-code", "?q=停车"])
def test_exports_hold_exactly_the_filtered_rows(cast, page, client, query):
    titles = [Commitment.objects.get(code=code).quote for code in codes(page(query))]
    assert [row[1] for row in rows_of(client, query)] == titles
    book = load_workbook(io.BytesIO(client.get(f"{URL}xlsx/{query}").content))
    assert [row[1].value for row in book.active.iter_rows(min_row=2)] == titles


def test_no_cell_is_a_formula(cast, client):
    evil = "=HYPERLINK(1)"
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", narrative=evil)
    client.force_login(cast.leader)
    assert rows_of(client, "")[0][-1] == f"'{evil}"
    book = load_workbook(io.BytesIO(client.get(f"{URL}xlsx/").content))
    assert (book.active["L2"].value, book.active["L2"].data_type) == (evil, "s")
    assert book.active.freeze_panes == "A2"


def test_unreviewed_words_are_not_exported(cast, client):
    from tests.world import make_update

    make_update(cast.commitment, cast.reporter, value="6200", narrative="草稿里的话。")
    client.force_login(cast.leader)
    rows = str(rows_of(client, ""))
    assert "新增新能源充电桩1万根" in rows
    assert "草稿里的话" not in rows


@pytest.mark.parametrize("query", ["?q=停车", "?per=50&page=1", "?sort=-code"])
def test_the_paper_has_every_filtered_row_and_says_how_many(cast, page, client, query):
    shown = codes(page(query))
    pdf = PdfReader(io.BytesIO(client.get(f"{URL}pdf/{query}").content))
    text = "".join("".join(each.extract_text().split()) for each in pdf.pages)
    assert sorted(shown, key=text.index) == shown
    assert f"共{len(shown)}项" in text


def paper(client, query) -> tuple[int, str]:
    """Return the width of the PDF's first page in millimetres, and its text without blanks."""
    first = PdfReader(io.BytesIO(client.get(f"{URL}pdf/{query}").content)).pages[0]
    return round(first.mediabox.width / 72 * 25.4), "".join(first.extract_text().split())


def test_the_paper_lies_across_on_a4_or_a3_and_names_its_filter(page, client):
    page()
    assert paper(client, "")[0] == 297
    width, text = paper(client, "?paper=a3&q=停车")
    assert (width, "查找：停车" in text) == (420, True)
    assert [paper(client, query)[0] for query in ("?columns=all", "?columns=all&paper=a4")] == [420, 297]


def heads_of(client, query) -> list[str]:
    content = client.get(f"{URL}csv/{query}").content.decode("utf-8-sig")
    return content.splitlines()[0].split(",")


def test_exports_have_the_columns_that_are_shown_and_all_on_request(page, client):
    page()
    assert heads_of(client, "?cols=due") == ["编号", "工作任务", "完成时限"]
    assert {"责任单位", "数据截至", "下一步"} <= set(heads_of(client, "?columns=all"))


def test_a_page_of_several_says_on_paper_that_it_is_not_all(page, monkeypatch):
    assert 'class="on-paper"' not in page()
    monkeypatch.setattr("commitments.pages.ledger.views.PAGE_SIZES", (1,))
    assert 'class="on-paper"' in page()
