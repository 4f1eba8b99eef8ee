"""How this year's promises follow from last year's."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import LinkKind, Standing
from .commitment import Commitment
from .lists import LedgerQuerySet
from .plan import Plan


def said_why() -> Q:
    """Return the condition that what the office confirmed as a break comes with a sentence."""
    return ~Q(standing=Standing.CONFIRMED, kind__in=LinkKind.reasoned(), note="")


class PromiseLink(models.Model):
    """What became of a promise: `commitment` of this plan follows from `earlier`, with the kind of link between them.

    A new promise has nothing earlier, a dropped or finished one nothing later. A split or a merger is several rows. A
    proposed link waits for the office to judge it; what it breaks, it says why.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="links", verbose_name=_("plan"))
    commitment = models.ForeignKey(
        Commitment, models.CASCADE, null=True, blank=True, related_name="links", verbose_name=_("commitment")
    )
    earlier = models.ForeignKey(
        Commitment, models.CASCADE, null=True, blank=True, related_name="later_links",
        verbose_name=_("last year's commitment"),
    )  # fmt: skip
    kind = models.CharField(_("kind of link"), max_length=10, choices=LinkKind)
    standing = models.CharField(_("standing"), max_length=20, choices=Standing, default=Standing.PROPOSED)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("link to last year")
        ordering = ("plan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "earlier"],
                name="link_once_between_two",
                violation_error_message=_("These two promises are linked already."),
            ),
            models.UniqueConstraint(
                fields=["plan", "earlier"],
                condition=Q(commitment=None),
                name="link_dropped_once",
                violation_error_message=_("This promise of last year is noted as dropped already."),
            ),
            models.CheckConstraint(
                condition=Q(kind=LinkKind.NEW, earlier=None, commitment__isnull=False)
                | Q(kind__in=LinkKind.of_last_year(), commitment=None, earlier__isnull=False)
                | Q(kind__in=LinkKind.of_two(), commitment__isnull=False, earlier__isnull=False),
                name="link_kind_fits_its_ends",
                violation_error_message=_("A new promise has nothing earlier, a dropped one nothing later."),
            ),
            models.CheckConstraint(
                condition=said_why(),
                name="link_break_says_why",
                violation_error_message=_("Say in a sentence why the series breaks or ends."),
            ),
        ]

    def __str__(self):
        return f"{self.earlier or '—'} → {self.commitment or '—'}"


class AboveLink(models.Model):
    """Which promise of the level above a commitment carries out, and how alike they are."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="above_links", verbose_name=_("commitment"))
    above = models.ForeignKey(
        Commitment, models.CASCADE, related_name="below_links", verbose_name=_("commitment of the level above")
    )
    kind = models.CharField(_("kind of link"), max_length=10, choices=LinkKind)
    standing = models.CharField(_("standing"), max_length=20, choices=Standing, default=Standing.PROPOSED)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("link to the level above")
        ordering = ("commitment", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "above"],
                name="above_link_once",
                violation_error_message=_("These two promises are linked already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LinkKind.of_two()) & ~Q(commitment=models.F("above")),
                name="above_link_between_two",
                violation_error_message=_("A promise follows from another one of the level above."),
            ),
            models.CheckConstraint(
                condition=said_why(),
                name="above_link_break_says_why",
                violation_error_message=_("Say in a sentence why the series breaks or ends."),
            ),
        ]

    def __str__(self):
        return f"{self.above} → {self.commitment}"
