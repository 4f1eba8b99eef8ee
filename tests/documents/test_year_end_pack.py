"""The year-end pack: the real outcomes of 2024 in the real plan, counted by hand; archivable, the same bytes twice."""

import datetime
import io
import shutil
import subprocess
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from openpyxl import load_workbook
from pypdf import PdfReader

from commitments.choices import DataState, Exactness, Finality, Role
from commitments.documents.year_end_data import year_end_data
from commitments.documents.year_end_pdf import year_end_pdf
from commitments.documents.year_end_sheet import YEAR_END_COLUMNS, year_end_xlsx
from commitments.models import Plan
from commitments.workflow.office import trajectory_changes
from commitments.workflow.planning import opening
from commitments.workflow.reports import entries, evidence, moves, review
from tests.world import (
    make_approved,
    make_commitment,
    make_evidence,
    make_milestone,
    make_update,
    make_user,
    moment,
    quarter_points,
)

pytestmark = pytest.mark.django_db
DATA = Path("commitments/data/wuchang-2024")
YEAR_END, DAY = datetime.date(2024, 12, 31), datetime.date(2025, 1, 24)
REPORTED = {row["code"]: row["reported"] for row in yaml.safe_load((DATA / "outcomes.yaml").read_text("utf-8"))}


@pytest.fixture(scope="module")
def scene():
    """Keep nothing for the next test: some load the real plan into an empty database."""


@pytest.fixture
def real():
    """Return the real plan with what the district reported for 2024, approved as final data."""
    call_command("load_plan", str(DATA), stdout=io.StringIO())
    plan, office = Plan.objects.get(key="wuchang-2024"), make_user("office", Role.SUPERVISOR)
    opening.open_plan(plan, by=office, at=moment("2024-01-02"), although="样例")
    plan.periods.update(opened=YEAR_END + datetime.timedelta(days=2))
    for code, reported in REPORTED.items():
        report(plan.commitments.get(code=code), reported, office)
    return plan


def report(commitment, reported, office):
    by = commitment.lead.people.first() or make_user(commitment.lead.code, Role.REPORTER, commitment.lead)
    units = commitment.targets.values_list("indicator", "indicator__unit")
    figures = {indicator: figure(reported, unit) for indicator, unit in units}
    said = reported.get("wording", f"{reported.get('value')}{reported.get('unit')}")
    update = make_update(
        commitment, by, "2024-Q4", narrative=f"预计全年{said}。", self_lamp="done", figures=figures,
        problems="房地产相关税收减收。", next_steps="培育税源。",
    )  # fmt: skip
    moves.send_report(update, by=by, at=moment("2025-01-10"))
    update.refresh_from_db()
    review.approve_report(update, by=office, at=moment("2025-01-14"))


def figure(reported, unit):
    if reported["unit"] != unit:
        return entries.Figure(state=DataState.NOT_COMPARABLE, as_typed=f"{reported['value']}{reported['unit']}")
    exactness = Exactness.AT_LEAST if "以上" in reported.get("wording", "") else Exactness.EXACT
    return entries.Figure(value=Decimal(str(reported["value"])), exactness=exactness, finality=Finality.FINAL)


def rows_of(data) -> dict:
    return {row["code"]: row for section in data["sections"] for row in section["rows"]}


