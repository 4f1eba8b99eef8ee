"""A draft is opened as one act: nothing missing, nothing changed since it was looked at, once."""

import datetime

import pytest

from commitments.choices import Basis, PlanState, Standing
from commitments.models import (
    Department,
    HistoryEntry,
    Indicator,
    Milestone,
    Paragraph,
    Plan,
    PromiseLink,
    SetAside,
    Verdict,
)
from commitments.workflow.planning import accounting, checklist, opening
from commitments.workflow.refusals import Incomplete, Refused, Stale
from tests.world import TODAY, make_commitment, make_milestone, make_plan, make_target, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(cast):
    """Return the cast's plan as a draft that lacks nothing."""
    Plan.objects.update(state=PlanState.DRAFT)
    Indicator.objects.update(definition="建成", source="台账", approved_by=cast.supervisor, approved_on=TODAY)
    cast.plan.refresh_from_db()
    return cast


def open_it(cast, **more):
    return opening.open_plan(cast.plan, **({"by": cast.supervisor, "at": moment(), "basis": "人大批准"} | more))


def test_what_lacks_nothing_is_opened_on_record_and_judged(ready):
    assert open_it(ready).state == PlanState.OPEN
    entry = HistoryEntry.objects.get(action="plan_open")
    assert (entry.note, entry.after["commitments"], entry.approved) == ("人大批准", 1, True)
    assert Verdict.objects.filter(commitment=ready.commitment, on=moment().date()).exists()


def drop_silently(cast):
    """Give the plan a last year with a promise that nothing follows."""
    days = {"starts": datetime.date(2023, 1, 1), "ends": datetime.date(2023, 12, 31)}
    last = make_plan("wuchang-2023", year=2023, **days)
    make_commitment(last, cast.department, "4-1-9", "打通不少于2条断头路")


# What is spoiled → the code under which the checklist names it.
SPOILED = {
    "no_facts": lambda cast: Plan.objects.update(presented_to=""),
    "no_commitments": lambda cast: cast.plan.commitments.update(withdrawn_on=TODAY, withdrawn_reason="重复。"),
    "no_lead": lambda cast: cast.commitment.assignments.all().delete(),
    "duties_proposed": lambda cast: cast.commitment.assignments.update(standing=Standing.PROPOSED),
    "departments_proposed": lambda cast: Department.objects.update(standing=Standing.PROPOSED),
    "definitions_open": lambda cast: Indicator.objects.update(approved_by=None, approved_on=None),
    "baselines_missing": lambda cast: cast.commitment.targets.update(baseline_state="missing"),
    "dropped_silently": lambda cast: drop_silently(cast),
    "links_proposed": lambda cast: PromiseLink.objects.create(plan=cast.plan, commitment=cast.commitment, kind="new"),
}
ALONG = {
    "words_open": lambda cast: SetAside.objects.filter(words__contains="停车泊位").delete(),
    "no_periods": lambda cast: cast.plan.periods.all().delete(),
    "dues_proposed": lambda cast: cast.plan.commitments.update(due_standing=Standing.PROPOSED),
    "milestones_proposed": lambda cast: make_milestone(cast.commitment),
    "trajectories_proposed": lambda cast: cast.commitment.trajectory.update(standing=Standing.PROPOSED),
    "baselines_proposed": lambda cast: cast.commitment.targets.update(baseline_state="proposed"),
}


def account_for_the_rest(cast):
    """Set aside every word of the cast's draft that is no commitment."""
    paragraph = Paragraph.objects.select_related("section__plan").get()
    for each in accounting.open_passages(paragraph, 2024):
        wish = accounting.AsideWish("covered")
        accounting.set_aside(paragraph, each.start, wish, by=cast.supervisor, at=moment())


@pytest.fixture
def settled(ready):
    ready.commitment.trajectory.update(standing=Standing.CONFIRMED)
    account_for_the_rest(ready)
    return ready


def test_every_item_of_the_checklist_has_a_case():
    assert {item.code: item.must for item in checklist.CHECK_ITEMS} == dict.fromkeys(SPOILED, True) | dict.fromkeys(
        ALONG, False
    )


@pytest.mark.parametrize("code", SPOILED)
def test_what_is_missing_keeps_the_plan_closed_and_is_named(settled, code):
    SPOILED[code](settled)
    with pytest.raises(Incomplete) as refused:
        open_it(settled)
    assert set(refused.value.fields) == {code}
    assert Plan.objects.get(pk=settled.plan.pk).state == PlanState.DRAFT


@pytest.mark.parametrize("code", ALONG)
def test_what_is_only_proposed_goes_along_and_is_on_record(settled, code):
    ALONG[code](settled)
    open_it(settled)
    assert HistoryEntry.objects.get(action="plan_open").after["along"] == {code: 1}


OF_COMMITMENTS = [item.code for item in checklist.CHECK_ITEMS if item.commitment]


@pytest.mark.parametrize("code", OF_COMMITMENTS)
def test_an_item_s_figure_and_its_list_are_the_same_commitments(settled, code):
    (SPOILED | ALONG)[code](settled)
    other = make_commitment(settled.plan, settled.department, "4-1-2", "新增停车泊位1万个")
    other.assignments.update(standing=Standing.CONFIRMED)
    listed = [row.code for row in checklist.commitments_named_by(settled.plan, code)]
    assert listed == ["4-1-1"]
    assert checklist.gaps_of([settled.plan])[settled.plan.pk][code] == 1


def test_an_item_nobody_knows_lists_every_commitment(settled):
    assert [row.code for row in checklist.commitments_named_by(settled.plan, "<b>")] == ["4-1-1"]


def test_another_plan_s_gaps_are_not_counted(settled):
    make_milestone(settled.commitment)
    empty = Plan(pk=0)
    assert checklist.gaps_of([empty, settled.plan])[0]["milestones_proposed"] == 0
    assert Milestone.objects.count() == 1


CHANGES = {
    "a text": lambda cast: cast.plan.sections.update(title="另一章"),
    "what is set aside": lambda cast: account_for_the_rest(cast),
    "a title": lambda cast: cast.plan.commitments.update(title="另一项"),
    "a target": lambda cast: cast.commitment.targets.update(value=9),
    "a duty": lambda cast: cast.commitment.assignments.update(department=cast.other),
    "a day": lambda cast: cast.plan.commitments.update(due="2024-11-30"),
    "a milestone": lambda cast: make_milestone(cast.commitment),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_draft_changed_since_it_was_looked_at_is_not_opened(ready, what):
    seen = opening.plan_version(ready.plan)
    assert opening.plan_version(ready.plan) == seen
    CHANGES[what](ready)
    with pytest.raises(Stale):
        open_it(ready, version=seen)


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin", "security_admin"])
def test_only_the_office_opens(ready, who):
    with pytest.raises(Refused):
        open_it(ready, by=getattr(ready, who))
    assert Plan.objects.get().state == PlanState.DRAFT


def test_once_only(ready):
    open_it(ready)
    with pytest.raises(Refused):
        open_it(ready)
    assert HistoryEntry.objects.filter(action="plan_open").count() == 1


def test_a_sample_is_opened_although_something_is_missing_and_says_so(ready):
    make_target(make_commitment(ready.plan, ready.department, "4-1-3", "打通不少于2条断头路"), "2", basis=Basis.LEVEL)
    open_it(ready, basis="", although="演示")
    assert HistoryEntry.objects.get(action="plan_open").note == "演示"
