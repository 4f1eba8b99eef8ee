"""Links to last year and to the level above travel with a plan's files, kind and note included."""

import io

import pytest
import yaml
from django.core.management import CommandError, call_command

from commitments.choices import LinkKind, Standing
from commitments.documents.plan_dump import dump_plan
from commitments.models import AboveLink, PromiseLink
from commitments.workflow.planning import commitment_cuts, links, links_above
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.continuation import continue_plan
from commitments.workflow.planning.links import LinkSaid
from tests.world import make_commitment, make_plan, moment

pytestmark = pytest.mark.django_db
NEXT = NewPlan(2025, "district", "武昌区2025年计划")


@pytest.fixture
def draft(cast):
    """Return a draft with one link judged, one dropped with a reason, one new promise, one link to the level above."""
    for code, quote in (("4-1-2", "新增停车泊位1万个"), ("4-1-3", "打通不少于2条断头路")):
        make_commitment(cast.plan, cast.department, code, quote, kind="qualitative")
    plan, said = continue_plan(cast.plan, NEXT, by=cast.supervisor, at=moment()), by_office(cast)
    commitment_cuts.drop_commitment(plan.commitments.get(code="4-1-3"), version=None, **said)
    made = commitment_cuts.add_commitment(plan.sections.first().paragraphs.first(), "推进海绵城市建设", **said)
    made.assignments.create(department=cast.department, role="lead", valid_from=plan.starts)
    by_name = {link.earlier.code: link.pk for link in plan.links.exclude(earlier=None).select_related("earlier")}
    words = {by_name["4-1-1"]: LinkSaid("scope", "含改造。"), by_name["4-1-3"]: LinkSaid("dropped", "市里承担。")}
    links.judge_links(plan, words, **said)
    city = make_plan("wuhan-2025", year=2025, starts="2025-01-01", ends="2025-12-31")
    above = make_commitment(city, cast.department, "4-1-1")
    links_above.tie_above(plan.commitments.get(code="4-1-1"), above, LinkSaid("split", "分解。"), **said)
    return plan


def by_office(cast):
    return {"by": cast.supervisor, "at": moment()}


def dumped(plan, folder):
    call_command("dump_plan", plan.key, str(folder), stdout=io.StringIO(), stderr=io.StringIO())
    return folder


def load(folder, *more) -> str:
    out = io.StringIO()
    call_command("load_plan", str(folder), *more, stdout=out, stderr=out)
    return out.getvalue()


def stored():
    names = ("commitment__code", "kind", "note", "standing")
    return (
        set(PromiseLink.objects.values_list("plan__key", "earlier__plan__key", "earlier__code", *names)),
        set(AboveLink.objects.values_list("above__plan__key", "above__code", *names)),
    )


def test_every_link_comes_back_as_it_was(draft, tmp_path):
    before, folder = stored(), dumped(draft, tmp_path)
    assert (len(before[0]), len(before[1])) == (4, 1)
    PromiseLink.objects.all().delete()
    AboveLink.objects.all().delete()
    load(folder)
    assert stored() == before
    assert dump_plan(draft).files["links.yaml"] == (folder / "links.yaml").read_text("utf-8")


def test_links_that_stand_are_not_made_twice_and_one_that_differs_is_kept(draft, tmp_path):
    folder = dumped(draft, tmp_path)
    assert "Nothing new" in load(folder)
    draft.links.filter(kind=LinkKind.DROPPED).update(note="另有安排。")
    said = load(folder)
    assert "differs, kept as it is" in said
    assert draft.links.get(kind=LinkKind.DROPPED).note == "另有安排。"


def spoiled(folder, number, **changed):
    rows = yaml.safe_load((folder / "links.yaml").read_text("utf-8"))
    rows[number] |= changed
    (folder / "links.yaml").write_text(yaml.safe_dump(rows, allow_unicode=True), "utf-8")


# What is spoiled in the first link (scope changed, confirmed) → what is said of it.
SPOILED = {
    "no plan": ({"plan": "wuchang-2019"}, "There is no plan “wuchang-2019” here"),
    "no commitment": ({"code": "9-9-9"}, "has no commitment “9-9-9”"),
    "not its own": ({"commitment": "9-9-9"}, "The plan has no commitment “9-9-9”"),
    "the level above as last year": ({"plan": "wuhan-2025", "code": "4-1-1"}, "no plan of an earlier year"),
    "no reason": ({"note": ""}, "Say in a sentence"),
    "no such kind": ({"kind": "alike"}, "does not fit"),
    "a new one with something earlier": ({"kind": "new"}, "does not fit"),
    "dropped, though it is followed": ({"commitment": None, "kind": "dropped"}, None),
    "no such end": ({"to": "below"}, "A link is to last_year or above"),
    "no kind at all": ({"kind": None}, "“kind” is missing"),
    "a note too long": ({"note": "长" * 301}, "at most 300"),
    "an unknown key": ({"since": 2019}, "Unknown key “since”"),
}


@pytest.mark.parametrize("name", SPOILED)
def test_checking_names_what_is_wrong_with_a_link_and_stores_nothing(draft, tmp_path, name):
    changed, words = SPOILED[name]
    folder, err = dumped(draft, tmp_path), io.StringIO()
    spoiled(folder, 0, **changed)
    if words is None:
        assert "nothing was stored" in load(folder, "--check")
        return
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_plan", str(folder), "--check", stdout=io.StringIO(), stderr=err)
    assert words in err.getvalue()
    assert "links.yaml" in err.getvalue()


def test_a_promise_followed_and_dropped_at_once_is_named(draft, tmp_path):
    folder = dumped(draft, tmp_path)
    rows = yaml.safe_load((folder / "links.yaml").read_text("utf-8"))
    (folder / "links.yaml").write_text(
        yaml.safe_dump([*rows, rows[0] | {"commitment": None, "kind": "dropped"}], allow_unicode=True), "utf-8"
    )
    err = io.StringIO()
    with pytest.raises(CommandError):
        call_command("load_plan", str(folder), "--check", stdout=io.StringIO(), stderr=err)
    assert "followed by nothing" in err.getvalue()


def test_what_waits_to_be_judged_comes_back_waiting(draft, tmp_path):
    folder = dumped(draft, tmp_path)
    draft.links.filter(standing=Standing.PROPOSED).delete()
    load(folder)
    assert draft.links.filter(standing=Standing.PROPOSED).count() == 2
