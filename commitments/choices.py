"""Every enumeration of the ledger with its label; a lamp also names its mark and its colour token.

Values are stored in the database and in data files: never rename one.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    DISTRICT = "district", _("District")


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


class DepartmentKind(TextChoices):
    DEPARTMENT = "department", _("Department")
    STREET = "street", _("Street office")
    OTHER = "other", _("Other body")


class Role(TextChoices):
    """One role per account; the last three exclude one another and touch no business data."""

    REPORTER = "reporter", _("Reporter")
    APPROVER = "approver", _("Approver")
    SUPERVISOR = "supervisor", _("Supervisor")
    LEADER = "leader", _("District leader")
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDITOR = "auditor", _("Auditor")

    @classmethod
    def of_department(cls) -> tuple:
        """Return the roles of those who fill in and sign for a department."""
        return (cls.REPORTER, cls.APPROVER)

    @classmethod
    def of_district(cls) -> tuple:
        """Return the roles of those who see every department's reports."""
        return (cls.SUPERVISOR, cls.LEADER)

    @classmethod
    def of_administration(cls) -> tuple:
        """Return the roles of those who keep accounts and touch no business data."""
        return (cls.SYSTEM_ADMIN, cls.SECURITY_ADMIN)

    @classmethod
    def of_ledger(cls) -> tuple:
        """Return the roles of those who read the ledger for their work: all but the administrators."""
        return (*cls.of_department(), *cls.of_district(), cls.AUDITOR)


class Standing(TextChoices):
    """Whether a detail the report does not name was proposed by the makers or confirmed by the office."""

    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")


class AssignmentRole(TextChoices):
    LEAD = "lead", _("Lead")
    RESPONSIBLE = "responsible", _("Responsible")
    SUPPORTING = "supporting", _("Supporting")


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


class Verb(TextChoices):
    START = "start", _("Start")
    COMPLETE = "complete", _("Complete")
    OPEN = "open", _("Open to use")
    OBTAIN = "obtain", _("Obtain")
    HOLD = "hold", _("Hold")


class UpdateState(TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNING = "signing", _("Awaiting sign-off")
    SUBMITTED = "submitted", _("Awaiting review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")

    @classmethod
    def unsent(cls) -> tuple:
        """Return the states in which it is the author's to write, or to write anew."""
        return (cls.DRAFT, cls.RETURNED)

    @classmethod
    def undecided(cls) -> tuple:
        """Return the states of what the office has not decided on; a period has one such revision at most."""
        return (cls.DRAFT, cls.SIGNING, cls.SUBMITTED)

    @classmethod
    def sent(cls) -> tuple:
        """Return the states of what left the author's hands and did not come back."""
        return (cls.SIGNING, cls.SUBMITTED, cls.APPROVED)

    @classmethod
    def seen_by_office(cls) -> tuple:
        """Return the states of what came as far as the office."""
        return (cls.SUBMITTED, cls.RETURNED, cls.APPROVED)


class HeldMove(TextChoices):
    """The moves that take effect some seconds after they were pressed, so that a slip can be undone."""

    SIGN = "sign", _("Sign off")
    APPROVE = "approve", _("Approve")


class ContributionState(TextChoices):
    """A contribution: asked for, filed, then taken over or returned by the lead; or cancelled."""

    ASKED = "asked", _("Asked for")
    FILED = "filed", _("Filed")
    RETURNED = "returned", _("Returned")
    TAKEN = "taken", _("Taken over")
    CANCELLED = "cancelled", _("No longer asked for")

    @classmethod
    def owed(cls) -> tuple:
        """Return the states in which the supporting department still has to file it."""
        return (cls.ASKED, cls.RETURNED)

    @classmethod
    def settled(cls) -> tuple:
        """Return the states in which nobody has anything more to do; it may be asked for again."""
        return (cls.TAKEN, cls.CANCELLED)

    @classmethod
    def unsettled(cls) -> tuple:
        """Return the states in which one of both departments has to move."""
        return (cls.ASKED, cls.FILED, cls.RETURNED)


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


class BulletinState(TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")
