"""Who they are: kinds of departments, and the roles of accounts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DepartmentKind(TextChoices):
    DEPARTMENT = "department", _("Department")
    STREET = "street", _("Street office")
    OTHER = "other", _("Other body")


class RoleOutcome(TextChoices):
    """What became of a role somebody proposed."""

    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class Role(TextChoices):
    """One role per account; the last three exclude one another and touch no business data."""

    REPORTER = "reporter", _("Reporter")
    APPROVER = "approver", _("Approver")
    SUPERVISOR = "supervisor", _("Supervisor")
    LEADER = "leader", _("Leader")
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
