"""What the office should look at before it approves: codes with figures, words are the template's."""

from decimal import Decimal

from ...choices import DataState, Lamp
from ...models import Evidence
from ...rules.period import is_stale
from ...rules.plausibility import Doubt as Warning
from ...rules.plausibility import figure_doubts


def warnings(update, verdict, now: Decimal | None, before: Decimal | None, earlier: Decimal | None) -> list[Warning]:
    """Return what stands out in `update`: `now`, `before` and `earlier` are its indicator's last three figures."""
    found = [*figure_doubts(now, before, earlier)]
    if verdict.lamp == Lamp.DONE and not Evidence.objects.standing().behind(update).exists():
        found.append(Warning("no_evidence", {}))
    if update.self_lamp and verdict.lamp not in (Lamp.GREY, update.self_lamp):
        found.append(Warning("disagrees", {"own": update.self_lamp, "computed": verdict.lamp}))
    if is_stale(update.cutoff, update.period.ends):
        found.append(Warning("stale", {"cutoff": update.cutoff}))
    if any(figure.state == DataState.NOT_COMPARABLE for figure in update.observations.all()):
        found.append(Warning("not_comparable", {}))
    return found
