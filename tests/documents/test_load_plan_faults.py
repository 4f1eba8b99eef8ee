"""Whatever is wrong with a plan's files, the loader answers in words with file and line, and loads nothing."""

import datetime
import re
import shutil
from io import StringIO
from itertools import product
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import transaction

from commitments.models import Department, Indicator, Plan
from tests.world import make_department

pytestmark = pytest.mark.django_db
PLACE = Path("tests/places/ningxia-2025")
WRONG_VALUES = (
    None, "", 7, -1.5, float("nan"), float("inf"), 10**30, True, [], ["x"], {}, "长" * 2000,
    datetime.date(1, 1, 1), datetime.datetime(2025, 1, 1, 8, tzinfo=datetime.UTC),
)  # fmt: skip
MISSING = object()
LINE_NAMED = re.compile(r"^\w+\.(yaml|csv):[1-9]\d*: ", re.M)


def load(folder, *more) -> str:
    out = StringIO()
    try:
        call_command("load_plan", str(folder), *more, stdout=out, stderr=out)
    except CommandError as error:
        return f"{out.getvalue()}\nREFUSED {error}"
    return out.getvalue()


@pytest.fixture
def place(tmp_path):
    """Return a copy of a real place's files, cut to the kinds of rows there are."""
    folder = shutil.copytree(PLACE, tmp_path / "plan")
    rows = yaml.safe_load((folder / "commitments.yaml").read_text("utf-8"))[:2]
    rows[0] |= {
        "supporting": ["RST"], "trajectory": [25, 50, 75, 100], "baseline": {"value": 5},
        "last_year": {"value": 5.4, "unit": "%", "quote": "增长5.4%", "comparability": "same"},
    }  # fmt: skip
    rows[0]["milestones"] = [{"what": "开工", "verb": "start", "planned": datetime.date(2025, 6, 30)}]
    write(folder / "commitments.yaml", rows)
    return folder


def tried(folder) -> str:
    """Return what loading says; nothing of it stays."""
    with transaction.atomic():
        said = load(folder)
        transaction.set_rollback(True)
    return said


def write(path, content) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


def places_of(content, path=()):
    """Yield the path of every value in nested mappings and lists."""
    pairs = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in pairs:
        yield (*path, key)
        yield from places_of(value, (*path, key))


def changed(content, path, value):
    """Set or delete the value at a path."""
    for key in path[:-1]:
        content = content[key]
    if value is MISSING:
        del content[path[-1]]
    else:
        content[path[-1]] = value


def first_of_each(paths):
    """Return the paths that differ in more than the numbers of their rows."""
    return list({(len(path), *(key for key in path if isinstance(key, str))): path for path in paths}.values())


@pytest.mark.parametrize("name", ["plan.yaml", "commitments.yaml"])
def test_no_value_missing_or_odd_ends_in_anything_but_words(place, name):
    whole = (place / name).read_text("utf-8")
    changes = list(product(first_of_each(places_of(yaml.safe_load(whole))), (*WRONG_VALUES, MISSING)))
    assert len(changes) > 300, changes
    for path, value in changes:
        content = yaml.safe_load(whole)
        changed(content, path, value)
        write(place / name, content)
        said = tried(place)
        assert "REFUSED" not in said or LINE_NAMED.search(said), (path, value, said)


def test_the_place_itself_loads(place):
    assert "REFUSED" not in load(place)
    assert Plan.objects.get().commitments.count() == 2


FAULTS = [
    ("commitments.yaml", "lead: FGW", "lead: STREETS", r"commitments\.yaml:1: .*STREETS"),
    ("commitments.yaml", "lead: FGW", "lead: XYZ", r"commitments\.yaml:1: .*XYZ"),
    ("plan.yaml", "presented_on: 2025-01-19", "", r"plan\.yaml:1: .*presented_on"),
    ("plan.yaml", "presented_on: 2025-01-19", "presented_on: 2025-13-19", r"plan\.yaml:\d+: "),
    ("plan.yaml", "year: 2025", "year: 2025\nyear: 2024", r"plan\.yaml:3: .*year"),
    ("plan.yaml", "year: 2025", "? [a]\n: 1", r"plan\.yaml:2: "),
    ("departments.csv", "FGW,", "F GW,", r"departments\.csv:2: "),
    (
        "departments.csv",
        "RST,自治区人力资源和社会保障厅",
        "RST,自治区生态环境厅",
        r"departments\.csv:4: .*自治区生态环境厅",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), FAULTS)
def test_a_fault_is_named_with_file_and_line(tmp_path, name, old, new, said):
    folder = shutil.copytree(PLACE, tmp_path / "plan")
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    assert re.search(said, load(folder))
    assert not Plan.objects.exists()


def test_files_saved_as_gb18030_load_as_those_in_utf_8(tmp_path):
    folder = shutil.copytree(PLACE, tmp_path / "plan")
    for path in folder.iterdir():
        path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    assert "REFUSED" not in load(folder)
    assert Department.objects.filter(name="自治区生态环境厅").exists()


@pytest.mark.parametrize("name", ["plan.yaml", "departments.csv"])
def test_a_file_in_no_known_encoding_is_named(tmp_path, name):
    folder = shutil.copytree(PLACE, tmp_path / "plan")
    (folder / name).write_bytes(b"\xff\xff\xff")
    assert f"{name}:1: The file is neither UTF-8 nor GB18030" in load(folder)


def test_a_second_place_is_refused_with_the_line_of_its_first_foreign_department(tmp_path):
    assert "REFUSED" not in load(PLACE)
    Department.objects.filter(code="HBT").update(code="JYJ", name="武昌区教育局", short_name="武昌教育局")
    said = load("tests/places/beilun-2024")
    assert re.search(r"departments\.csv:10: .*JYJ 北仑区教育局.*JYJ 武昌区教育局", said)
    assert Plan.objects.count() == 1


def test_a_department_s_name_that_another_code_holds_is_refused():
    make_department("X1", "自治区人社厅")
    assert re.search(r"departments\.csv:4: .*X1", load(PLACE))
    assert not Indicator.objects.exists()
