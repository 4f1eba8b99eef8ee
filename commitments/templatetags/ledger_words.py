"""What a ledger row says where there is no share to draw."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import Lamp, Reason
from .words import ceiling_words

register = template.Library()


@register.simple_tag
def late_words(days: int) -> str:
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}


def row_words(row) -> str:
    """Return what a row says instead of a share: why it is pending, a ceiling, milestones, or the report's gist."""
    if row.lamp == Lamp.GREY:
        return str(Reason(row.reason).label)
    if row.over_by is not None:
        return ceiling_words(row.over_by)
    if row.reached and row.attained is None:
        met, all_of_them = row.reached
        return _("%(met)d of %(all)d milestones; %(gist)s") % {"met": met, "all": all_of_them, "gist": row.gist}
    return row.gist
