"""Who takes part: departments and the accounts of their people."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ..choices import DepartmentKind, Role, Standing
from ..rules.first_password import last_day_of
from ..rules.phone import is_mobile, is_phone
from ..rules.text import searched_as
from . import prepared
from .lists import LedgerQuerySet


class DepartmentQuerySet(LedgerQuerySet):
    def on(self, day):
        """Return the departments that exist on `day`."""
        started = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(started, Q(valid_to=None) | Q(valid_to__gte=day))

    def named(self, sought: str) -> list[int]:
        """Return the keys of those whose names hold `sought`, given as searches compare it (rules.text.searched_as)."""
        names = self.values_list("pk", "short_name", "name")
        return [pk for pk, *both in names if any(sought in searched_as(name) for name in both)]

    def streets(self):
        return self.filter(kind=DepartmentKind.STREET)


class Department(models.Model):
    """A body that can be given a commitment; after a reorganisation its duties pass to `successor`."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("full name"), max_length=100, unique=True)
    short_name = models.CharField(_("short name"), max_length=50, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=DepartmentKind, default=DepartmentKind.DEPARTMENT)
    standing = models.CharField(_("standing"), max_length=20, choices=Standing, default=Standing.CONFIRMED)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    leader = models.ForeignKey(
        "User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("leader in charge"),
        limit_choices_to={"role": Role.LEADER},
    )  # fmt: skip
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
    )

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("department")
        ordering = ("order", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
                name="department_valid_from_before_to",
                violation_error_message=_("A department must begin before it ends."),
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")),
                name="department_not_its_own_successor",
                violation_error_message=_("A department cannot succeed itself."),
            ),
        ]

    def __str__(self):
        return self.short_name

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands in the official order."""
        return self.order, self.code

    @property
    def has_approver(self) -> bool:
        """Whether someone signs off here; else updates go straight to the office."""
        return bool(prepared.rows(approvers_of, department=self.pk))


def approvers_of(*, department):
    return User.objects.filter(department=department, role=Role.APPROVER, is_active=True).values_list("pk")


class AccountManager(UserManager.from_queryset(LedgerQuerySet)):
    use_in_migrations = False


class User(AbstractUser):
    """An account: one person, one role. A role that was only proposed grants nothing."""

    first_name = last_name = None
    name = models.CharField(_("name"), max_length=50)
    title = models.CharField(_("title"), max_length=50, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    proposed_role = models.CharField(_("proposed role"), max_length=20, choices=Role, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("department")
    )
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    proposed_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposed by")
    )
    # When somebody else gave this account its password; empty once its person chose one.
    first_password_at = models.DateTimeField(_("first password given at"), null=True, blank=True)

    objects = AccountManager()
    REQUIRED_FIELDS = ("name",)

    class Meta:
        verbose_name = verbose_name_plural = _("account")
        ordering = ("username",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(role__in=[*Role.of_department()]) | Q(department__isnull=False),
                name="account_reporter_has_department",
                violation_error_message=_("A reporter or approver belongs to a department."),
            ),
        ]

    def __str__(self):
        return self.name or self.username

    def clean(self):
        super().clean()
        if self.phone and not is_phone(self.phone):
            raise ValidationError({"phone": _("This is no telephone number.")})

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @property
    def has_first_password(self) -> bool:
        """Whether the password is one somebody else gave, to be changed before anything else."""
        return self.first_password_at is not None

    @property
    def has_own_password(self) -> bool:
        """Whether its person chose the password; one that was never set is nobody's."""
        return bool(self.password) and self.has_usable_password() and not self.has_first_password

    def first_password_is_over(self, on) -> bool:
        """Whether the first password was left unchanged for longer than it is good for (settings)."""
        if self.first_password_at is None:
            return False
        return on > last_day_of(localdate(self.first_password_at), settings.FIRST_PASSWORD_DAYS)

    def has_role(self, *roles) -> bool:
        """Whether this account holds one of `roles` (choices.Role)."""
        return self.role in roles

    @property
    def represents(self):
        """The department this account fills in for, or None."""
        return self.department if self.fills_in else None

    @property
    def fills_in(self) -> bool:
        """Whether this account writes or signs a department's reports."""
        return self.has_role(*Role.of_department())

    @property
    def sees_district(self) -> bool:
        """Whether this account reads what every department sent: the office and the leaders."""
        return self.has_role(*Role.of_district())

    def may_read_sheet_of(self, department: Department) -> bool:
        """Whether it may read a department's sheet: its own, and every one as office, leader or auditor."""
        return self.sees_district or self.has_role(Role.AUDITOR) or self.represents == department

    @property
    def is_administrator(self) -> bool:
        return self.has_role(*Role.of_administration())

    @property
    def has_mobile(self) -> bool:
        """Whether its number is a person's own, not a desk's."""
        return is_mobile(self.phone)
