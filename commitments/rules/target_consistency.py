"""Whether kind, basis, comparator and direction of a commitment's targets can stand together (domain, section 2)."""

from collections.abc import Iterable
from typing import NamedTuple

from ..choices import Basis, Comparator, Direction, Kind

SHARE_UNITS = ("%", "‰")


class TargetShape(NamedTuple):
    """What decides a target's arithmetic, apart from its value."""

    basis: str
    comparator: str
    direction: str
    unit: str


def target_contradiction(shape: TargetShape) -> str | None:
    """Return why one target contradicts itself: "direction" or "flow_in_percent"; None when it does not."""
    either_way = shape.comparator in (Comparator.EXACTLY, Comparator.ABOUT)
    if not either_way and shape.direction != Direction.of_comparator(shape.comparator):
        return "direction"
    return "flow_in_percent" if shape.basis == Basis.FLOW and shape.unit in SHARE_UNITS else None


def kind_contradiction(kind: str, shapes: Iterable[TargetShape]) -> str | None:
    """Return why a commitment's kind fits none of its measured targets: its code, or None when it fits one.

    A ceiling fits all of them or none: a limit beside something to be reached would be lit by the wrong rule.
    """
    shapes = list(shapes)
    if not shapes or kind not in FITTING:
        return None
    fitting = [FITTING[kind](shape) for shape in shapes]
    fits = all(fitting) if kind == Kind.CEILING else any(fitting)
    return None if fits else f"no_{kind}"


def is_reached(shape: TargetShape) -> bool:
    return shape.direction == Direction.REACH


FITTING = {
    Kind.FLOW: lambda shape: shape.basis == Basis.FLOW and is_reached(shape),
    Kind.STOCK: lambda shape: shape.basis == Basis.LEVEL,
    Kind.RATE: lambda shape: shape.basis == Basis.RATE and is_reached(shape),
    Kind.CEILING: lambda shape: not is_reached(shape),
    Kind.COVERAGE: lambda shape: shape.basis != Basis.FLOW and is_reached(shape),
}
