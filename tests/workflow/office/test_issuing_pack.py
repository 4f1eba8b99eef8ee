"""The year-end pack is issued as a bulletin is: numbered, frozen with its data inside, known again, corrected."""

import datetime
import io
import json
from decimal import Decimal

import pytest
from pypdf import PdfReader

from commitments.choices import BulletinKind, Finality
from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.bulletin_issue import frozen_issue
from commitments.documents.bulletin_proof import made_again, set_otherwise
from commitments.documents.frozen import canonical
from commitments.documents.verification import verify_digest, verify_file
from commitments.models import HistoryEntry, Place
from commitments.workflow.office import bulletins, issuing, trajectory_changes
from commitments.workflow.refusals import Incomplete
from commitments.workflow.reports import entries
from tests.world import make_approved, make_commitment, make_place, moment, quarter_points

pytestmark = pytest.mark.django_db
YEAR_END, DAY = datetime.date(2024, 12, 31), datetime.date(2025, 1, 24)


@pytest.fixture
def last(cast):
    """Return the plan's last period: reporting has begun, the only report is approved with a final figure."""
    period = cast.plan.periods.get(code="2024-Q4")
    period.opened = datetime.date(2024, 12, 20)
    period.save()
    figure = entries.Figure(value=Decimal("9500"), finality=Finality.FINAL, as_typed="9500")
    make_approved(
        cast.commitment, cast.reporter, cast.supervisor, "2024-Q4", "2025-01-10",
        figures={cast.target.indicator_id: figure}, problems="用地未批。", next_steps="三月补齐。",
    )  # fmt: skip
    return period


@pytest.fixture
def pack(cast, last):
    """Return a function: what the office writes → the pack issued so."""

    def issued(draft=None, on=DAY, **said):
        draft = draft or bulletins.draft_of(last, kind=BulletinKind.YEAR_END)
        for name, value in {"number": "督字〔2025〕1号", "although": "按时编发。", **said}.items():
            setattr(draft, name, value)
        frozen = frozen_issue(draft, on)
        return issuing.issue_bulletin(draft, frozen, by=cast.supervisor, at=moment(on.isoformat()))

    return issued


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def refused_for(act) -> dict:
    with pytest.raises(Incomplete) as refused:
        act()
    return refused.value.fields


def test_it_is_numbered_and_bears_no_watermark(pack):
    text = text_of(pack(sent_to="各单位", signatory="张三", copied_to="区委办公室").pdf)
    for said in (
        "督字〔2025〕1号",
        "（2024年度）",
        "各单位：",
        "签发：张三",
        "抄送：区委办公室。",
        "2025年1月24日印发",
    ):
        assert said in text
    assert "草稿" not in text


def test_its_data_travel_inside_as_the_file_the_printed_digest_is_of(pack):
    issued = pack()
    reader = PdfReader(io.BytesIO(issued.pdf))
    (carried,) = reader.attachment_list
    assert (carried.name, carried.content) == ("data.json", canonical(issued.data))
    assert json.loads(carried.content)["sections"][0]["rows"][0]["word"] == "基本完成"
    said = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in said
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert issued.data_sha256 in text_of(issued.pdf)


def test_it_freezes_what_set_it_and_the_history_knows_it(pack):
    issued = pack()
    assert (set_otherwise(issued), made_again(issued) == bytes(issued.pdf)) == ([], True)
    assert {font["role"] for font in issued.fonts} == {"仿宋", "小标宋", "黑体", "楷体", "宋体"}
    entry = HistoryEntry.objects.latest("pk")
    assert (entry.action, entry.after["sha256"]) == ("year_end_issue", issued.sha256)
    assert issued.history_head != entry.digest


def test_it_is_known_again(pack):
    issued = pack()
    assert (verify_file(bytes(issued.pdf)).kind, verify_file(bytes(issued.pdf)).bulletin) == ("same", issued)
    assert verify_digest(issued.data_sha256) == verify_digest(issued.history_head) == [issued]


def test_it_takes_its_number_from_the_office_s_one_series(pack, last):
    Place.objects.filter(pk=make_place().pk).update(number_pattern="督字〔{year}〕{n}号")
    pack()
    assert bulletins.next_number("bulletin", DAY) == "督字〔2025〕2号"
    bulletin = bulletins.draft_of(last)
    assert refused_for(lambda: pack(bulletin)) == {"number": "taken"}


def test_a_year_has_one_pack_beside_the_bulletin_of_its_last_period(pack, last):
    pack()
    assert refused_for(lambda: pack(number="督字〔2025〕2号")) == {"period": "issued"}
    bulletin = pack(bulletins.draft_of(last), number="督字〔2025〕2号")
    assert (bulletin.kind, bulletin.issue, bulletin.data["issue_line"]) == ("period", 1, "第1期")


def test_a_later_bulletin_does_not_take_the_pack_for_its_last_issue(cast, pack, last):
    pack()
    first = bulletins.draft_of(cast.plan.periods.get(code="2024-Q3"))
    assert bulletin_data(last, DAY)["changed_since"] == ""
    pack(first, number="督字〔2025〕2号")
    assert bulletin_data(last, DAY)["changed_since"] == "第1期（督字〔2025〕2号）"


def test_it_is_refused_before_the_year_is_over(pack):
    assert refused_for(lambda: pack(on=YEAR_END - datetime.timedelta(days=1))) == {"period": "not_over"}


def test_nothing_undecided_needs_no_reason(pack, last):
    last.closed = DAY
    last.save()
    issued = pack(although="")
    assert not any(issued.data["undecided"].values())
    assert "编发时" not in text_of(issued.pdf)


def test_data_that_are_not_final_need_a_reason_and_are_said(cast, pack):
    make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    assert refused_for(lambda: pack(although="")) == {"although": "required"}
    assert "注：编发时填报期尚未关闭；1项尚无最终数据。" in text_of(pack().pdf)


def test_a_correction_names_the_pack_and_what_it_changes(pack, cast):
    wrong = pack()
    trajectory_changes.set_trajectory(
        cast.commitment,
        quarter_points(5, 10, 20, 100),
        by=cast.supervisor,
        at=moment("2025-01-20"),
        reason="用地延后。",
    )
    draft = bulletins.draft_of(wrong.period, wrong)
    corrected = pack(draft, number="督字更〔2025〕1号", reason="年报数据有误。")
    named = "2024年度任务完成情况（督字〔2025〕1号）"
    assert (corrected.data["corrects"], corrected.data["issue_line"]) == (named, "2024年度更正第1号")
    now = "2025年1月20日调整推进计划:用地延后。"
    assert corrected.data["corrections"] == [{"code": "4-1-1", "field": "推进计划调整", "was": "—", "now": now}]
    assert f"本期更正{named}，更正之处列于附件" in text_of(corrected.pdf)


def test_a_figure_written_into_its_conclusion_is_held_against_the_data(pack):
    said = "截至2025年1月24日，1项任务中，完成9项。"
    assert refused_for(lambda: pack(leads={"conclusion": said})) == {"leads": "differs"}
