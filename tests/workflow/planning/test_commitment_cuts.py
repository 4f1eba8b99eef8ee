"""Commitments of a draft made, cut, joined, moved and dropped."""

import pytest

from commitments.choices import AssignmentRole, LinkKind, PlanState, Standing
from commitments.models import HistoryEntry, Paragraph, Plan, PromiseLink
from commitments.workflow.planning import commitment_cuts as cuts
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.commitment_edits import commitment_version
from commitments.workflow.planning.continuation import continue_plan
from commitments.workflow.refusals import Incomplete, Refused, Stale
from tests.world import TEXT, make_commitment, make_milestone, make_support, make_target, moment

pytestmark = pytest.mark.django_db
BOTH = "新增新能源充电桩1万根,新增停车泊位1万个"


@pytest.fixture
def draft(cast):
    """Return the cast with its plan as a draft and two commitments in its paragraph."""
    Plan.objects.update(state=PlanState.DRAFT)
    cast.plan.refresh_from_db()
    cast.second = make_commitment(cast.plan, cast.department, "4-1-2", "打通不少于2条断头路", kind="flow")
    return cast


def said(cast, row=None, **more):
    by = {"by": cast.supervisor, "at": moment()}
    return by | ({"version": commitment_version(row)} if row else {}) | more


def codes(cast) -> list[tuple]:
    return list(cast.plan.commitments.in_report_order().values_list("code", "quote"))


def test_a_marked_quote_becomes_a_commitment_at_its_place(draft):
    made = cuts.add_commitment(Paragraph.objects.get(), "新增停车泊位1万个", **said(draft))
    assert [code for code, _quote in codes(draft)] == ["4-1-1", "4-1-2", "4-1-3"]
    assert made.code == "4-1-2"
    assert TEXT[made.quote_start : made.quote_end] == "新增停车泊位1万个"
    assert (made.due_standing, made.title) == (Standing.PROPOSED, "新增停车泊位1万个")
    assert HistoryEntry.objects.get(action="commitment_add").after == {"quote": "新增停车泊位1万个"}


def test_one_before_all_others_is_the_first(draft):
    draft.commitment.delete()
    made = cuts.add_commitment(Paragraph.objects.get(), "新增新能源充电桩1万根", **said(draft))
    assert made.code == "4-1-1"
    assert codes(draft)[1] == ("4-1-2", "打通不少于2条断头路")


@pytest.mark.parametrize("quote", ["", "  ", "没有这句话", "新增新能源充电桩1万根，新增"])
def test_a_quote_that_does_not_stand_there_is_refused(draft, quote):
    with pytest.raises(Incomplete) as refused:
        cuts.add_commitment(Paragraph.objects.get(), quote, **said(draft))
    assert refused.value.fields == {"quote": "not_there"}


@pytest.fixture
def long_one(draft):
    draft.commitment.quote, draft.commitment.title = BOTH, "充电桩和泊位"
    draft.commitment.save()
    return draft.commitment


def test_a_commitment_is_cut_and_each_part_keeps_what_its_words_say(draft, long_one):
    parking = make_target(draft.second, "10000", "个", wording="泊位1万个")
    parking.commitment = long_one
    parking.save()
    make_milestone(long_one, "停车泊位")
    made = cuts.split_commitment(long_one, BOTH.index(",") + 1, **said(draft, long_one))
    assert codes(draft)[:2] == [("4-1-1", "新增新能源充电桩1万根"), ("4-1-2", "新增停车泊位1万个")]
    assert [row.wording for row in made.targets.all()] == ["泊位1万个"]
    assert made.milestones.count() == 1
    assert long_one.targets.get().wording == "1万根"


def test_both_parts_keep_the_duties(draft, long_one):
    make_support(long_one, draft.other)
    made = cuts.split_commitment(long_one, BOTH.index(","), **said(draft, long_one))
    roles = dict(made.assignments.values_list("department__code", "role"))
    assert roles == {"JSJ": AssignmentRole.LEAD, "JYJ": AssignmentRole.SUPPORTING}


@pytest.mark.parametrize("at_sign", [0, -3, 99, len(BOTH)])
def test_no_part_is_empty(draft, long_one, at_sign):
    with pytest.raises(Incomplete):
        cuts.split_commitment(long_one, at_sign, **said(draft, long_one))
    assert len(codes(draft)) == 2


