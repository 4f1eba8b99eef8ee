"""How well the projections of past periods hit what came later, beside the departments' forecasts."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from ...choices import DataState
from ...models import Plan, ReportingPeriod
from ...rules import projections
from ...rules.pace import expected_share
from ...rules.shares import HUNDRED
from ...rules.target import whole_units
from ..snapshot.snapshot import Snapshot
from .outlook import TargetOutlook, outlooks, plan_snapshot


@dataclass(frozen=True)
class Trial:
    """One target of one past period: both predictions of the later actual, at its cut-off, in its unit."""

    code: str
    cutoff: date
    actual: Decimal
    projected: Decimal
    forecast: Decimal | None
    at_year_end: bool


@dataclass(frozen=True)
class Backtest:
    """The trials of one period; errors are mean absolute percentage errors."""

    period: ReportingPeriod
    trials: list[Trial]

    def mean(self, name: str, *, both: bool = False) -> tuple[Decimal | None, int]:
        """Return (mean error, how many) of "projected" or "forecast"; with `both` where both were made."""
        rows = [t for t in self.trials if t.forecast is not None or (name == "projected" and not both)]
        errors = [projections.absolute_error(getattr(trial, name), trial.actual) for trial in rows]
        return projections.mean_error(errors), len(errors)


def backtest(plan: Plan, on: date) -> list[Backtest]:
    """Return one back-test for every period that was followed by a later one, oldest first.

    What counted for a period is what was approved before the next one opened. It is compared with the newest figure
    known on `on`: the year's end where there is one, else both predictions are taken along the trajectory to that
    figure's cut-off. Targets without later data, without anything expected, or with an actual of zero are left out.
    """
    periods = list(plan.periods.begun(on))[::-1]
    latest = {each.target.pk: each for each in outlooks(plan_snapshot(plan, on))}
    found = []
    for period, following in pairwise(periods):
        then = plan_snapshot(plan, following.opened - timedelta(days=1), period=period)
        trials = [trial_of(each, latest.get(each.target.pk), then) for each in outlooks(then)]
        found.append(Backtest(period, [each for each in trials if each]))
    return found


def trial_of(then: TargetOutlook, now: TargetOutlook | None, known: Snapshot) -> Trial | None:
    """Return the trial of a target, or None when there is nothing to compare."""
    if then.projection is None or now is None or now.observation.state != DataState.GIVEN:
        return None
    cutoff, actual = now.observation.cutoff, now.observation.value
    if cutoff <= then.observation.cutoff or not actual:
        return None
    pace = known.target_facts(then.commitment, then.target).pace
    share = HUNDRED if cutoff >= pace.due else expected_share(pace, cutoff, whole_units(then.measure))
    projected = projections.project_along_plan(then.measure, then.observation.value, then.component.expected, share)
    forecast = then.forecast
    if forecast is not None:
        forecast = projections.project_along_plan(then.measure, forecast, HUNDRED, share)
    return Trial(then.commitment.code, cutoff, actual, projected, forecast, cutoff >= pace.due)
