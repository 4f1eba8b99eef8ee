"""What is measured and how a target compares: kinds, bases, comparators, and what a figure says of itself."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    FLOW = "flow", _("Flow in the year")
    STOCK = "stock", _("Stock")
    RATE = "rate", _("Rate")
    CEILING = "ceiling", _("Ceiling")
    COVERAGE = "coverage", _("Coverage")
    MILESTONE = "milestone", _("Milestones")
    QUALITATIVE = "qualitative", _("Qualitative")

    @classmethod
    def averaged(cls) -> tuple:
        """Return the kinds that run along a trajectory, so that their attained shares may be averaged."""
        return (cls.FLOW, cls.STOCK, cls.COVERAGE)


class Basis(TextChoices):
    FLOW = "flow", _("Flow in the year")
    LEVEL = "level", _("Level")
    RATE = "rate", _("Rate")


class Comparator(TextChoices):
    AT_LEAST = ">=", _("at least")
    MORE_THAN = ">", _("more than")
    AT_MOST = "<=", _("at most")
    LESS_THAN = "<", _("less than")
    EXACTLY = "=", _("exactly")
    ABOUT = "~=", _("about")

    def worded(self, direction: str) -> str:
        """Return how a target compares: "at most about" for a limit with 左右, else the comparator's own words."""
        limit = self is Comparator.ABOUT and direction == Direction.KEEP_WITHIN
        return _("at most about") if limit else self.label


class Direction(TextChoices):
    """Whether more of a target is better, or whether it is a limit."""

    REACH = "reach", _("Reach")
    KEEP_WITHIN = "keep_within", _("Keep within")

    @classmethod
    def of_comparator(cls, comparator: str) -> str:
        """Return the direction a comparator has by itself; "exactly" and "about" can have both."""
        return cls.KEEP_WITHIN if comparator in (Comparator.AT_MOST, Comparator.LESS_THAN) else cls.REACH


class Measured(TextChoices):
    """Where a target's actual comes from: observations, a count of milestones, or nowhere (a figure of scope)."""

    OBSERVED = "observed", _("Reported figures")
    MILESTONES = "milestones", _("Counted from milestones")
    SCOPE = "scope", _("Scope, shown only")


class BaselineState(TextChoices):
    NOT_NEEDED = "not_needed", _("Not needed")
    MISSING = "missing", _("Missing")
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    WAIVED = "waived", _("Waived")


class Comparability(TextChoices):
    NONE = "none", _("No figure")
    SAME = "same", _("Same measure")
    SIMILAR = "similar", _("Similar measure")


class Exactness(TextChoices):
    EXACT = "exact", _("exactly")
    AT_LEAST = "at_least", _("or more")
    AT_MOST = "at_most", _("or less")
    ABOUT = "about", _("or so")


class Finality(TextChoices):
    PROVISIONAL = "provisional", _("Provisional")
    FINAL = "final", _("Final")


class DataState(TextChoices):
    """What an observation says: a figure, a figure in a foreign unit, or that none is published yet."""

    GIVEN = "given", _("Figure given")
    NOT_COMPARABLE = "not_comparable", _("Not comparable")
    AWAITED = "awaited", _("Not yet published")
