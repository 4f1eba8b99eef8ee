"""How a draft's promises follow from last year's: judged with a reason where a series breaks, dropped with a word."""

import pytest

from commitments.choices import Lamp, LinkKind, PlanState, Standing
from commitments.models import HistoryEntry, Plan, PromiseLink, Verdict
from commitments.workflow.planning import commitment_cuts, last_years_promises, link_proposals, links
from commitments.workflow.planning.beginning import NewPlan, begin_plan
from commitments.workflow.planning.continuation import continue_plan
from commitments.workflow.planning.links import LinkSaid
from commitments.workflow.refusals import Incomplete, Refused
from tests.world import make_commitment, make_section_text, moment

pytestmark = pytest.mark.django_db
NEXT = NewPlan(2025, "district", "武昌区2025年计划")


@pytest.fixture
def draft(cast):
    return continue_plan(cast.plan, NEXT, by=cast.supervisor, at=moment())


def by_office(cast):
    return {"by": cast.supervisor, "at": moment()}


def judge(cast, draft, kind, note=""):
    return links.judge_links(draft, {draft.links.get().pk: LinkSaid(kind, note)}, **by_office(cast))


def met(commitment):
    """Let the newest verdict of a commitment be that it is met."""
    Verdict.objects.filter(commitment=commitment).delete()
    return Verdict.objects.create(
        commitment=commitment, on="2024-12-31", lamp=Lamp.DONE, official=Lamp.DONE, reason="met", year_end="met"
    )


def silent(draft):
    return list(last_years_promises.promises_dropped_silently([draft]).values_list("code", flat=True))


@pytest.mark.parametrize("kind", LinkKind.of_two())
def test_a_link_between_two_is_judged_as_one_of_the_kinds_between_two(cast, draft, kind):
    assert judge(cast, draft, kind, "一句说明。") == 1
    link = draft.links.get()
    assert (link.kind, link.standing, link.note) == (kind, Standing.CONFIRMED, "一句说明。")
    assert judge(cast, draft, kind, "一句说明。") == 0
    assert HistoryEntry.objects.get(action="link_judge").after == {"4-1-1 → 4-1-1": f"{kind} 一句说明。"}


@pytest.mark.parametrize("kind", ["new", "dropped", "finished", "", "unknown"])
def test_no_link_becomes_what_its_ends_do_not_allow(cast, draft, kind):
    with pytest.raises(Incomplete):
        judge(cast, draft, kind, "说明。")
    assert draft.links.get().standing == Standing.PROPOSED


@pytest.mark.parametrize(("kind", "needed"), [("scope", True), ("unit", True), ("same", False), ("split", False)])
def test_a_break_needs_its_sentence(cast, draft, kind, needed):
    if not needed:
        assert judge(cast, draft, kind) == 1
        return
    with pytest.raises(Incomplete) as refused:
        judge(cast, draft, kind, "  ")
    assert list(refused.value.fields.values()) == ["note"]
    assert draft.links.get().standing == Standing.PROPOSED


def test_another_plan_s_links_are_not_judged_here(cast, draft):
    other = PromiseLink.objects.create(plan=cast.plan, commitment=cast.commitment, kind=LinkKind.NEW)
    assert links.judge_links(draft, {other.pk: LinkSaid(LinkKind.NEW)}, **by_office(cast)) == 0
    other.refresh_from_db()
    assert other.standing == Standing.PROPOSED


def test_a_promise_nothing_follows_is_dropped_without_a_word_until_it_has_one(cast, draft):
    make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    assert silent(draft) == ["4-1-2"]
    old = cast.plan.commitments.get(code="4-1-2")
    with pytest.raises(Incomplete):
        links.account_for_left(draft, {old.pk: LinkSaid("dropped")}, **by_office(cast))
    assert links.account_for_left(draft, {old.pk: LinkSaid("dropped", "并入市级项目。")}, **by_office(cast)) == 1
    assert silent(draft) == []


