"""Plans handed down from city and province: they share the district's departments and indicators, or are refused."""

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from commitments.models import Assignment, Department, Indicator, Observation, Plan, Target
from tests.world import TODAY

pytestmark = pytest.mark.django_db
DATA = Path("commitments/data")
ABOVE = ("wuhan-2024", "hubei-2024")


def load(folder) -> str:
    out = StringIO()
    call_command("load_plan", str(folder), stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def district(kept_rows):
    """Load the district's plan once; every test here needs it."""
    load(DATA / "wuchang-2024")


@pytest.mark.parametrize("key", ABOVE)
def test_a_plan_from_above_creates_no_department_and_no_indicator(district, key):
    departments, indicators = Department.objects.count(), Indicator.objects.count()
    text = load(DATA / key)
    assert "differs" not in text
    assert (Department.objects.count(), Indicator.objects.count()) == (departments, indicators)
    assert "Nothing new" in load(DATA / key)


@pytest.mark.parametrize("key", ABOVE)
def test_every_target_from_above_is_led_where_the_district_s_is(district, key):
    load(DATA / key)
    targets = Target.objects.filter(commitment__plan__key=key).select_related("commitment", "indicator__owner")
    assert targets
    for target in targets:
        assert target.commitment.lead == target.indicator.owner
        own = Target.objects.filter(indicator=target.indicator, commitment__plan__key="wuchang-2024").first()
        assert (own.value, own.comparator) != (target.value, target.comparator)


@pytest.mark.parametrize("key", ABOVE)
def test_the_sample_plans_say_that_they_are_sample(district, key):
    load(DATA / key)
    plan = Plan.objects.get(key=key)
    assert plan.title.endswith("（样例）")
    assert plan.report_title.endswith("（样例）")
    assert plan.presented_by == "样例单位"


def test_the_district_s_plan_stays_at_hand_and_as_it_was(district):
    before = (Assignment.objects.count(), Observation.objects.count())
    for key in ABOVE:
        load(DATA / key)
    assert Plan.objects.at_hand(TODAY).key == "wuchang-2024"
    assert "Nothing new" in load(DATA / "wuchang-2024")
    own = Assignment.objects.filter(commitment__plan__key="wuchang-2024").count()
    assert (own, Observation.objects.count()) == before


def test_the_figures_of_the_sample_reports_are_not_entered_again():
    for key in ABOVE:
        (path,) = (DATA / key / "progress").glob("*.yaml")
        said = [q for entry in yaml.safe_load(path.read_text("utf-8")) for q in entry["quarters"].values()]
        assert said
        assert not any(each.keys() & {"value", "raw", "awaited"} for each in said)


WRONG = [
    ("unit: '根'", "unit: '座'", "other|cannot be read"),
    ("unit: '家'", "unit: '户'", "cannot be read|another plan"),
    ("kind: stock", "kind: flow", "The kind is flow"),
    (
        "kind: stock(.*?)basis: level",
        r"kind: rate\1basis: rate",
        "“累计专精特新企业数” is used by another plan in 家 as level",
    ),
    ("lead: RZJ", "lead: XYZ", "Unknown department"),
]


@pytest.mark.parametrize(("old", "new", "reason"), WRONG)
def test_another_unit_basis_or_department_is_refused_and_nothing_is_loaded(district, tmp_path, old, new, reason):
    folder = changed(tmp_path, "commitments.yaml", old, new)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("load_plan", str(folder), stdout=out, stderr=out)
    assert re.search(r"commitments\.yaml:\d+: ", out.getvalue())
    assert re.search(reason, out.getvalue())
    assert not Plan.objects.filter(key="wuhan-2024").exists()


def test_an_unknown_level_is_refused(district, tmp_path):
    with pytest.raises(CommandError):
        load(changed(tmp_path, "plan.yaml", "level: city", "level: county"))
    assert Plan.objects.count() == 1


def changed(tmp_path, name, old, new) -> Path:
    folder = shutil.copytree(DATA / "wuhan-2024", tmp_path / "plan")
    text = (folder / name).read_text("utf-8")
    assert re.search(old, text, re.DOTALL)
    (folder / name).write_text(re.sub(old, new, text, count=1, flags=re.DOTALL), "utf-8")
    return folder


def test_a_plan_loads_again_after_people_changed_its_indicator_s_unit(district):
    Indicator.objects.filter(name="打通断头路").update(unit="处")
    assert "Nothing new" in load(DATA / "wuchang-2024")
