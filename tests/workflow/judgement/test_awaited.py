"""While the data of a commitment without figures is not published it is pending, whatever was said before."""

import datetime

import pytest

from commitments.choices import Lamp, Reason, YearEnd
from commitments.workflow.judgement.assessment import judge_commitments, verdicts_on
from commitments.workflow.judgement.year_end import year_end_results
from commitments.workflow.snapshot.snapshot import Snapshot
from commitments.workflow.todo.waiting import open_waits
from tests.recomputation.rows import rows_of
from tests.recomputation.sheet import Sheet
from tests.world import TODAY, make_approved, make_commitment, make_update

pytestmark = pytest.mark.django_db
AWAITED = {"self_lamp": "", "data_expected": datetime.date(2024, 11, 5)}


@pytest.fixture
def waiting(cast):
    """Return a qualitative commitment that was green in June and whose data of September is not published."""
    made = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    make_approved(made, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15")
    make_approved(made, cast.reporter, cast.supervisor, **AWAITED)
    return made


def test_it_is_pending_with_the_last_lamp_beside_it(cast, waiting):
    verdict = judge_commitments(cast.plan, TODAY, [waiting])[0]
    assert (verdict.lamp, verdict.reason, verdict.last_lamp) == (Lamp.GREY, Reason.NOT_PUBLISHED, Lamp.GREEN)


def test_a_second_implementation_says_the_same(cast, waiting):
    stored = verdicts_on(cast.plan, TODAY)[waiting.pk]
    assert Sheet(rows_of(cast.plan)).verdicts(TODAY)["4-1-2"][:2] == (stored.lamp, stored.reason)


def test_at_the_year_s_end_its_class_is_open(cast, waiting):
    (result,) = year_end_results(Snapshot(cast.plan, TODAY, [waiting]))
    assert (result.code, result.components[0].why) == (YearEnd.OPEN, "awaited")


def test_a_draft_that_waits_for_it_is_marked_until_that_day(cast):
    made = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    make_update(made, cast.reporter, **AWAITED)
    marked = {day: [w.data_awaited for w in open_waits(cast.plan, day)] for day in (TODAY, AWAITED["data_expected"])}
    assert [sum(each) for each in marked.values()] == [1, 0]
