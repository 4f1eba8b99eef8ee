"""What a draft lacks where plans share an indicator: a figure is entered once, and waited for there alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import DataState, Level
from commitments.models import Indicator, Observation
from commitments.workflow.todo.waiting import open_waits
from tests.world import TODAY, make_commitment, make_plan, make_target, make_update

pytestmark = pytest.mark.django_db


def awaited(update, indicator):
    Observation.objects.create(
        update=update, indicator=indicator, state=DataState.AWAITED, expected_on="2024-11-05", cutoff=update.cutoff
    )


def city(cast):
    """Return a commitment of the city's plan on the district's indicator."""
    made = make_commitment(make_plan("wuhan-2024", level=Level.CITY, title="武汉市计划（样例）"), cast.department)
    make_target(made, indicator=cast.target.indicator)
    return made


def another(commitment):
    """Return a second indicator of the commitment, entered there."""
    parking = Indicator.objects.create(name="停车泊位", unit="个", basis="flow", owner=commitment.lead)
    make_target(commitment, indicator=parking)
    return parking


def test_a_figure_entered_in_another_plan_is_not_lacking_here(cast):
    made = city(cast)
    awaited(make_update(made, cast.reporter), another(made))
    assert [wait.data_awaited for wait in open_waits(made.plan, TODAY)] == [True]


def test_where_it_is_entered_it_is_lacking_whatever_other_plans_share_it(cast):
    city(cast)
    awaited(make_update(cast.commitment, cast.reporter), another(cast.commitment))
    assert [wait.data_awaited for wait in open_waits(cast.plan, TODAY)] == [False]


def test_it_costs_the_same_for_many_drafts(cast):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert len(open_waits(cast.plan, TODAY)) > 0
        return len(captured)

    awaited(make_update(cast.commitment, cast.reporter), cast.target.indicator)
    one = queries()
    for order in range(2, 7):
        made = make_commitment(cast.plan, cast.department, f"4-1-{order}")
        awaited(make_update(made, cast.reporter), make_target(made).indicator)
    assert queries() == one
