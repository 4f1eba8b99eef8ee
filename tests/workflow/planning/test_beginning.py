"""A plan is begun as a draft, once for each year and level."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from commitments.choices import PlanState
from commitments.models import HistoryEntry, Plan
from commitments.rules.facts import Thresholds
from commitments.workflow.office import thresholds
from commitments.workflow.planning import beginning
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.refusals import Incomplete, Refused
from tests.world import make_plan, moment

pytestmark = pytest.mark.django_db
NEXT = NewPlan(2025, "district", "武昌区2025年计划")


def begin(cast, new=NEXT, **more):
    return beginning.begin_plan(new, by=cast.supervisor, at=moment(), **more)


def test_a_new_plan_is_an_empty_draft_named_like_the_others_of_its_level(cast):
    plan = begin(cast)
    assert (plan.key, plan.state, plan.commitments.count()) == ("wuchang-2025", PlanState.DRAFT, 0)
    assert (plan.starts, plan.ends) == (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    entry = HistoryEntry.objects.get(action="plan_add")
    assert (entry.actor, entry.subject, entry.after["year"]) == (cast.supervisor, "wuchang-2025", 2025)


@pytest.mark.parametrize(
    ("new", "errors"),
    [
        (NewPlan(2024, "district", "又一个"), {"year": "taken"}),
        (NewPlan(1999, "district", "太早"), {"year": "range"}),
        (NewPlan(2025, "village", "乡级"), {"level": "unknown"}),
        (NewPlan(2025, "district", " "), {"title": "required"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(cast, new, errors):
    with pytest.raises(Incomplete) as refused:
        begin(cast, new)
    assert refused.value.fields == errors
    assert Plan.objects.count() == 1


def test_another_level_of_the_same_year_is_another_plan(cast):
    assert begin(cast, NewPlan(2024, "city", "武汉市2024年计划")).key == "city-2024"


def test_the_database_refuses_a_second_plan_of_a_year_and_level_whoever_asks(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_plan("other-2024")
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin"])
def test_only_the_office_begins_and_deletes_plans(cast, who):
    plan = begin(cast)
    with pytest.raises(Refused):
        beginning.begin_plan(NewPlan(2026, "district", "计划"), by=getattr(cast, who), at=moment())
    with pytest.raises(Refused):
        beginning.drop_draft(plan, by=getattr(cast, who), at=moment())
    assert Plan.objects.count() == 2


def test_calendar_and_thresholds_of_the_year_s_end_go_along(cast):
    new = Thresholds(milestone_days=20)
    thresholds.change_thresholds(cast.plan, new, by=cast.supervisor, at=moment(), reason="从严。")
    plan = begin(cast, like=cast.plan)
    assert (plan.milestone_days, plan.presented_by, plan.due_day) == (20, "区发改局", cast.plan.due_day)


def test_a_draft_is_deleted_with_all_that_is_in_it_and_an_open_plan_never(cast):
    plan = begin(cast)
    beginning.drop_draft(plan, by=cast.supervisor, at=moment())
    with pytest.raises(Refused):
        beginning.drop_draft(cast.plan, by=cast.supervisor, at=moment())
    assert list(Plan.objects.all()) == [cast.plan]
    assert HistoryEntry.objects.filter(action="plan_drop", subject="wuchang-2025").exists()
