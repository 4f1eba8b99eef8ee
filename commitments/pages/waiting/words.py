"""Words of what waits: how far it is, whom it waits for, how long is left, and where to do it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...choices import ContributionState, Role, UpdateState
from ..period_asked import desk_address

STATE_WORDS = {
    "not_begun": gettext_lazy("Not begun"),
    **{state.value: state.label for state in UpdateState},
    "correction_draft": gettext_lazy("Correction begun"),
    "correction_signing": gettext_lazy("Correction awaiting sign-off"),
    "correction_submitted": gettext_lazy("Correction awaiting review"),
    "correction_returned": gettext_lazy("Correction returned"),
    "part_asked": gettext_lazy("Part asked for"),
    "part_filed": gettext_lazy("Part to be taken over"),
    "part_returned": gettext_lazy("Part returned"),
}
STAGE_WORDS = {
    "owed": gettext_lazy("Owed"), "late": gettext_lazy("Late report"), "not_begun": gettext_lazy("Not begun"),
    "draft": gettext_lazy("Drafted"), **{s.value: s.label for s in list(UpdateState)[1:]},
}  # fmt: skip


def state_word(key: str) -> str:
    """Return how far something is that waits."""
    return str(STATE_WORDS[key])


def stage_word(stage: str) -> str:
    """Return the head of a column of the board."""
    return str(STAGE_WORDS[stage])


def whom(wait) -> str:
    """Return the office, or the department and the role of those it waits for."""
    if wait.department is None:
        return _("Supervision office (its author)") if wait.only else _("Supervision office")
    if wait.vacant:
        return _("%(department)s (no account yet)") % {"department": wait.department}
    return f"{wait.department} {Role(wait.role).label}"


def left(due, on) -> str:
    """Return how long is left until a due day that is not past: today, 1 day left."""
    days = (due - on).days
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days} if days else _("due today")


def place_to_act(wait, plan) -> str:
    """Return the address where a row that waits for the reader is dealt with."""
    if wait.department is None and not wait.only:
        return f"{reverse('review', args=[plan.key])}?item={wait.subject.pk}"
    if wait.state == UpdateState.SIGNING and wait.role == Role.APPROVER:
        return f"{reverse('signoff', args=[plan.key])}#u-{wait.subject.pk}"
    if wait.kind == "report" or wait.state == ContributionState.FILED:
        return desk_address(plan.key, wait.period.code, wait.commitment.code)
    return reverse("commitment", args=[plan.key, wait.commitment.code])
