"""Words of contributions: how a contribution stands on a day."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import ContributionState

register = template.Library()


@register.filter
def contribution_words(contribution, today) -> str:
    """Return how a contribution stands: filed, 2 days late, due October 18."""
    if late := contribution.days_late(today):
        return ngettext("part %(n)d day overdue", "part %(n)d days overdue", late) % {"n": late}
    if contribution.state == ContributionState.ASKED:
        return _("part due by %(day)s") % {"day": date_format(contribution.due, "MONTH_DAY_FORMAT")}
    return str(ContributionState(contribution.state).label)


@register.filter
def contribution_mark(contribution, today) -> str:
    """Return the class of a contribution's state: late, open or settled."""
    if contribution.days_late(today):
        return "late"
    return "open" if contribution.is_owed else "settled"


@register.filter
def are_late(contributions, today) -> bool:
    """Whether any of the contributions is late."""
    return any(contribution.days_late(today) for contribution in contributions)