def test_what_is_dropped_from_the_draft_still_waits_for_its_word(cast, draft):
    row = draft.commitments.get()
    commitment_cuts.drop_commitment(row, version=None, **by_office(cast))
    assert silent(draft) == ["4-1-1"]
    assert draft.links.get().kind == LinkKind.DROPPED


def test_what_was_met_or_withdrawn_last_year_is_not_dropped(cast, draft):
    make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    gone = make_commitment(cast.plan, cast.department, "4-1-3", "打通不少于2条断头路", kind="qualitative")
    assert silent(draft) == ["4-1-2", "4-1-3"]
    met(cast.plan.commitments.get(code="4-1-2"))
    gone.withdrawn_on, gone.withdrawn_reason = "2024-09-01", "重复。"
    gone.save()
    assert silent(draft) == []


def test_a_met_promise_dropped_from_the_draft_is_noted_as_finished(cast, draft):
    met(cast.commitment)
    commitment_cuts.drop_commitment(draft.commitments.get(), version=None, **by_office(cast))
    assert draft.links.get().kind == LinkKind.FINISHED
    assert silent(draft) == []


def test_what_was_not_met_cannot_be_called_finished(cast, draft):
    commitment_cuts.drop_commitment(draft.commitments.get(), version=None, **by_office(cast))
    with pytest.raises(Incomplete) as refused:
        judge(cast, draft, LinkKind.FINISHED)
    assert list(refused.value.fields.values()) == ["unfinished"]
    met(cast.commitment)
    assert judge(cast, draft, LinkKind.FINISHED) == 1


def from_nothing(cast, *quotes):
    """Return a draft begun from nothing with these promises."""
    plan = begin_plan(NEXT, **by_office(cast))
    paragraph = make_section_text(plan, ",".join(quotes))
    for quote in quotes:
        commitment_cuts.add_commitment(paragraph, quote, **by_office(cast))
    return plan


def test_links_of_a_draft_begun_from_nothing_are_proposed_by_their_words(cast):
    plan = from_nothing(cast, "新增新能源充电桩1.2万根", "新建学校3所")
    assert silent(plan) == ["4-1-1"]
    assert link_proposals.propose_likely_links(plan, **by_office(cast)) == 1
    found = {(link.earlier_id, link.commitment.quote, link.kind, link.standing) for link in
             plan.links.select_related("commitment")}  # fmt: skip
    assert found == {
        (cast.commitment.pk, "新增新能源充电桩1.2万根", LinkKind.SAME, Standing.PROPOSED),
        (None, "新建学校3所", LinkKind.NEW, Standing.PROPOSED),
    }


def test_the_office_says_what_follows_and_judges_it_afterwards(cast):
    plan = from_nothing(cast, "新建学校3所")
    follower = {cast.commitment.pk: plan.commitments.get().pk}
    assert link_proposals.propose_followers(plan, follower, **by_office(cast)) == 1
    link = plan.links.get()
    assert (link.earlier, link.kind, link.standing) == (cast.commitment, LinkKind.RENAMED, Standing.PROPOSED)
    assert link_proposals.propose_followers(plan, {link.earlier_id: 0}, **by_office(cast)) == 0


ACTS = {
    "judge": lambda draft, **who: links.judge_links(draft, {}, **who),
    "account": lambda draft, **who: links.account_for_left(draft, {}, **who),
    "propose": lambda draft, **who: link_proposals.propose_likely_links(draft, **who),
    "follow": lambda draft, **who: link_proposals.propose_followers(draft, {}, **who),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin"])
def test_nobody_but_the_office_links_anything(cast, draft, who, act):
    with pytest.raises(Refused):
        ACTS[act](draft, by=getattr(cast, who), at=moment())


@pytest.mark.parametrize("act", ACTS)
def test_past_the_draft_no_link_to_last_year_changes(cast, draft, act):
    Plan.objects.update(state=PlanState.OPEN)
    with pytest.raises(Refused):
        ACTS[act](draft, **by_office(cast))
