"""What of a report's words the office decided to be no commitment, and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import SetAsideReason
from .lists import LedgerQuerySet
from .organisation import User
from .plan import Paragraph


class SetAside(models.Model):
    """Words of a paragraph that become no commitment: which, why, decided by whom and when.

    They are known by their digest: words that were edited since are no longer decided on. Nobody is named for what came
    with a plan's files. Once the plan is open the rows stay as they are (a trigger).
    """

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="set_aside", verbose_name=_("paragraph"))
    words = models.TextField(_("words"))
    digest = models.CharField(_("digest"), max_length=64)
    reason = models.CharField(_("reason"), max_length=10, choices=SetAsideReason)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account"))
    at = models.DateTimeField(_("decided at"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("words set aside")
        ordering = ("paragraph", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "digest"],
                name="set_aside_once",
                violation_error_message=_("These words are set aside already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=SetAsideReason.OTHER, note=""),
                name="set_aside_says_why",
                violation_error_message=_("Say in words why this is no commitment."),
            ),
        ]

    def __str__(self):
        return self.words
