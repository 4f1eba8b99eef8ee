"""What a judgement comes to: lamps, their reasons, the classes of the year's end."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Lamp(TextChoices):
    DONE = "done", _("Done")
    GREEN = "green", _("On track")
    YELLOW = "yellow", _("Warning")
    RED = "red", _("Behind")
    GREY = "grey", _("Pending")

    @classmethod
    def judged(cls) -> tuple:
        """Return the lamps of what could be judged, the best first; grey stands apart."""
        return (cls.DONE, cls.GREEN, cls.YELLOW, cls.RED)

    @classmethod
    def worst_first(cls) -> tuple:
        """Return the judged lamps from red to done."""
        return cls.judged()[::-1]

    @classmethod
    def good(cls) -> tuple:
        """Return the lamps that ask for nothing."""
        return (cls.GREEN, cls.DONE)

    @classmethod
    def bad(cls) -> tuple:
        """Return the lamps that ask for an explanation, the worse first."""
        return (cls.RED, cls.YELLOW)


class Reason(TextChoices):
    """Why a verdict has its lamp; words with figures are made at the edge."""

    MET = "met", _("Target met")
    AHEAD = "ahead", _("Ahead of schedule")
    ON_PACE = "on_pace", _("On schedule")
    WITHIN_ALLOWANCE = "within_allowance", _("Behind schedule, no warning yet")
    BEHIND = "behind", _("Behind schedule")
    WITHIN = "within", _("Within the limit")
    EXCEEDED = "exceeded", _("Limit exceeded")
    NOT_YET_PLANNED = "not_yet_planned", _("Not yet due by plan")
    MILESTONE_LATE = "milestone_late", _("Milestone late")
    PAST_DUE = "past_due", _("Due date passed, not met")
    DEPARTMENT_SAYS = "department_says", _("As the department judges")
    NOT_REPORTED = "not_reported", _("Late report")
    RETURNED = "returned", _("Report returned")
    NOT_PUBLISHED = "not_published", _("Data not yet published")
    NOT_COMPARABLE = "not_comparable", _("Cannot be judged")
    NO_BASELINE = "no_baseline", _("No baseline")
    NO_REFERENCE = "no_reference", _("No figure to compare with yet")
    NOTHING_DUE = "nothing_due", _("Nothing due yet")
    COMPONENTS_PENDING = "parts_pending", _("Some parts pending")
    NO_DATA = "no_data", _("No figure reported")


class YearEnd(TextChoices):
    MET = "met", _("Met")
    NEARLY = "nearly", _("Nearly met")
    NOT_MET = "not_met", _("Not met")
    CANNOT_BE_JUDGED = "cannot_be_judged", _("Cannot be judged")
    OPEN = "open", _("No year-end data yet")
    OFFICE = "office", _("Left to the office")
