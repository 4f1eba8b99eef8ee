"""The states of what goes round: reports, contributions, bulletins."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


class BulletinState(TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")


class BulletinKind(TextChoices):
    PERIOD = "period", _("Bulletin of a period")
    YEAR_END = "year_end", _("Year-end pack")


class BulletinForm(TextChoices):
    BULLETIN = "bulletin", _("Bulletin")
    CORRECTION = "correction", _("Correction")
