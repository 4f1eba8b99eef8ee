"""Which of a commitment's three lamps differ: computed, the department's, the office's."""

from ..choices import Lamp
from .lamp import is_withheld

DISAGREEMENTS = ("department", "office", "both")


def disagreements_of(verdict) -> tuple[str, ...]:
    """Return which lamps differ: department and computed, office and computed, or office and department.

    `verdict` bears `lamp`, `reason`, `self_lamp` and `office_lamp`. Nothing is compared with a lamp that is withheld
    or pending, or that nobody set.
    """
    computed, own, office = verdict.lamp, verdict.self_lamp, verdict.office_lamp
    # By far the most agree: the common case is answered at once.
    if own == computed and not office:
        return ()
    if is_withheld(verdict):
        return ()
    computed = "" if computed == Lamp.GREY else computed
    compared = {"department": (own, computed), "office": (office, computed), "both": (office, own)}
    return tuple(name for name, (one, other) in compared.items() if one and other and one != other)
