"""What the office should look at before it approves: codes with figures, words are the template's."""

from dataclasses import dataclass
from decimal import Decimal

from ...choices import DataState, Lamp
from ...models import Evidence
from ...rules.period import is_stale


@dataclass(frozen=True)
class Warning:
    """One thing to look at; `figures` go into its words."""

    code: str
    figures: dict


def warnings(update, verdict, now: Decimal | None, before: Decimal | None, earlier: Decimal | None) -> list[Warning]:
    """Return what stands out in `update`: `now`, `before` and `earlier` are its indicator's last three figures."""
    found = [*figure_warnings(now, before, earlier)]
    if verdict.lamp == Lamp.DONE and not Evidence.objects.standing().behind(update).exists():
        found.append(Warning("no_evidence", {}))
    if update.self_lamp and verdict.lamp not in (Lamp.GREY, update.self_lamp):
        found.append(Warning("disagrees", {"own": update.self_lamp, "computed": verdict.lamp}))
    if is_stale(update.cutoff, update.period.ends):
        found.append(Warning("stale", {"cutoff": update.cutoff}))
    if any(figure.state == DataState.NOT_COMPARABLE for figure in update.observations.all()):
        found.append(Warning("not_comparable", {}))
    return found


def figure_warnings(now, before, earlier):
    """Yield a fall of the cumulative figure, a tenfold jump, or an increment over twice all that came before."""
    if now is None or before is None:
        return
    gained = now - before
    if gained < 0:
        yield Warning("fell", {"by": -gained})
    elif before > 0 and now >= 10 * before:
        yield Warning("tenfold", {"by": gained, "before": before})
    elif before > 0 and earlier is not None and gained > 2 * before:
        yield Warning("jump", {"by": gained, "before": before, "times": (gained / before).quantize(Decimal("0.1"))})
