"""Acts that cross in the calendar, in delegations and where lamps are read while somebody changes them."""

import datetime
from functools import partial

from commitments.choices import UpdateState
from commitments.models import Commitment, Delegation, HistoryEntry, ProgressUpdate, ReportingPeriod, Verdict
from commitments.rules.lamp import Thresholds
from commitments.workflow import assessment, delegation, periods, reporting, review, thresholds
from tests.concurrency.racing import ROUNDS, one_of, refused
from tests.world import TODAY, make_commitment, make_target, moment

NOW = moment("2024-10-20")
LATER = datetime.date(2024, 10, 28)


def recorded(*actions) -> int:
    return HistoryEntry.objects.filter(action__in=actions).count()


def test_no_time_is_given_in_a_period_that_is_closed_at_the_same_moment(cast, race):
    period = cast.plan.periods.get(code="2024-Q3")
    for number in range(1, ROUNDS + 1):
        before = period.extensions.count()
        given, closed = race(
            partial(periods.extend, period, cast.department, LATER, reason="核数。", by=cast.supervisor, at=NOW),
            partial(periods.close_period, period, by=cast.second_supervisor, at=NOW),
        )
        assert not refused(closed)
        assert period.extensions.count() == before + (not refused(given))
        assert recorded("period_close") == number
        last = HistoryEntry.objects.order_by("-pk").values_list("action", flat=True).first()
        assert last == "period_close"
        ReportingPeriod.objects.filter(pk=period.pk).update(closed=None)
    assert recorded("period_extend") == period.extensions.count()


def test_a_delegation_is_given_once(cast, race):
    approver = cast.with_approver()
    same = {"starts": TODAY, "ends": TODAY, "by": approver, "at": NOW}
    for _round in range(ROUNDS):
        give = partial(delegation.delegate, deputy=cast.reporter, **same)
        assert one_of(race(give, give))
        Delegation.objects.get(revoked_at=None)
        Delegation.objects.update(revoked_at=NOW)
    assert recorded("delegation_give") == ROUNDS


def test_of_two_changes_of_the_thresholds_one_counts(cast, race):
    for number in range(1, ROUNDS + 1):
        drawn, days = thresholds.seen(cast.plan), (2 * number % 300 + 1, 2 * number % 300 + 2)
        answers = race(
            *(
                partial(
                    thresholds.change, cast.plan, Thresholds(milestone_days=each), by=by, at=NOW, reason="调整。",
                    drawn_from=drawn,
                )
                for each, by in zip(days, (cast.supervisor, cast.second_supervisor), strict=True)
            )
        )  # fmt: skip
        assert one_of(answers)
        assert cast.plan.threshold_changes.count() == recorded("thresholds_change") == number


def test_reading_the_lamps_never_brings_back_an_old_one(cast, race, rounds, more_rounds, written):
    day, all_rows = NOW.date(), Commitment.objects.filter(plan=cast.plan)
    all_rows.update(withdrawn_on=cast.plan.starts, withdrawn_reason="另一轮。")
    # Some company, so that the reader is still judging when the other has decided.
    all_rows.filter(pk__in=[row.pk for row in more_rounds[:25]]).update(withdrawn_on=None)
    for commitment in rounds:
        Verdict.objects.all().delete()
        all_rows.filter(pk=commitment.pk).update(withdrawn_on=None)
        update = written(commitment)
        answers = race(
            partial(assessment.verdicts_on, cast.plan, day),
            partial(review.approve, update, by=cast.supervisor, at=NOW),
        )
        assert not any(map(refused, answers))
        assert Verdict.objects.get(commitment=commitment, on=day).update == update
        all_rows.filter(pk=commitment.pk).update(withdrawn_on=cast.plan.starts)


def test_reports_that_share_an_indicator_wait_for_one_another(cast, race, written):
    second = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    make_target(second, indicator=cast.target.indicator, value="9000", wording="9000根")
    for number in range(1, ROUNDS + 1):
        updates = [written(commitment, UpdateState.DRAFT) for commitment in (cast.commitment, second)]
        updates[0].observations.create(indicator=cast.target.indicator, value=7200, cutoff=updates[0].cutoff)
        sends = [partial(reporting.send, each, by=cast.reporter, at=NOW) for each in updates]
        assert not any(map(refused, race(*sends)))
        assert recorded("update_submit") == 2 * number
        ProgressUpdate.objects.all().delete()
