"""The average completion: which targets enter it, and the only place where it is computed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..choices import Kind
from .facts import ComponentVerdict
from .lamp import is_withheld
from .shares import NOTHING, counted_share, rounded_completion


@dataclass(frozen=True)
class TargetShare:
    """One target that enters the mean: its shares in percent; `item` is what the caller judged, `counted` the
    attained share between 0 and 100."""

    item: object
    indicator: str
    attained: Decimal
    expected: Decimal
    cutoff: date | None

    @property
    def counted(self) -> Decimal:
        return counted_share(self.attained)


@dataclass(frozen=True)
class Completion:
    """The unweighted means of the counted and of the expected shares of the same targets, in percent to 0.01."""

    attained: Decimal = NOTHING
    expected: Decimal = NOTHING
    count: int = 0

    @property
    def gap(self) -> Decimal:
        return self.attained - self.expected


def target_shares(judged: Iterable[tuple]) -> list[TargetShare]:
    """Return every reported flow, stock and coverage target with its shares, a shared indicator once.

    `judged` yields (item, kind, verdict, components) in report order; components are ComponentVerdicts, named after
    their indicators. What has no figure because its report is missing or returned is not reported; rates and limits
    speak in their own points, milestones have no share.
    """
    found = {}
    for item, kind, verdict, components in judged:
        if kind in Kind.averaged() and not is_withheld(verdict):
            for component in filter(is_share_of_target, components):
                shares = component.attained, component.expected
                found.setdefault(component.label, TargetShare(item, component.label, *shares, component.cutoff))
    return list(found.values())


def is_share_of_target(component: ComponentVerdict) -> bool:
    return component.attained is not None and component.short_by is None


def completion_of(shares: Iterable[TargetShare]) -> Completion:
    """Return the means over these targets; zeros of none."""
    shares = list(shares)
    if not shares:
        return Completion()
    attained = sum((share.counted for share in shares), NOTHING) / len(shares)
    expected = sum((share.expected for share in shares), NOTHING) / len(shares)
    return Completion(rounded_completion(attained), rounded_completion(expected), len(shares))
