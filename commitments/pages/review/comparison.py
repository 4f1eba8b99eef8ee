"""One update beside the one before it: figures, lamps and marked texts, ready for the template."""

from dataclasses import dataclass
from decimal import Decimal

from ...models import Observation, ProgressUpdate
from ...rules.differences import differences
from ...workflow import assessment
from .warnings import Warning, warnings

TEXTS = ("narrative", "problems", "help_needed", "next_steps")


@dataclass(frozen=True)
class Side:
    """What one column shows; figures in the indicator's unit, `verdict` from the rules."""

    update: ProgressUpdate | None
    observation: Observation | None
    verdict: object
    texts: dict


@dataclass(frozen=True)
class Comparison:
    """The row pair of the review table; `gained` is the figure's change or None."""

    before: Side
    now: Side
    gained: Decimal | None
    warnings: list[Warning]
    target: object


def compare(update: ProgressUpdate) -> Comparison:
    """Return `update` beside the approved update of the period before."""
    previous = update.previous
    target = update.commitment.targets.select_related("indicator", "last_year", "baseline").order_by("pk").first()
    runs = {name: differences(getattr(previous, name, "") or "", getattr(update, name)) for name in TEXTS}
    now = side(update, target, {name: pair[1] for name, pair in runs.items()})
    before = side(previous, target, {name: pair[0] for name, pair in runs.items()})
    figures = [figure_of(now), figure_of(before), earlier_figure(previous, target)]
    gained = figures[0] - figures[1] if None not in figures[:2] else None
    return Comparison(before, now, gained, warnings(update, now.verdict, *figures), target)


def side(update, target, texts: dict) -> Side:
    if update is None:
        return Side(None, None, None, texts)
    observation = update.observations.filter(indicator=target.indicator).first() if target else None
    return Side(update, observation, assessment.preview(update), texts)


def figure_of(one: Side) -> Decimal | None:
    return one.observation.value if one.observation else None


def earlier_figure(previous, target) -> Decimal | None:
    """Return the figure two periods back, or None."""
    earlier = previous.previous if previous else None
    found = earlier.observations.filter(indicator=target.indicator).first() if earlier and target else None
    return found.value if found else None
