"""What stands out in a report and is asked about, never forbidden: codes with figures, words are the template's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ..choices import Basis, Lamp


@dataclass(frozen=True)
class PlausibilityFlag:
    """One thing to look at; `figures` go into its words."""

    code: str
    figures: dict = field(default_factory=dict)


# A first figure is asked about from this many times what was promised for the whole year; a rate only if it is
# also this many points away.
FAR, FAR_POINTS = 5, 10
# A gain is asked about from this many times below the last one, if the figure itself is at most so many times above it.
SMALL_GAIN, NEAR_GAIN = 5, 3


def figure_flags(
    now: Decimal | None,
    before: Decimal | None,
    earlier: Decimal | None,
    basis: str = Basis.FLOW,
    promised: Decimal | None = None,
) -> Iterator[PlausibilityFlag]:
    """Yield a fall of the cumulative figure, a tenfold jump, an increment over twice all that came before, or one that
    looks as if it had been typed instead of the cumulative figure.

    The three figures are one indicator's last ones, newest first, in its unit; `promised` is the largest value the
    year may reach by plan: see `target_flags`. A rate may fall as it likes.
    """
    if now is not None and not before:
        yield from target_flags(now, promised, basis)
    if now is None or before is None:
        return
    gained = now - before
    if gained < 0 and basis != Basis.RATE:
        yield PlausibilityFlag("fell", {"by": -gained})
    elif before > 0 and now >= 10 * before:
        yield PlausibilityFlag("tenfold", {"by": gained, "before": before})
    elif before > 0 and earlier is not None and gained > 2 * before:
        yield PlausibilityFlag(
            "jump", {"by": gained, "before": before, "times": (gained / before).quantize(Decimal("0.1"))}
        )
    elif basis == Basis.FLOW and is_typed_increment(now, gained, last := before - (earlier or 0)):
        yield PlausibilityFlag("increment", {"by": gained, "before": last, "now": now, "sum": before + now})


def is_typed_increment(now: Decimal, gained: Decimal, last_gain: Decimal) -> bool:
    """Whether a cumulative figure may be this period's increment: it gains far less than was gained last, and lies
    itself near what was gained last (5,600 after 5,460, when the last period brought 2,480)."""
    return 0 < gained * SMALL_GAIN < last_gain and now <= NEAR_GAIN * last_gain


@dataclass(frozen=True)
class Gain:
    """What a cumulative figure for a period means: how much it is more than the last one, and what that one gained.

    `last` is None where nothing says it; `since` is the last figure's period where one lies between.
    """

    period: str
    by: Decimal
    last: Decimal | None = None
    since: str = ""


def target_flags(now: Decimal, promised: Decimal | None, basis: str) -> Iterator[PlausibilityFlag]:
    """Yield that a first figure, with nothing before it to be compared with, lies far above the year's target.

    The slip it looks for is one of the unit (120,000 for 12,000, or 亿元 typed as 万元), which makes ten times or
    more; targets are at times passed threefold, so five times is asked about. A rate slips by its decimal point (55
    for 5.5), but a small one may well be many times its target (5 % against 0.5 %): it must be ten points off, too.
    Small figures are not asked about: a first period may honestly bring next to nothing, and a rate any value.
    """
    if not promised or promised <= 0 or now < FAR * promised:
        return
    if basis != Basis.RATE or now - promised >= FAR_POINTS:
        yield PlausibilityFlag("far_above", {"times": (now / promised).quantize(Decimal("0.1")), "promised": promised})


def lamp_flags(own: str, computed: str) -> Iterator[PlausibilityFlag]:
    """Yield that a department calls fine what is computed as far behind plan."""
    if computed == Lamp.RED and own in Lamp.good():
        yield PlausibilityFlag("far", {"own": own, "computed": computed})


def text_flags(now: str, before: str) -> Iterator[PlausibilityFlag]:
    """Yield that the text is last period's, whatever its spaces and line breaks."""
    if now.strip() and "".join(now.split()) == "".join(before.split()):
        yield PlausibilityFlag("copied")
