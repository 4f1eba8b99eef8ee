"""The office sets another day in place of a milestone's planned one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now
from ...workflow.office.adjusted_days import adjust_milestone
from ..attempt import attempt, said_of_each
from ..shortcuts import commitment_or_404, once, plan_or_404
from .forms import AdjustMilestoneForm
from .views import commitment_page


@require_POST
def commitment_milestone(request, plan, code):
    """Set the day once; typed text is kept when it is refused."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("The planned days of milestones belong to the supervision office."))
    plan = plan_or_404(plan, request.user)
    found = commitment_or_404(plan, code)
    form = AdjustMilestoneForm(found, request.POST)
    if not form.is_valid():
        return commitment_page(request, plan, found, forms={"adjustment": form}, status=422)
    said = form.cleaned_data

    def act():
        adjust_milestone(
            found, said["milestone"], said["day"], by=request.user, at=now(), reason=said["reason"],
            version=said["version"],
        )  # fmt: skip
        return {"url": found.get_absolute_url()}

    tried = attempt(
        lambda: once(request, "milestone", act), form=form, missing=said_of_each(refusal_words),
        stale=_("Meanwhile another day was set. Look at it, then decide again; your text is kept."),
        refused=_("No day can be set here now: the plan is not open, or the commitment was withdrawn."),
    )  # fmt: skip
    if tried.failed:
        return commitment_page(
            request, plan, found, notice=tried.notice, forms={"adjustment": form}, status=tried.status
        )
    messages.success(request, _("The day is set: it counts from today on; lamps of earlier days stay."))
    return redirect(tried.answer["url"])


def refusal_words(code: str) -> str:
    """Return the words for a code of workflow.office.adjusted_days."""
    return {
        "required": _("Write the reason: it stays in the record beside the adopted day."),
        "reached": _("This milestone was reached; its day stays."),
        "unknown": _("This commitment has no such milestone."),
        "unchanged": _("This day is set already; choose another one."),
        "other_year": _("The day must lie in the plan's year."),
    }[code]
