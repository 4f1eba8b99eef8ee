"""A figure of last year approved or corrected later moves the draft of next year, but nothing typed or adopted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from commitments.choices import BaselineState, Basis, PlanState
from commitments.models import HistoryEntry, Observation, Plan, Target, Verdict
from commitments.workflow.planning import draft_baselines
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.continuation import continue_plan
from commitments.workflow.planning.draft_baselines import BaselineEdit
from commitments.workflow.reports import corrections, entries, moves, review
from commitments.workflow.reports.entries import Figure
from tests.world import make_approved, make_commitment, make_target, moment

pytestmark = pytest.mark.django_db
NEXT = NewPlan(2025, "district", "武昌区2025年计划")


@pytest.fixture
def level(cast):
    made = make_commitment(cast.plan, cast.department, "4-1-3", "打通不少于2条断头路", kind="stock")
    return make_target(made, "60", "条", basis=Basis.LEVEL, baseline_state=BaselineState.CONFIRMED, wording="2条")


def approve(cast, level, value, period="2024-Q3", day="2024-10-20", finality="provisional"):
    figures = {level.indicator_id: Figure(value=Decimal(value), finality=finality)}
    return make_approved(level.commitment, cast.reporter, cast.supervisor, period, day, figures=figures)


def carry_on(cast):
    continue_plan(cast.plan, NEXT, by=cast.supervisor, at=moment("2024-10-24"))


def carried() -> Target:
    rows = Target.objects.select_related("baseline", "last_year", "commitment")
    return rows.get(commitment__plan__year=2025, commitment__code="4-1-3")


def correct(cast, update, value):
    """Have the figure of an approved report corrected and the correction approved."""
    made = corrections.start_correction(update, by=cast.reporter, at=moment("2024-10-28"), reason="漏算。")
    entry = entries.entry_of(made)
    figures = {pk: replace(figure, value=Decimal(value)) for pk, figure in entry.figures.items()}
    said = {"by": cast.reporter, "version": made.version}
    made = corrections.save_correction(made, replace(entry, figures=figures), "漏算。", **said)
    moves.send_report(made, by=cast.reporter, at=moment("2024-10-28"))
    made.refresh_from_db()
    return review.approve_report(made, by=cast.supervisor, at=moment("2024-10-29"))


def test_a_late_approval_moves_baseline_and_comparison_and_is_on_record(cast, level):
    approve(cast, level, 55)
    carry_on(cast)
    approve(cast, level, 58, "2024-Q4", "2025-01-15", "final")
    target = carried()
    assert (target.baseline.value, str(target.baseline.cutoff)) == (58, "2024-12-31")
    assert (target.last_year.value, target.baseline_state) == (58, BaselineState.CONFIRMED)
    assert (target.commitment.last_year_value, target.commitment.last_year_quote) == (58, "58条")
    entry = HistoryEntry.objects.get(action="baseline_follow")
    assert entry.before == {"指标4-1-3": {"baseline": "55 2024-09-30", "last_year": "55 2024-09-30"}}
    assert entry.after == {"指标4-1-3": {"baseline": "58 2024-12-31", "last_year": "58 2024-12-31"}}
    assert Verdict.objects.filter(commitment=target.commitment, on="2025-01-15").exists()


def test_a_correction_of_the_same_day_s_figure_is_followed_too(cast, level):
    update = approve(cast, level, 55)
    carry_on(cast)
    correct(cast, update, 52)
    assert (carried().baseline.value, carried().baseline_state) == (52, BaselineState.PROPOSED)
    assert Observation.objects.reference().filter(indicator=level.indicator).count() == 1


def test_a_missing_baseline_is_filled_and_a_waived_one_stays_waived(cast, level):
    carry_on(cast)
    assert carried().baseline_state == BaselineState.MISSING
    approve(cast, level, 55)
    assert (carried().baseline.value, carried().baseline_state) == (55, BaselineState.PROPOSED)
    Target.objects.filter(pk=carried().pk).update(baseline=None, baseline_state=BaselineState.WAIVED)
    approve(cast, level, 58, "2024-Q4", "2025-01-15")
    assert (carried().baseline, carried().baseline_state) == (None, BaselineState.WAIVED)


def test_a_baseline_somebody_typed_stays(cast, level):
    approve(cast, level, 55)
    carry_on(cast)
    target, plan = carried(), Plan.objects.get(year=2025)
    draft_baselines.set_baseline(target, BaselineEdit(Decimal(50)), plan)
    target.save()
    approve(cast, level, 58, "2024-Q4", "2025-01-15")
    assert (carried().baseline.value, carried().last_year.value) == (50, 50)


def test_a_carried_baseline_of_the_last_day_can_be_typed_over(cast, level):
    approve(cast, level, 58, "2024-Q4", "2024-10-20", "final")
    carry_on(cast)
    target, plan = carried(), Plan.objects.get(year=2025)
    Observation.objects.reference().update(cutoff="2024-12-31")
    draft_baselines.set_baseline(target, BaselineEdit(Decimal(50)), plan)
    assert (target.baseline.value, target.baseline.taken_from) == (50, None)


def test_what_an_opened_plan_adopted_stays(cast, level):
    update = approve(cast, level, 55)
    carry_on(cast)
    Plan.objects.filter(year=2025).update(state=PlanState.OPEN)
    correct(cast, update, 52)
    assert carried().baseline.value == 55
    assert not HistoryEntry.objects.filter(action="baseline_follow").exists()


def test_what_is_not_measured_by_the_draft_changes_nothing(cast, level):
    carry_on(cast)
    Target.objects.filter(pk=carried().pk).delete()
    approve(cast, level, 55)
    assert HistoryEntry.objects.filter(action="update_approve").exists()
    assert not HistoryEntry.objects.filter(action="baseline_follow").exists()
