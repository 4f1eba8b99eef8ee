"""Who was in charge before another took over: of a commitment by itself, or of a department and so of what it leads."""

from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .commitment import Commitment
from .lists import LedgerQuerySet
from .organisation import Department, User


class FormerLeader(models.Model):
    """The leader in charge (None: nobody by name) on the days before `until`; kept, never changed."""

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, null=True, blank=True, related_name="former_leaders", verbose_name=_("commitment")
    )
    department = models.ForeignKey(
        Department, models.CASCADE, null=True, blank=True, related_name="former_leaders", verbose_name=_("department")
    )
    leader = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("leader in charge")
    )
    until = models.DateField(_("valid until"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("former leader")
        ordering = ("until", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(commitment=None, department__isnull=False) | Q(department=None, commitment__isnull=False),
                name="former_leader_of_one",
                violation_error_message=_("A leader was in charge of a commitment or of a department."),
            )
        ]

    def __str__(self):
        return f"{self.commitment or self.department} {self.leader or '—'} –{self.until}"


class LeadersThen(NamedTuple):
    """Whose leader in charge was another one: key of the commitment, key of the department → that leader or None."""

    commitments: dict[int, User | None]
    departments: dict[int, User | None]


def leaders_then(day) -> LeadersThen:
    """Return who was in charge at the end of `day`, of what another is in charge of since; one query."""
    then = LeadersThen({}, {})
    # The first change after the day says who was in charge on it: it is the last one written here.
    for row in FormerLeader.objects.filter(until__gt=day).select_related("leader").order_by("-until", "-pk"):
        found = then.commitments if row.commitment_id else then.departments
        found[row.commitment_id or row.department_id] = row.leader
    return then


def bring_leaders_then(commitments: list[Commitment], day) -> None:
    """Give commitments, whose duties are at hand, and the departments that bear them the leaders of a past day."""
    then = leaders_then(day)
    for each in commitments:
        if each.pk in then.commitments:
            each.leader = then.commitments[each.pk]
    for department in {id(duty.department): duty.department for each in commitments for duty in each.duties}.values():
        if department.pk in then.departments:
            department.leader = then.departments[department.pk]