def test_two_are_joined_over_what_lies_between_them(draft):
    joined = cuts.merge_commitments(draft.commitment, **said(draft, draft.commitment))
    assert codes(draft) == [("4-1-1", "新增新能源充电桩1万根,新增停车泊位1万个,打通不少于2条断头路")]
    assert joined.targets.count() == 1
    assert HistoryEntry.objects.get(action="commitment_merge").after["with"] == "4-1-2"


def test_the_last_has_none_to_be_joined_with_and_one_indicator_is_measured_once(draft):
    with pytest.raises(Incomplete) as refused:
        cuts.merge_commitments(draft.second, **said(draft, draft.second))
    assert refused.value.fields == {"merge": "last"}
    make_target(draft.second, "2", indicator=draft.target.indicator, wording="2条")
    with pytest.raises(Incomplete) as refused:
        cuts.merge_commitments(draft.commitment, **said(draft, draft.commitment))
    assert refused.value.fields == {"merge": "twice"}


@pytest.mark.parametrize(("down", "first"), [(True, "打通不少于2条断头路"), (False, "新增新能源充电桩1万根")])
def test_neighbours_change_places_and_codes(draft, down, first):
    cuts.move_commitment(draft.commitment, down=down, **said(draft, draft.commitment))
    assert codes(draft)[0] == ("4-1-1", first)


def test_what_is_dropped_is_on_record_and_the_rest_is_numbered_anew(draft):
    cuts.drop_commitment(draft.commitment, **said(draft, draft.commitment))
    assert codes(draft) == [("4-1-1", "打通不少于2条断头路")]
    entry = HistoryEntry.objects.get(action="commitment_drop")
    assert (entry.subject, entry.before["title"]) == ("4-1-1", "新增新能源充电桩1万根")


@pytest.fixture
def carried(cast):
    plan = continue_plan(cast.plan, NewPlan(2025, "district", "武昌区2025年计划"), by=cast.supervisor, at=moment())
    return plan.commitments.get()


def test_a_promise_dropped_is_noted_as_not_mentioned_again(cast, carried):
    plan = carried.plan
    cuts.drop_commitment(carried, **said(cast, carried))
    link = plan.links.get()
    assert (link.earlier, link.commitment, link.kind) == (cast.commitment, None, LinkKind.DROPPED)


def test_a_promise_cut_follows_twice_and_is_called_split(cast, carried):
    carried.quote = BOTH
    carried.save()
    cuts.split_commitment(carried, BOTH.index(","), **said(cast, carried))
    assert {(link.earlier, link.kind) for link in PromiseLink.objects.select_related("earlier")} == {
        (cast.commitment, LinkKind.SPLIT)
    }
    assert PromiseLink.objects.count() == 2


def test_a_promise_added_to_a_plan_that_goes_on_is_called_new(cast, carried):
    made = cuts.add_commitment(carried.paragraph, "新增停车泊位1万个", **said(cast))
    assert made.links.get().kind == LinkKind.NEW


def test_promises_joined_follow_from_both(cast, carried):
    earlier = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    made = cuts.add_commitment(carried.paragraph, "新增停车泊位1万个", **said(cast))
    made.links.update(earlier=earlier, kind=LinkKind.SAME)
    joined = cuts.merge_commitments(carried, **said(cast, carried))
    assert set(joined.links.values_list("earlier", "kind")) == {
        (cast.commitment.pk, LinkKind.MERGED),
        (earlier.pk, LinkKind.MERGED),
    }


ACTS = {
    "split": lambda row, **who: cuts.split_commitment(row, 3, **who),
    "merge": lambda row, **who: cuts.merge_commitments(row, **who),
    "move": lambda row, **who: cuts.move_commitment(row, down=True, **who),
    "drop": lambda row, **who: cuts.drop_commitment(row, **who),
}


@pytest.mark.parametrize("act", ACTS)
def test_past_the_draft_and_for_others_and_on_a_stale_page_nothing_is_cut(draft, act):
    row, version = draft.commitment, commitment_version(draft.commitment)
    with pytest.raises(Refused):
        ACTS[act](row, by=draft.leader, at=moment(), version=version)
    with pytest.raises(Stale):
        ACTS[act](row, by=draft.supervisor, at=moment(), version="0" * 16)
    Plan.objects.update(state=PlanState.OPEN)
    with pytest.raises(Refused):
        ACTS[act](row, by=draft.supervisor, at=moment(), version=version)
    assert len(codes(draft)) == 2
