"""Words of joint work: how a part stands on a day."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import ContributionState

register = template.Library()


@register.filter
def contribution_words(part, today) -> str:
    """Return how a part stands: filed, 2 days late, due October 18."""
    if late := part.days_late(today):
        return ngettext("part %(n)d day overdue", "part %(n)d days overdue", late) % {"n": late}
    if part.state == ContributionState.ASKED:
        return _("part due by %(day)s") % {"day": date_format(part.due, "MONTH_DAY_FORMAT")}
    return str(ContributionState(part.state).label)


@register.filter
def contribution_mark(part, today) -> str:
    """Return the class of a part's state: late, open or settled."""
    if part.days_late(today):
        return "late"
    return "open" if part.is_owed else "settled"


@register.filter
def are_late(parts, today) -> bool:
    """Whether any of the parts is late."""
    return any(part.days_late(today) for part in parts)
