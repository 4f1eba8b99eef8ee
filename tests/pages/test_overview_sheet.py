"""The leader's sheet: one A4 page with the overview's own figures, which add up by leader and by section."""

import io

import pytest
from pypdf import PdfReader

from commitments.choices import Lamp
from commitments.documents.one_page import leader_sheet_pdf
from commitments.models import Paragraph
from commitments.pages.overview.figures import Figures
from commitments.pages.overview.sheet import sheet_data
from commitments.pages.overview.standing import standing_of
from commitments.workflow.reports import moves
from tests.world import TEXT, TODAY, make_approved, make_commitment, make_update, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/sheet/"


@pytest.fixture
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="3900", help_needed="请协调用电报装。")


def told(cast, user=None) -> dict:
    return sheet_data(standing_of(cast.plan, "", TODAY), user or cast.supervisor)


def pages(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_figures_are_the_overview_s(cast, reported):
    figures, data = Figures(standing_of(cast.plan, "", TODAY)), told(cast)
    # 3,900 of 10,000 is 39 %, 31 points below the 70 planned
    begun, mean = "截至2024年9月30日,时间过去75.0%", "1项可量化目标平均完成39.0%,应完成70.0%,低31个百分点"
    assert data["say"] == f"{begun},{mean}(单项按0至100%计,共用指标计一次)。"
    assert [(each["code"], each["count"]) for each in data["lamps"]] == [
        (each.lamp, each.count) for each in figures.lamps
    ]


@pytest.mark.parametrize("groups", ["leaders", "sections"])
def test_the_groups_add_up_to_the_plan(cast, reported, groups):
    cast.department.leader = cast.leader
    cast.department.save()
    make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个")
    data = told(cast)
    assert sum(row["count"] for row in data[groups]) == 2
    assert sum(each["count"] for each in data["lamps"]) == 2
    for each in data["lamps"]:
        assert sum(row["lamps"][each["code"]] for row in data[groups]) == each["count"]


def test_what_needs_a_decision_and_what_is_behind_stands_on_it(cast, reported):
    (text,) = pages(leader_sheet_pdf(told(cast)))
    assert "需协调事项（1项）1.请协调用电报装（区建设局，4-1-1）" in text
    assert "滞后任务（1项）4-1-1" in text


def test_a_request_that_was_not_reviewed_is_for_the_office_alone(cast, reported):
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    update = make_update(other, cast.reporter, help_needed="尚未审核的请求。")
    moves.send_report(update, by=cast.reporter, at=moment())
    assert told(cast)["decisions_all"] == 2
    assert told(cast, cast.outsider)["decisions_all"] == 1


def test_however_much_there_is_to_tell_it_is_one_page(cast, reported):
    quotes = [f"完成第{number}项任务" for number in range(2, 40)]
    Paragraph.objects.filter(section__plan=cast.plan).update(text=TEXT + "，".join(quotes))
    for number, quote in enumerate(quotes, 2):
        each = make_commitment(cast.plan, cast.department, f"4-1-{number}", quote, kind="qualitative")
        make_approved(each, cast.reporter, cast.supervisor, self_lamp=Lamp.RED, help_needed="请协调。" * 60)
    data = told(cast)
    assert (data["behind_all"], data["decisions_all"]) == (39, 39)
    (text,) = pages(leader_sheet_pdf(data))
    assert "项见总览。" in text
    assert "项见台账。" in text


def test_the_file_is_tagged_titled_and_the_same_bytes_twice(cast, reported):
    data = told(cast)
    pdf = leader_sheet_pdf(data)
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title == "武昌区2024年国民经济和社会发展计划推进情况一张图"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert leader_sheet_pdf(data) == pdf


def test_the_overview_links_to_it_and_it_is_chinese_in_english_too(cast, reported, client):
    cast.commitment.title_en = "10,000 charging piles"
    cast.commitment.save()
    client.force_login(cast.leader)
    client.cookies["django_language"] = "en"
    assert f'href="{URL}?on=2024-10-20"' in client.get("/wuchang-2024/?on=2024-10-20").content.decode()
    (text,) = pages(client.get(f"{URL}?on=2024-10-20").content)
    assert "4-1-1新增新能源充电桩1万根" in text


def test_it_can_be_asked_for_a_past_day_and_an_earlier_period(cast, reported, client):
    client.force_login(cast.leader)
    assert "尚无可量化数据" in pages(client.get(f"{URL}?on=2024-10-14").content)[0]
    assert "截至2024年6月30日" in pages(client.get(f"{URL}?period=2024-Q2").content)[0]


def test_nothing_reported_yet_is_no_error(cast):
    cast.plan.periods.update(opened=None, closed=None)
    (text,) = pages(leader_sheet_pdf(told(cast)))
    assert "没有滞后任务。" in text
