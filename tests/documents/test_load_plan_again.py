"""Loading again: what was loaded is known by its key whatever people call it, and an open plan gets nothing unasked."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from commitments.choices import PlanState
from commitments.models import Commitment, Department, Indicator, Plan, Target

pytestmark = pytest.mark.django_db
PLACE = Path("tests/places/beilun-2024")
LIFTS = "加装既有住宅电梯"


def load(folder=PLACE, *more) -> str:
    out = StringIO()
    call_command("load_plan", str(folder), *more, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def opened():
    load()
    Plan.objects.update(state=PlanState.OPEN)
    return Plan.objects.get()


@pytest.fixture
def longer(tmp_path):
    """Return the place's files with one target more."""
    folder = shutil.copytree(PLACE, tmp_path / "plan")
    text = (folder / "commitments.yaml").read_text("utf-8")
    (folder / "commitments.yaml").write_text(text.replace(f"indicator: {LIFTS}", f"indicator: {LIFTS}部数"), "utf-8")
    return folder


def counts() -> list[int]:
    return [model.objects.count() for model in (Indicator, Target, Commitment, Department)]


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.OPEN])
def test_a_renamed_indicator_is_known_again(state):
    load()
    Plan.objects.update(state=state)
    before = counts()
    Indicator.objects.filter(name=LIFTS).update(name="既有住宅加装电梯数")
    assert "Nothing new" in load()
    assert counts() == before
    assert not Indicator.objects.filter(name=LIFTS).exists()


def test_an_indicator_s_new_name_in_a_file_is_refused_with_its_key(tmp_path, opened, longer):
    Indicator.objects.filter(name=LIFTS).update(name=f"{LIFTS}部数")
    with pytest.raises(CommandError):
        load(longer)
    assert counts()[0] == 11


def test_an_open_plan_gets_nothing_added_unasked_and_is_told_what(opened, longer):
    before, out = counts(), StringIO()
    with pytest.raises(CommandError, match="--add"):
        call_command("load_plan", str(longer), stdout=out, stderr=out)
    assert f"{LIFTS}部数" in out.getvalue()
    assert counts() == before
    load(longer, "--add")
    assert counts() == [before[0] + 1, before[1] + 1, *before[2:]]


def test_a_period_the_office_laid_out_otherwise_does_not_come_back(opened):
    opened.periods.filter(code="2024-Q1").delete()
    with pytest.raises(CommandError, match="--add"):
        load()
    assert opened.periods.count() == 3


def test_a_closed_plan_gets_nothing_at_all(opened, longer):
    Plan.objects.update(state=PlanState.CLOSED)
    with pytest.raises(CommandError, match="closed"):
        load(longer, "--add")
    assert counts()[0] == 11
