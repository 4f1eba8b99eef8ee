"""The commitment card: one A4 page with what was approved, drawn and told as the page does."""

import datetime
import io

import pytest
from pypdf import PdfReader

from commitments.documents.one_page import card_pdf
from commitments.pages.commitment.card import card_data
from commitments.workflow.reports import moves, review
from tests.world import (
    TODAY,
    make_approved,
    make_commitment,
    make_evidence,
    make_milestone,
    make_update,
    moment,
)

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/commitment/4-1-1/card/"


@pytest.fixture
def reported_twice(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", narrative="累计新增6200根。")


def told(cast, user=None, commitment=None, on=TODAY) -> dict:
    return card_data(commitment or cast.commitment, user or cast.supervisor, on)


def pages(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_quote_target_and_history_stand_on_one_page(cast, reported_twice):
    (text,) = pages(card_pdf(told(cast)))
    for said in ("4-1-1", "新增新能源充电桩1万根", "6,200根（截至9月30日）", "三季度", "二季度"):
        assert said in text


def test_every_period_bears_the_judgement_of_its_own_data(cast, reported_twice):
    # 3,500 ÷ 10,000 against 35 % planned; 6,200 against 70 %
    rows = [(row["period"], row["figure"], row["rate"], row["gap"], row["lamp"]) for row in told(cast)["history"]]
    assert rows == [("三季度", "6,200根", "62.0%", "−8.0", "green"), ("二季度", "3,500根", "35.0%", "±0.0", "green")]


def test_the_chart_has_its_figures_and_says_them(cast, reported_twice):
    chart = told(cast)["chart"]
    assert [label for _x, _y, label in chart["points"]] == ["3,500", "6,200"]
    assert chart["alt"] == "指标4-1-1:计划进度与实际进度。应达7,000根,实际6,200根。"
    assert len(chart["actual"]) == 3


def test_what_is_not_approved_is_not_on_it(cast, reported_twice):
    update = make_update(cast.commitment, cast.reporter, "2024-Q4", value="9900", cutoff=TODAY, narrative="未审的话。")
    moves.send_report(update, by=cast.reporter, at=moment("2024-10-20"))
    assert "未审的话" not in str(told(cast))
    assert len(told(cast, on=datetime.date(2024, 10, 14))["history"]) == 1


def test_files_are_listed_for_those_who_may_read_them(cast, reported_twice):
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    update = make_update(other, cast.reporter)
    file = make_evidence(update, cast.reporter)
    update = moves.send_report(update, by=cast.reporter, at=moment())
    review.approve_report(update, by=cast.supervisor, at=moment())
    listed = [{"name": "验收单.pdf", "hash": file.sha256[:12]}]
    assert told(cast, commitment=other)["evidence"] == listed
    assert told(cast, cast.reporter, other)["evidence"] == listed
    assert told(cast, cast.outsider, other)["evidence"] == told(cast, cast.auditor, other)["evidence"] == []


def test_milestones_and_what_has_no_figure_are_told(cast, reported_twice):
    built = make_commitment(cast.plan, cast.department, "4-1-3", "启动3座变电站建设", kind="milestone")
    first = make_milestone(built, "甲变电站")
    make_milestone(built, "乙变电站")
    reached = {first.pk: datetime.date(2024, 6, 28)}
    make_approved(built, cast.reporter, cast.supervisor, reached=reached)
    data = told(cast, commitment=built)
    assert [(row["what"], row["reached"], row["lamp"]) for row in data["milestones"]] == [
        ("甲变电站", "2024-06-28", "done"), ("乙变电站", "", "red"),
    ]  # fmt: skip
    assert len(pages(card_pdf(data))) == 1


def test_however_long_the_reports_it_is_one_page(cast, reported_twice):
    for number, period in enumerate(("2024-Q2", "2024-Q3"), 2):
        other = make_commitment(cast.plan, cast.department, f"4-1-{number + 2}", "推进海绵城市建设")
        make_approved(
            other, cast.reporter, cast.supervisor, period, problems="问题多。" * 240, next_steps="一步步来。" * 190,
            narrative="说来话长。" * 390,
        )  # fmt: skip
    assert len(pages(card_pdf(told(cast, commitment=other)))) == 1


def test_hostile_text_is_printed_as_text(cast, reported_twice):
    cast.commitment.title = '#eval("1+1") $x$ *强*'
    cast.commitment.save()
    assert '#eval("1+1")' in pages(card_pdf(told(cast)))[0].replace("“", '"').replace("”", '"')


def test_the_file_is_tagged_titled_and_the_same_bytes_twice(cast, reported_twice):
    data = told(cast)
    pdf = card_pdf(data)
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title == "4-1-1 新增新能源充电桩1万根"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert card_pdf(data) == pdf


def test_the_page_links_to_it_and_it_is_chinese_in_english_too(cast, reported_twice, client):
    client.force_login(cast.leader)
    client.cookies["django_language"] = "en"
    assert f'href="{URL}?on=2024-10-20"' in client.get("/wuchang-2024/commitment/4-1-1/?on=2024-10-20").content.decode()
    (text,) = pages(client.get(f"{URL}?on=2024-10-20").content)
    assert "9月末应达70%，实际6,200根=62%，低于序时进度8个百分点，正常" in text
    assert client.get("/wuchang-2024/commitment/9-9-9/card/").status_code == 404


def test_nothing_reported_yet_is_no_error(cast):
    (text,) = pages(card_pdf(told(cast)))
    assert "尚无审核通过的填报。" in text


def test_the_definition_of_each_indicator_is_printed_and_whether_it_was_approved(cast, reported_twice):
    indicator = cast.target.indicator
    indicator.definition, indicator.source, indicator.released = "建成投用的充电桩。", "区建设局台账", "次月10日"
    indicator.save()
    cast.commitment.refresh_from_db()
    assert told(cast)["targets"][0]["definition"] == "建成投用的充电桩；来源：区建设局台账；出数：次月10日（待核定）。"
    indicator.approved_by, indicator.approved_on = cast.supervisor, TODAY
    indicator.save()
    (text,) = pages(card_pdf(told(cast)))
    assert "指标4-1-1口径：建成投用的充电桩；来源：区建设局台账；出数：次月10日。" in text
