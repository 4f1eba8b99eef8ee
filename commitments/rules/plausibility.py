"""What stands out in a report and is asked about, never forbidden: codes with figures, words are the template's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ..choices import Basis, Lamp


@dataclass(frozen=True)
class Doubt:
    """One thing to look at; `figures` go into its words."""

    code: str
    figures: dict = field(default_factory=dict)


def figure_doubts(
    now: Decimal | None, before: Decimal | None, earlier: Decimal | None, basis: str = Basis.FLOW
) -> Iterator[Doubt]:
    """Yield a fall of the cumulative figure, a tenfold jump, or an increment over twice all that came before.

    The three figures are one indicator's last ones, newest first, in its unit. A rate may fall as it likes.
    """
    if now is None or before is None:
        return
    gained = now - before
    if gained < 0 and basis != Basis.RATE:
        yield Doubt("fell", {"by": -gained})
    elif before > 0 and now >= 10 * before:
        yield Doubt("tenfold", {"by": gained, "before": before})
    elif before > 0 and earlier is not None and gained > 2 * before:
        yield Doubt("jump", {"by": gained, "before": before, "times": (gained / before).quantize(Decimal("0.1"))})


def lamp_doubts(own: str, computed: str) -> Iterator[Doubt]:
    """Yield that a department calls fine what is computed as far behind plan."""
    if computed == Lamp.RED and own in (Lamp.GREEN, Lamp.DONE):
        yield Doubt("far", {"own": own, "computed": computed})


def text_doubts(now: str, before: str) -> Iterator[Doubt]:
    """Yield that the text is last period's, whatever its spaces and line breaks."""
    if now.strip() and "".join(now.split()) == "".join(before.split()):
        yield Doubt("copied")
