"""What the office settles in a draft in lists: its head, names of departments."""

import dataclasses

import pytest

from commitments.choices import PlanState, Standing
from commitments.models import Department, HistoryEntry, Plan
from commitments.workflow.planning import settling
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.continuation import continue_plan
from commitments.workflow.refusals import Refused, Stale
from tests.world import make_department, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    return continue_plan(cast.plan, NewPlan(2025, "district", "武昌区2025年计划"), by=cast.supervisor, at=moment())


def by_office(cast):
    return {"by": cast.supervisor, "at": moment()}


def test_the_head_of_the_report_is_stored_with_what_it_was(cast, draft):
    new = dataclasses.replace(settling.plan_facts(draft), presented_by="区政府")
    settling.set_plan_facts(draft, new, **by_office(cast))
    entry = HistoryEntry.objects.get(action="plan_change")
    assert Plan.objects.get(pk=draft.pk).presented_by == "区政府"
    assert (entry.before["presented_by"], entry.after["presented_by"]) == ("区发改局", "区政府")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(cast, draft):
    seen = settling.plan_facts(draft)
    settling.set_plan_facts(draft, dataclasses.replace(seen, presented_by="区政府"), **by_office(cast))
    with pytest.raises(Stale):
        settling.set_plan_facts(draft, dataclasses.replace(seen, title="又一个"), seen=seen, **by_office(cast))
    assert Plan.objects.get(pk=draft.pk).presented_by == "区政府"


def test_only_names_the_draft_needs_are_confirmed_and_each_is_on_record(cast, draft):
    stranger = make_department("CGJ", "区城管局", standing=Standing.PROPOSED)
    Department.objects.update(standing=Standing.PROPOSED)
    keys = [stranger.pk, cast.department.pk]
    assert settling.confirm_departments(draft, keys, **by_office(cast)) == [cast.department]
    assert list(Department.objects.filter(standing=Standing.CONFIRMED)) == [cast.department]
    assert HistoryEntry.objects.get(action="department_change").subject == "区建设局"


def acts(cast, draft):
    facts = settling.plan_facts(draft)
    return (
        lambda **who: settling.set_plan_facts(draft, facts, **who),
        lambda **who: settling.confirm_departments(draft, [], **who),
    )


@pytest.mark.parametrize("number", range(2))
@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin"])
def test_nobody_but_the_office_settles_anything(cast, draft, who, number):
    with pytest.raises(Refused):
        acts(cast, draft)[number](by=getattr(cast, who), at=moment())


@pytest.mark.parametrize("number", range(2))
def test_past_the_draft_nothing_is_settled_here(cast, draft, number):
    Plan.objects.update(state=PlanState.OPEN)
    with pytest.raises(Refused):
        acts(cast, draft)[number](**by_office(cast))
