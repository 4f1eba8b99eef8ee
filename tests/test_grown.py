"""A demo that is grown for a measurement holds what was asked for, reports and figures included."""

import pytest

from benchmarks.grown import copy_within, grow, write_history
from commitments.models import HistoryEntry, Observation, ProgressUpdate, Target
from tests.world import make_approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7200")
    return cast


def test_a_plan_grows_to_exactly_so_many(reported):
    copy_within(reported.plan, [reported.commitment])
    grow(reported.plan, list(reported.plan.commitments.in_report_order()), 5)
    codes = list(reported.plan.commitments.values_list("code", flat=True))
    assert len(set(codes)) == 7


def test_a_copy_has_its_own_report_with_its_own_figure(reported):
    grow(reported.plan, [reported.commitment], 2)
    assert Target.objects.values("indicator").distinct().count() == 3
    assert ProgressUpdate.objects.approved().count() == 3
    assert Observation.objects.filter(update__commitment__plan=reported.plan, value=7200).count() == 3


def test_a_history_grows_to_exactly_so_many(reported):
    write_history(reported.plan, 50)
    assert HistoryEntry.objects.count() == 50
    assert HistoryEntry.objects.filter(commitment=reported.commitment).count() > 40
