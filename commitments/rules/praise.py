"""What deserves a word of praise: finished before it was due, or well ahead of the trajectory."""

from datetime import date
from decimal import Decimal

from ..choices import Lamp
from .facts import ComponentVerdict
from .shares import HUNDRED

# Points above the trajectory from which a commitment is ahead.
WELL_AHEAD = Decimal(10)


def is_component_early(component: ComponentVerdict) -> bool:
    """Whether a target was met while less was planned, or a milestone reached before its day."""
    if not component.met:
        return False
    if component.late_days is not None:
        return component.late_days < 0
    return component.short_by is None and component.expected is not None and component.expected < HUNDRED


def finished_early(official: str, components: tuple[ComponentVerdict, ...], cutoff: date | None, due: date) -> bool:
    """Whether a commitment was done before it was planned: all its components, or without any before its due date."""
    if official != Lamp.DONE:
        return False
    return (
        all(is_component_early(component) for component in components)
        if components
        else cutoff is not None and cutoff < due
    )


def is_well_ahead(official: str, gap: Decimal | None) -> bool:
    """Whether a paced commitment is more than ten points ahead of schedule, and its lamp does not say otherwise."""
    return official in Lamp.good() and gap is not None and gap > WELL_AHEAD