def text_of(pdf: bytes) -> str:
    """Return the text without any blank: a cell breaks its lines where it must."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_real_outcomes_are_counted_as_by_hand(real):
    # 0-3-1, 0-4-1, 0-4-2 and 0-5-1 are met, and 2-3-6, which shares the 255 projects of 0-4-1; 0-2-1 is not met,
    # 0-1-1 cannot be compared. Of the 195, 97 have a figure or milestones and 98 have neither: 97 − 6 of those stay
    # open, 98 − 1 wait for the office.
    data = year_end_data(real, DAY)
    found = Counter((row["class"], row["provisional"]) for row in rows_of(data).values())
    assert found == {
        ("met", False): 5, ("not_met", False): 1, ("cannot_be_judged", False): 1, ("open", True): 91,
        ("office", True): 97,
    }  # fmt: skip
    assert data["conclusion"][0] == (
        "截至2025年1月24日，195项任务中，完成5项、基本完成0项、未完成1项、不可比1项、未定91项、待认定97项。"
    )
    # 380, 220 and 340 are all exceeded: three targets at 100 %
    mean = "3项可量化目标平均完成100.0%，应完成100.0%，与应完成持平"
    assert data["conclusion"][-1] == f"{mean}（单项按0至100%计，共用指标计一次）。"


def test_the_real_outcomes_stand_with_their_arithmetic(real):
    rows = rows_of(year_end_data(real, DAY))
    assert rows["0-3-1"]["results"] == ["414亿元以上(截至12月31日,最终)"]
    # 414 ÷ 380 = 1.08947…
    assert rows["0-3-1"]["grounds"] == ["414亿元÷380亿元=108.95%,达到目标"]
    assert rows["0-2-1"]["grounds"] == ["低于目标4.7个百分点;0.3%÷5%=6%,不足90%"]
    assert (rows["0-1-1"]["word"], rows["0-1-1"]["results"]) == ("不可比", ["2020亿元(截至12月31日,最终)"])
    assert rows["0-5-1"]["results"] == ["预计全年与经济保持同步增长。"]
    assert rows["0-5-1"]["grounds"] == ["责任单位自评完成,督查室审核通过"]


def test_the_sections_add_up_to_the_whole(real):
    data = year_end_data(real, DAY)
    assert sum(sum(map(sum, section["counts"].values())) for section in data["sections"]) == 195
    # 0-1-1 and 0-2-1, and three met with 0-5-1
    assert data["sections"][0]["counts"]["met"] == [4, 0]


def test_the_real_pack_is_printed_whole_tagged_and_titled(real):
    pdf = year_end_pdf(year_end_data(real, DAY))
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title == "武昌区2024年国民经济和社会发展计划年度任务完成情况"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = text_of(pdf)
    for said in (
        "草稿",
        "附件1",
        "未完成（1项）",
        "2024年度不可比任务清单",
        "培育税源。",
        "414亿元以上（截至12月31日，最终）",
    ):
        assert said in text


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_the_file_is_sound(cast, tmp_path):
    file = tmp_path / "pack.pdf"
    file.write_bytes(year_end_pdf(year_end_data(cast.plan, DAY)))
    assert subprocess.run(["qpdf", "--check", file], capture_output=True, check=False).returncode == 0


def finish(cast, value="9500", finality=Finality.FINAL, **more):
    figure = entries.Figure(value=Decimal(value), finality=finality, as_typed=value)
    more = {"figures": {cast.target.indicator_id: figure}, "problems": "用地未批。", "next_steps": "三月补齐。"} | more
    return make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q4", "2025-01-10", **more)


def row(cast, on=DAY) -> dict:
    return rows_of(year_end_data(cast.plan, on))["4-1-1"]


def test_the_same_data_gives_the_same_bytes(cast):
    finish(cast)
    assert year_end_pdf(year_end_data(cast.plan, DAY)) == year_end_pdf(year_end_data(cast.plan, DAY))


def test_it_is_a_draft_until_it_is_issued(cast):
    finish(cast)
    data = year_end_data(cast.plan, DAY)
    assert (data["draft"], data["verification"], data["undecided"]["provisional"]) == (True, None, 0)
    assert "草稿" in text_of(year_end_pdf(data))


def test_what_happens_later_does_not_change_a_past_day_s_pack(cast):
    finish(cast)
    before = year_end_data(cast.plan, DAY)
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q3", "2025-02-10", value="7000")
    assert year_end_data(cast.plan, DAY) == before


def test_evidence_is_named_once_with_the_beginning_of_its_hash(cast):
    update = make_update(cast.commitment, cast.reporter, "2024-Q4", value="9500", problems="一。", next_steps="二。")
    file = make_evidence(update, cast.reporter, "验收单.pdf", at="2025-01-08")
    gone = make_evidence(update, cast.reporter, "误传.pdf", b"%PDF-1.4 gone\n%%EOF", at="2025-01-08")
    evidence.withdraw_file(gone, by=cast.reporter, at=moment("2025-01-09"), reason="传错。")
    update.refresh_from_db()
    update = moves.send_report(update, by=cast.reporter, at=moment("2025-01-10"))
    assert row(cast)["evidence"] == []
    review.approve_report(update, by=cast.supervisor, at=moment("2025-01-14"))
    assert row(cast)["evidence"] == [{"name": "验收单.pdf", "hash": file.sha256[:12]}]
    assert row(cast, datetime.date(2025, 1, 13))["evidence"] == []


def test_the_adopted_target_stands_and_the_change_of_the_trajectory_beside_it(cast):
    trajectory_changes.set_trajectory(
        cast.commitment,
        quarter_points(5, 10, 20, 100),
        by=cast.supervisor,
        at=moment("2024-07-05"),
        reason="用地延后。",
    )
    finish(cast)
    assert row(cast)["target"] == ["1万根"]
    assert row(cast)["changes"] == ["2024年7月5日调整推进计划:用地延后。"]
    assert row(cast)["grounds"] == ["9,500根÷10,000根=95%,不低于90%,未达目标"]
    assert row(cast, datetime.date(2024, 7, 4))["changes"] == []


def test_what_was_nearly_met_is_listed_with_reason_and_next_step(cast):
    finish(cast)
    text = text_of(year_end_pdf(year_end_data(cast.plan, DAY)))
    assert "基本完成（1项）" in text
    assert "用地未批。" in text
    assert "没有不可比的任务。" in text


def test_milestones_are_told_by_name_and_counted(cast):
    built = make_commitment(cast.plan, cast.department, "4-1-3", "启动3座变电站建设", kind="milestone")
    first, _second = make_milestone(built, "甲变电站"), make_milestone(built, "乙变电站")
    reached = {first.pk: datetime.date(2024, 6, 28)}
    make_approved(built, cast.reporter, cast.supervisor, "2024-Q4", "2025-01-10", reached=reached)
    told = rows_of(year_end_data(cast.plan, DAY))["4-1-3"]
    assert told["results"] == ["甲变电站:6月28日达成", "乙变电站:未达成"]
    assert (told["word"], told["grounds"]) == ("未完成", ["2个节点按期达成1个"])


def test_hostile_text_is_printed_as_text(cast):
    finish(cast, problems='#eval("1+1") $x$ @ref \\ // \u202e\u0007')
    assert '#eval("1+1")' in text_of(year_end_pdf(year_end_data(cast.plan, DAY))).replace("“", '"').replace("”", '"')


def test_the_spreadsheet_has_the_same_rows_and_no_formula(cast):
    finish(cast, problems="=1+1")
    book = load_workbook(io.BytesIO(year_end_xlsx(year_end_data(cast.plan, DAY))))
    rows = book["明细"]
    said = dict(zip((name for name, _width in YEAR_END_COLUMNS), rows[2], strict=True))
    assert (said["判定"].value, said["数据"].value, said["原因"].value) == ("基本完成", "最终", "=1+1")
    assert said["原因"].data_type == "s"
    assert rows.freeze_panes == "A2"
    assert [cell.value for cell in book["按章节汇总"][3]][:2] == ["合计", 1]


@pytest.mark.parametrize(("name", "begins"), [("pack.pdf", b"%PDF-"), ("pack.xlsx", b"PK")])
def test_the_command_writes_what_the_name_asks_for(cast, tmp_path, name, begins):
    out = io.StringIO()
    call_command("year_end_pack", out=tmp_path / name, plan="wuchang-2024", on="2025-01-24", stdout=out)
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert "SHA-256" in out.getvalue()


@pytest.mark.parametrize(
    "wrong",
    [
        {"out": Path("pack.doc")},
        {"out": Path("/nowhere/pack.pdf")},
        {"on": "soon"},
        {"on": "2023-12-31"},
        {"plan": "x"},
    ],
)
def test_the_command_refuses_with_words(cast, tmp_path, wrong):
    with pytest.raises(CommandError):
        call_command("year_end_pack", **({"out": tmp_path / "pack.pdf"} | wrong))
    assert not list(tmp_path.iterdir())
