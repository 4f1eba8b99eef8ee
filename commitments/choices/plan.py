"""What a plan is made of: its level and state, its calendar, its duties and deliverables."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    DISTRICT = "district", _("District or county")

    @classmethod
    def nearest_first(cls) -> tuple:
        """Return the levels from the district up: an installation's own plan is the nearest it has."""
        return (cls.DISTRICT, cls.CITY, cls.PROVINCE)


class PlanState(TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Frequency(TextChoices):
    """How often a plan is reported on."""

    QUARTERLY = "quarterly", _("Quarterly")
    MONTHLY = "monthly", _("Monthly")


class DayKind(TextChoices):
    OFF = "off", _("Day off")
    WORKED = "worked", _("Worked to make up")


class Standing(TextChoices):
    """Whether a detail the report does not name was proposed by the makers or confirmed by the office."""

    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")


class AssignmentRole(TextChoices):
    LEAD = "lead", _("Lead")
    RESPONSIBLE = "responsible", _("Responsible")
    SUPPORTING = "supporting", _("Supporting")


class Verb(TextChoices):
    START = "start", _("Start")
    COMPLETE = "complete", _("Complete")
    OPEN = "open", _("Open to use")
    OBTAIN = "obtain", _("Obtain")
    HOLD = "hold", _("Hold")


class SetAsideReason(TextChoices):
    """Why words of a report become no commitment."""

    FRAMING = "framing", _("General words")
    LAST_YEAR = "last_year", _("Told of last year")
    COVERED = "covered", _("In another commitment")
    OTHER = "other", _("Other reason")


class LinkKind(TextChoices):
    """What became of last year's promise in this year's plan."""

    SAME = "same", _("The same")
    RENAMED = "renamed", _("Renamed")
    SCOPE = "scope", _("Scope changed")
    UNIT = "unit", _("Unit changed")
    SPLIT = "split", _("Split")
    MERGED = "merged", _("Merged")
    NEW = "new", _("New promise")
    DROPPED = "dropped", _("Not mentioned again")
    FINISHED = "finished", _("Met and finished")

    @classmethod
    def of_two(cls) -> tuple:
        """Return the kinds that tie a promise to an earlier one."""
        return (cls.SAME, cls.RENAMED, cls.SCOPE, cls.UNIT, cls.SPLIT, cls.MERGED)

    @classmethod
    def comparable(cls) -> tuple:
        """Return the kinds across which figures may be compared; across the others the series breaks."""
        return (cls.SAME, cls.RENAMED)

    @classmethod
    def of_last_year(cls) -> tuple:
        """Return the kinds a promise of last year may have that nothing follows."""
        return (cls.DROPPED, cls.FINISHED)

    @classmethod
    def reasoned(cls) -> tuple:
        """Return the kinds that need a sentence of the office: what ends or breaks a series."""
        return (cls.SCOPE, cls.UNIT, cls.DROPPED)


class DraftsThen(TextChoices):
    """What becomes of the drafts of a department that hands over."""

    MOVE = "move", _("Pass to the new department")
    DROP = "drop", _("Are dropped, where no file hangs on them")


class SentThen(TextChoices):
    """What becomes of its reports that are with its approver or with the office."""

    MOVE = "move", _("Pass to the new department")
    KEEP = "keep", _("Are finished under the former one's name")


class AccountsThen(TextChoices):
    """What becomes of the accounts of its people."""

    MOVE = "move", _("Move along; their roles wait to be granted")
    CLOSE = "close", _("Are switched off")
    KEEP = "keep", _("Stay as they are")
