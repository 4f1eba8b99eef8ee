"""A plan written as its files and read again is the same plan; what the files cannot say is told."""

import io
import zipfile
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from commitments.choices import Standing
from commitments.documents.plan_dump import dump_plan, zipped_plan
from commitments.documents.plan_files import read_plan
from commitments.models import Assignment, Commitment, Department, Indicator, Paragraph, Plan, SetAside, Target
from commitments.workflow.planning.accounting import AsideWish, open_passages, set_aside
from tests.world import make_support, moment

pytestmark = pytest.mark.django_db
PLACES = ("commitments/data/wuchang-2024", "tests/places/beilun-2024", "tests/places/ningxia-2025")
# What the files of the sample say to their readers and the ledger does not store.
UNSTORED = {"lead_certainty"}


@pytest.fixture(scope="module")
def scene():
    """Begin every test with an empty database: the places' plans are of the same year."""


def load(folder, *more) -> str:
    out = io.StringIO()
    call_command("load_plan", str(folder), *more, stdout=out, stderr=out)
    return out.getvalue()


def spelled(value):
    """Return a file's content without what is empty, so that "" and nothing are the same."""
    if isinstance(value, dict):
        said = {key: spelled(each) for key, each in value.items() if key not in UNSTORED}
        return {key: each for key, each in said.items() if each is not False and each not in ("", None, [], {})}
    if isinstance(value, list):
        return [spelled(each) for each in value]
    return value


def as_sets(row: dict, streets: list) -> dict:
    """Return a commitment whose supporting departments stand in no order, street offices spelled out."""
    named = row.get("supporting") or []
    spelled_out = {code for name in named for code in (streets if name == "STREETS" else [name])}
    baseline = row.get("baseline") or {}
    return spelled(row | {"supporting": sorted(spelled_out - {row["lead"]}), "baseline": baseline.get("value")})


@pytest.mark.parametrize("place", PLACES)
def test_what_is_loaded_and_dumped_says_what_the_files_said(tmp_path, place):
    load(place)
    folder = tmp_path / "dump"
    call_command("dump_plan", Plan.objects.get().key, str(folder), stdout=io.StringIO(), stderr=io.StringIO())
    first, again = read_plan(Path(place)), read_plan(folder)
    assert again.errors == []
    streets = first.streets
    assert [as_sets(row, streets) for row in again.commitments] == [as_sets(row, streets) for row in first.commitments]
    assert spelled(again.plan["sections"]) == spelled(first.plan["sections"])
    assert again.plan["periods"] == first.plan["periods"]
    assert Commitment.objects.count() == len(first.commitments) > 5


@pytest.mark.parametrize("place", PLACES)
def test_the_dump_of_a_plan_changes_nothing_when_it_is_loaded_over_it(tmp_path, place):
    load(place)
    call_command("dump_plan", Plan.objects.get().key, str(tmp_path), stdout=io.StringIO(), stderr=io.StringIO())
    said = load(tmp_path)
    assert "Nothing new" in said
    assert "differs" not in said


def test_an_edited_plan_comes_back_as_it_was_edited(cast, tmp_path):
    cast.plan.commitments.update(title="改过的标题", note="改过的说明")
    cast.target.value = 12000
    text = yaml.safe_load(dump_plan(cast.plan).files["commitments.yaml"])
    assert (text[0]["title"], text[0]["note"], text[0]["lead"]) == ("改过的标题", "改过的说明", "JSJ")
    assert text[0]["trajectory"] == [10, 35, 70, 100]


def test_checking_says_what_would_be_done_and_stores_nothing():
    said = load(PLACES[1], "--check")
    assert "nothing was stored" in said
    assert "commitments in" in said
    counts = [model.objects.count() for model in (Plan, Commitment, Department, Indicator, Target)]
    assert counts == [0] * 5


def test_a_folder_that_holds_files_is_left_alone(cast, tmp_path):
    (tmp_path / "plan.yaml").write_text("mine", "utf-8")
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("dump_plan", cast.plan.key, str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]


def test_what_the_files_cannot_say_is_told(cast, tmp_path):
    make_support(cast.commitment, cast.other, role="responsible")
    Plan.objects.update(state="draft")
    cast.commitment.trajectory.filter(at="2024-03-31").update(at="2024-04-15")
    said = io.StringIO()
    call_command("dump_plan", cast.plan.key, str(tmp_path), stdout=io.StringIO(), stderr=said)
    told = said.getvalue()
    assert all(words in told for words in ("Responsible departments", "Planned paths", "Confirmed duties"))


def test_a_commitment_nobody_leads_is_named_and_refused_by_the_loader(cast, tmp_path):
    Assignment.objects.all().delete()
    Department.objects.update(standing=Standing.CONFIRMED)
    assert "without lead" in " ".join(dump_plan(cast.plan).left_out)


def test_the_zip_holds_the_files_and_a_word_about_the_rest(cast):
    with zipfile.ZipFile(io.BytesIO(zipped_plan(cast.plan))) as archive:
        assert set(archive.namelist()) == {"plan.yaml", "departments.csv", "commitments.yaml", "README.txt"}


def test_what_is_set_aside_is_dumped_and_loaded_with_its_reason(tmp_path, cast):
    Plan.objects.update(state="draft")
    paragraph = Paragraph.objects.select_related("section__plan").get()
    place = next(each.start for each in open_passages(paragraph, 2024) if "变电站" in each.words)
    set_aside(paragraph, place, AsideWish("other", "由市里承担。"), by=cast.supervisor, at=moment())
    call_command("dump_plan", cast.plan.key, str(tmp_path), stdout=io.StringIO(), stderr=io.StringIO())
    SetAside.objects.all().delete()
    load(tmp_path)
    row = SetAside.objects.get()
    assert (row.words, row.reason, row.note, row.by) == ("启动3座变电站建设", "other", "由市里承担。", None)


def test_files_that_set_aside_what_is_not_there_are_refused(tmp_path, cast):
    call_command("dump_plan", cast.plan.key, str(tmp_path), stdout=io.StringIO(), stderr=io.StringIO())
    plan = yaml.safe_load((tmp_path / "plan.yaml").read_text("utf-8"))
    plan["sections"][0]["paragraphs"][0]["set_aside"] = [{"words": "没有这句", "reason": "framing"}]
    (tmp_path / "plan.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True), "utf-8")
    assert any("set aside" in error.reason for error in read_plan(tmp_path).errors)
