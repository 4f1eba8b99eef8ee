"""The whole sample plan, every day of 2024: the product and a spreadsheet that shares nothing with it agree."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection

from commitments.models import ProgressUpdate, User
from commitments.rules.facts import Thresholds
from commitments.workflow.judgement import assessment
from commitments.workflow.office import thresholds, withdrawals
from commitments.workflow.reports import moves
from tests.recomputation.rows import rows_of
from tests.recomputation.sheet import Sheet
from tests.world import moment

YEAR = [datetime.date(2024, 1, 1) + datetime.timedelta(days=n) for n in range(366)]
# The arithmetic does not depend on the database, which other tests run on both of.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a year of verdicts, computed once"),
]


def product(plan, commitments, day) -> dict:
    """Return code → (lamp, reason, attained, expected, gap) as the product judges."""
    verdicts = assessment.judge_commitments(plan, day, commitments)
    return {v.commitment.code: (v.lamp, v.reason, *map(exact, (v.attained, v.expected, v.gap))) for v in verdicts}


def exact(value: Decimal | None):
    return None if value is None else Fraction(value)


def test_no_verdict_of_any_day_of_the_year_differs(rehearsed):
    plan, sheet = rehearsed.plan, Sheet(rows_of(rehearsed.plan))
    commitments = list(plan.commitments.standing().in_report_order())
    seen, differences = set(), []
    for day in YEAR:
        ours, theirs = product(plan, commitments, day), sheet.verdicts(day)
        seen |= {(verdict[0], verdict[1]) for verdict in theirs.values()}
        differences += [(day, code, ours[code], theirs[code]) for code in ours if ours[code] != theirs[code]]
    assert len(commitments) == 195
    assert len(seen) >= 15, seen
    assert differences == []


def test_the_comparison_notices_a_threshold_moved(rehearsed):
    rows = rows_of(rehearsed.plan)
    rows["plan"]["yellow_at"] += 9
    commitments = list(rehearsed.plan.commitments.standing().in_report_order())
    assert product(rehearsed.plan, commitments, YEAR[297]) != Sheet(rows).verdicts(YEAR[297])


def test_nor_does_one_after_reports_were_taken_back(rehearsed):
    plan, today = rehearsed.plan, moment("2024-10-24", "17:00")
    commitments = list(plan.commitments.standing().in_report_order())
    before = product(plan, commitments, YEAR[296])
    waiting = ProgressUpdate.objects.awaiting_review().filter(commitment__plan=plan).order_by("pk")
    for update in waiting.select_related("author__department", "commitment")[::2]:
        moves.withdraw_report(update, by=update.author, at=today)
    sheet = Sheet(rows_of(plan))
    assert len(sheet.rows["taken_back"]) >= 3
    for day in YEAR[288:299]:
        assert product(plan, commitments, day) == sheet.verdicts(day)
    assert product(plan, commitments, YEAR[296]) == before
    assert product(plan, commitments, YEAR[298]) != before


def test_nor_does_one_after_thresholds_moved_and_a_commitment_was_withdrawn(rehearsed):
    plan, office = rehearsed.plan, User.objects.filter(role="supervisor").first()
    day, gone = moment("2024-10-22"), plan.commitments.get(code="4-1-1")
    before = product(plan, list(plan.commitments.standing_on(YEAR[290])), YEAR[290])
    thresholds.change_thresholds(plan, Thresholds(Decimal(-2), Decimal(-12), 7), by=office, at=day, reason="从严掌握。")
    withdrawals.withdraw_commitment(gone, by=office, at=day, reason="并入他项。")
    sheet = Sheet(rows_of(plan))
    for on in YEAR[290:299]:
        ours = product(plan, list(plan.commitments.standing_on(on)), on)
        assert ours == sheet.verdicts(on)
        assert ("4-1-1" in ours) == (on < day.date())
    assert product(plan, list(plan.commitments.standing_on(YEAR[290])), YEAR[290]) == before
    red = [sum(verdict[0] == "red" for verdict in sheet.verdicts(on).values()) for on in (YEAR[294], YEAR[295])]
    assert red[0] < red[1]
