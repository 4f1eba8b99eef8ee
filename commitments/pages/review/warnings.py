"""What the office should look at before it approves: codes with figures, words are the template's."""

from dataclasses import dataclass, field
from decimal import Decimal

from ...choices import DataState, Lamp
from ...rules.period import is_stale
from .forerunners import figures_of


@dataclass(frozen=True)
class Warning:
    """One thing to look at; `figures` go into its words, in the unit of `indicator` where it is about one."""

    code: str
    figures: dict = field(default_factory=dict)
    indicator: object = None


def warnings(update, verdict, behind: list) -> list[Warning]:
    """Return what stands out in `update`; `behind` are the approved updates of earlier periods, the latest first."""
    found = list(jumps(update, behind))
    if verdict.lamp == Lamp.DONE and all(file.withdrawn_at for file in update.evidence.all()):
        found.append(Warning("no_evidence"))
    if update.self_lamp and verdict.lamp not in (Lamp.GREY, update.self_lamp):
        found.append(Warning("disagrees", {"own": update.self_lamp, "computed": verdict.lamp}))
    if is_stale(update.cutoff, update.period.ends):
        found.append(Warning("stale", {"cutoff": update.cutoff}))
    rows = update.observations.all()
    return found + [
        Warning("not_comparable", indicator=r.indicator) for r in rows if r.state == DataState.NOT_COMPARABLE
    ]


def jumps(update, behind: list):
    """Yield the warnings of every indicator the update gives a figure for."""
    before, earlier = ([figures_of(row) for row in behind[:2]] + [{}, {}])[:2]
    for row in update.observations.all():
        pk = row.indicator_id
        if row.value is not None and pk in before:
            yield from figure_warnings(row.indicator, row.value, before[pk], earlier.get(pk))


def figure_warnings(indicator, now: Decimal, before: Decimal, earlier: Decimal | None):
    """Yield a fall of the cumulative figure, a tenfold jump, or an increment over twice all that came before."""
    gained = now - before
    if gained < 0:
        yield Warning("fell", {"by": -gained}, indicator)
    elif before > 0 and now >= 10 * before:
        yield Warning("tenfold", {"by": gained, "before": before}, indicator)
    elif before > 0 and earlier is not None and gained > 2 * before:
        times = (gained / before).quantize(Decimal("0.1"))
        yield Warning("jump", {"by": gained, "before": before, "times": times}, indicator)
