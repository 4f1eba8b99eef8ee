"""What the bulletin asks and proves: decisions on page 1, annexes 2 and 3, the digest and the history's head."""

import hashlib
import io
import json

import pytest
from pypdf import PdfReader

from commitments.choices import Kind
from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.bulletin_pdf import bulletin_pdf
from commitments.documents.frozen import sealed_data
from commitments.models import HistoryEntry
from commitments.workflow.record import newest_digest
from tests.world import TODAY, make_approved, make_commitment

pytestmark = pytest.mark.django_db


LAMPS = {
    "4-1-2": ("新增停车泊位1万个", "", "green", "red"),
    "4-1-3": ("打通不少于2条断头路", "请协调征地。", "green", "red"),
    "4-1-4": ("推进海绵城市建设", "请协调管网。", "green", "green"),
    "4-1-5": ("启动3座变电站建设", "", "red", "done"),
}
SLOW = {"problems": "用地未批。", "next_steps": "三月补齐。"}


@pytest.fixture(scope="module")
def scene(scene):
    """Let a flow be behind in both quarters, and commitments with the department's own lamps beside it."""
    asked = [(scene.commitment, {"value": value, "help_needed": "请协调用电。"}) for value in ("2000", "5000")]
    reports = [asked]
    for code, (quote, wanted, *lamps) in LAMPS.items():
        row = make_commitment(scene.plan, scene.department, code, quote, Kind.QUALITATIVE)
        reports.append([(row, {"self_lamp": lamp, "help_needed": wanted}) for lamp in lamps])
    for before, now in reports:
        for period, at, (row, said) in (("2024-Q2", "2024-07-15", before), ("2024-Q3", "2024-10-15", now)):
            make_approved(row, scene.reporter, scene.supervisor, period, at, **SLOW, **said)
    return scene


@pytest.fixture
def data(cast):
    return bulletin_data(cast.plan.periods.get(code="2024-Q3"), TODAY)


def text_of(data: dict) -> str:
    """Return the printed text without any blank: a cell breaks its lines where it must."""
    reader = PdfReader(io.BytesIO(bulletin_pdf(data)))
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


def test_what_needs_a_decision_is_asked_by_the_worst_lamp_first(data):
    assert [row["code"] for row in data["decisions"]] == ["4-1-3", "4-1-1", "4-1-4"]
    assert "需协调决定：1.请协调征地（区建设局）；2.请协调用电（区建设局）；3.请协调管网（区建设局）" in text_of(data)


def test_annex_2_lists_what_is_behind_red_before_yellow_with_problem_and_next_step(data):
    groups = [(group["word"], [row["code"] for row in group["items"]]) for group in data["behind"]]
    assert groups == [("滞后", ["4-1-2", "4-1-3"]), ("预警", ["4-1-1"])]
    annex = text_of(data).rpartition("附件2")[2].partition("附件3")[0]
    for said in ("滞后（2项）", "预警（1项）", "用地未批。", "三月补齐。", "50.0%", "−20.0"):
        assert said in annex
    # Once in the promise, once as the target.
    assert annex.count("1万根") == 2


def test_annex_2_is_not_missing_when_nothing_is_behind(data):
    assert "本期没有慢于序时进度的任务。" in text_of(data | {"behind": []})


def test_annex_3_lists_the_lamps_that_changed(data):
    changed = [("4-1-2", "正常", "滞后"), ("4-1-3", "新增", "待定"), ("4-1-5", "待定", "撤销")]
    rows = [{"code": code, "title": "事项", "from": was, "to": now} for code, was, now in changed]
    since = data | {"changed_since": "第1期（武政督〔2024〕1号）", "changes": rows}
    annex = text_of(since).rpartition("附件3")[2]
    assert [word for word in ("4-1-2", "4-1-3", "4-1-5", "新增", "撤销", "第1期") if word not in annex] == []
    assert "各项任务亮灯没有变化。" in text_of(since | {"changes": []})
    assert "此前没有签发过通报" in text_of(data)


def test_an_issue_prints_the_digest_of_its_data_and_the_history_s_head(data):
    issued = data | {"draft": False}
    canonical = json.dumps(issued, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    text = text_of(sealed_data(issued, newest_digest()))
    assert f"数据摘要（SHA-256）：{hashlib.sha256(canonical.encode()).hexdigest()}" in text
    assert f"操作留痕链头：{HistoryEntry.objects.latest('pk').digest}" in text
