"""Looking ahead: by how much a figure would miss its target, and how well earlier projections hit."""

from decimal import Decimal

from .shares import CENT, HUNDRED, rounded_share
from .target import Measure, Reading, is_met, told_figure


def shortfall_percent(measure: Measure, value: Decimal | None) -> Decimal | None:
    """Return by how many percent of the target `value` would miss it at the year's end, 0 when it meets it.

    None without a value, or for a target of zero, of which there is no share. A figure only to be exceeded
    (突破) and just reached misses by 0.01 %.
    """
    if value is None or measure.value == 0:
        return None
    if is_met(measure, Reading(value)):
        return Decimal(0)
    return max(rounded_share(shortfall(measure, value) / abs(measure.value) * HUNDRED), CENT)


def shortfall(measure: Measure, value: Decimal) -> Decimal:
    """Return by how much `value` would miss the target at the year's end, in the indicator's unit; below zero where
    there is more than was asked."""
    return value - measure.value if measure.keeps_within else measure.value - value


def project_along_plan(
    measure: Measure, value: Decimal, share: Decimal | None, to: Decimal = HUNDRED
) -> Decimal | None:
    """Return what `value`, standing for the expected `share`, becomes at the expected share `to` at the same ratio
    to plan, in the indicator's unit; None while nothing is expected or where nothing is paced."""
    if not measure.is_paced or not share:
        return None
    start = measure.starts_at or Decimal(0)
    return start + (value - start) * to / share


def absolute_error(predicted: Decimal, actual: Decimal) -> Decimal | None:
    """Return the absolute error in percent of the actual figure; None for an actual of zero."""
    return abs(predicted - actual) / abs(actual) * HUNDRED if actual else None


def mean_error(errors: list[Decimal]) -> Decimal | None:
    """Return the unweighted mean rounded to 0.01, or None of nothing."""
    return rounded_share(sum(errors, Decimal(0)) / len(errors)) if errors else None


def projection(measure: Measure, value: Decimal, expected: Decimal | None) -> Decimal | None:
    """Return the value projected to the year's end at the present ratio to plan, in the indicator's unit.

    None for rates and ceilings and while nothing is expected. Whole things are projected whole, others to 0.01, and
    neither onto a target that is missed.
    """
    projected = project_along_plan(measure, value, expected)
    return None if projected is None else told_figure(measure, projected)
