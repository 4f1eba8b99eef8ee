"""The loader: the real plan in full, a second run that changes nothing, and every wrong file named by line."""

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from commitments.models import Commitment, Indicator, Milestone, Paragraph, Plan, Target

pytestmark = pytest.mark.django_db
DATA = Path("commitments/data/wuchang-2024")


def load(folder=DATA) -> str:
    out = StringIO()
    call_command("load_plan", str(folder), stdout=out, stderr=out)
    return out.getvalue()


def test_the_real_plan_is_loaded_whole():
    text = load()
    assert "195 commitments in 24 paragraphs, 62 numeric targets of 61 indicators, 56 milestones" in text
    assert [m.objects.count() for m in (Commitment, Paragraph, Target, Milestone)] == [195, 24, 62, 56]


def test_one_indicator_serves_both_commitments_on_large_projects():
    load()
    shared = {Target.objects.get(commitment__code=code).indicator for code in ("0-4-1", "2-3-6")}
    assert len(shared) == 1


def test_three_levels_come_without_a_baseline():
    load()
    missing = Target.objects.filter(baseline_state="missing").order_by("commitment__order")
    assert list(missing.values_list("commitment__code", flat=True)) == ["1-3-4", "6-3-2", "6-3-3"]


def test_a_second_run_creates_nothing_and_keeps_what_people_edited():
    load()
    Commitment.objects.filter(code="4-1-4").update(title="改过的标题")
    text = load()
    assert "Nothing new" in text
    assert "改过的标题" in text
    assert Commitment.objects.get(code="4-1-4").title == "改过的标题"


CHANGES = [
    ("commitments.yaml", "lead: JSJ", "lead: XYZ", "Unknown department"),
    ("commitments.yaml", "code: 4-1-5", "code: 4-1-4", "appears twice"),
    ("commitments.yaml", "新增新能源充电桩1万根", "新增新能源充电桩2万根", "does not stand"),
    ("commitments.yaml", "value: 220", "value: 221", "cannot be read"),
    ("plan.yaml", "streets: 13", "streets: 12", "street offices"),
    ("plan.yaml", "year: 2024", "year: [", ""),
    ("departments.csv", "code,name", "code,nome", ""),
]


@pytest.mark.parametrize(("name", "old", "new", "reason"), CHANGES)
def test_a_wrong_file_is_refused_with_file_and_line_and_nothing_is_loaded(tmp_path, name, old, new, reason):
    folder = shutil.copytree(DATA, tmp_path / "plan")
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("load_plan", str(folder), stdout=out, stderr=out)
    assert re.search(r"\.(yaml|csv):\d+: ", out.getvalue())
    assert reason in out.getvalue()
    assert not Plan.objects.exists()
    assert not Indicator.objects.exists()


def test_a_missing_file_is_named(tmp_path):
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("load_plan", str(tmp_path), stdout=out, stderr=out)
    assert "plan.yaml" in out.getvalue()


def test_without_the_district_s_departments_the_missing_file_is_named():
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("load_plan", str(DATA.parent / "wuhan-2024"), stdout=out, stderr=out)
    assert "departments.csv" in out.getvalue()
    assert not Plan.objects.exists()
