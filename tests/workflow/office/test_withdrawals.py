"""A commitment withdrawn with a reason: it counts on the days before and no longer from its day on."""

import datetime

import pytest

from commitments.choices import PlanState, UpdateState
from commitments.documents.bulletin_data import bulletin_data
from commitments.models import Commitment, HistoryEntry, Plan, ProgressUpdate
from commitments.workflow.judgement import assessment
from commitments.workflow.office import withdrawals
from commitments.workflow.refusals import Incomplete, Refused
from commitments.workflow.reports import contributions, moves, review
from tests.world import (
    TODAY,
    file_contribution,
    make_approved,
    make_commitment,
    make_contribution,
    make_target,
    make_update,
    moment,
)

DAY, BEFORE = datetime.date(2024, 10, 20), datetime.date(2024, 10, 19)


def withdraw(cast, commitment=None, **more):
    said = {"by": cast.supervisor, "at": moment(str(DAY)), "reason": "并入他项。"} | more
    return withdrawals.withdraw_commitment(commitment or cast.commitment, **said)


def judged(cast, day) -> set:
    return set(assessment.verdicts_on(cast.plan, day))


def test_it_counts_on_the_days_before_and_not_from_its_day_on(cast):
    withdraw(cast)
    assert [judged(cast, day) for day in (BEFORE, DAY, TODAY)] == [{cast.commitment.pk}, set(), set()]


def test_days_judged_before_stay_and_later_ones_lose_it(cast):
    for day in (BEFORE, DAY, TODAY):
        judged(cast, day)
    withdraw(cast)
    assert [judged(cast, day) for day in (BEFORE, DAY, TODAY)] == [{cast.commitment.pk}, set(), set()]


def test_what_shares_its_indicator_keeps_its_figures(cast):
    second = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    make_target(second, indicator=cast.target.indicator)
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    withdraw(cast)
    assert assessment.verdicts_on(cast.plan, TODAY)[second.pk].actual == 6200


def test_it_is_recorded_with_its_reason_and_nothing_is_deleted(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    withdraw(cast)
    entry = HistoryEntry.objects.get(action="commitment_withdraw")
    assert (entry.note, entry.after, entry.approved) == ("并入他项。", {"withdrawn_on": "2024-10-20"}, True)
    assert Commitment.objects.get().withdrawn_reason == "并入他项。"
    assert ProgressUpdate.objects.get().state == UpdateState.APPROVED


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin"])
def test_it_belongs_to_the_office(cast, who):
    with pytest.raises(Refused):
        withdraw(cast, by=getattr(cast, who))


def test_only_once_with_a_reason_and_of_an_open_plan(cast):
    with pytest.raises(Incomplete):
        withdraw(cast, reason=" ")
    Plan.objects.update(state=PlanState.CLOSED)
    with pytest.raises(Refused):
        withdraw(cast)
    Plan.objects.update(state=PlanState.OPEN)
    withdraw(cast)
    with pytest.raises(Refused):
        withdraw(cast)
    assert HistoryEntry.objects.filter(action="commitment_withdraw").count() == 1


def test_nothing_is_written_or_decided_for_it_any_more(cast):
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    withdraw(cast)
    for act in (
        lambda: review.approve_report(update, by=cast.supervisor, at=moment("2024-10-21")),
        lambda: moves.withdraw_report(update, by=cast.reporter, at=moment("2024-10-21")),
        lambda: make_update(cast.commitment, cast.reporter, "2024-Q2", value="3500"),
    ):
        with pytest.raises(Refused):
            act()
    assert not ProgressUpdate.objects.awaiting_review().exists()


def test_a_contribution_asked_for_it_is_owed_no_more(cast):
    contribution = file_contribution(make_contribution(cast.commitment, cast.other, cast.reporter), cast.outsider)
    withdraw(cast)
    with pytest.raises(Refused):
        contributions.take_over_contribution(contribution, by=cast.reporter, at=moment("2024-10-21"))


def test_a_bulletin_of_a_day_before_holds_it(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    withdraw(cast)
    period = cast.plan.periods.get(code="2024-Q3")
    held = ["新增新能源充电桩" in str(bulletin_data(period, on)) for on in (BEFORE, DAY)]
    assert held == [True, False]
