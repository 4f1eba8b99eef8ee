"""The rule lamps are lit by: the plan's thresholds from their days on, and the form the office changes them with."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now, today
from ...workflow import thresholds
from ..attempt import attempt, said_of_each
from ..shortcuts import once, plan_or_404
from .forms import RuleForm

WORDS = {
    "range": gettext_lazy("Gaps lie below 0 and not below −100 points; milestones are behind after 1 to 366 days."),
    "order": gettext_lazy("Behind must begin below the warning, e.g. −10 and −30."),
    "unchanged": gettext_lazy("These thresholds are in force already; nothing was changed."),
    "required": gettext_lazy("Write the reason: it stands on this page and in the history."),
}


def rule(request, plan, form=None, notice="", status=200):
    """Show the thresholds from their days on; `form` was refused, `notice` says why."""
    plan = plan_or_404(plan)
    changes, standing = list(plan.threshold_changes.select_related("by")), plan.thresholds_on(today())
    initial = {name: f"{getattr(standing, name).normalize():f}" for name in ("yellow_at", "red_below")}
    initial |= {"milestone_days": standing.milestone_days}
    context = {
        "plan": plan, "changes": changes[::-1], "standing": standing, "notice": notice, "key": uuid.uuid4(),
        "form": form or RuleForm(initial=initial), "may_change": thresholds.may_change(request.user, plan),
        "drawn_from": thresholds.seen(plan),
    }  # fmt: skip
    return render(request, "lamps/rule.html", context, status=status)


@require_POST
def change(request, plan):
    """Change the thresholds from today on, once; or answer with what is wrong and the typed text kept."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("The thresholds belong to the supervision office."))
    found, form = plan_or_404(plan), RuleForm(request.POST)
    if not form.is_valid():
        return rule(request, plan, form, status=422)
    tried = attempt(
        lambda: once(request, "thresholds", lambda: changed(found, form, request.user)),
        form=form, missing=said_of_each(WORDS.__getitem__),
        stale=_("Meanwhile others were set; they are listed below. Look at them, then decide again."),
        refused=_("The plan is not open; its thresholds cannot be changed here."),
    )  # fmt: skip
    if tried.failed:
        return rule(request, plan, form, tried.notice, status=tried.status)
    messages.success(request, _("The thresholds were changed; they count from today."))
    return redirect("lamps_rule", plan)


def changed(plan, form, user) -> dict:
    said = {"reason": form.cleaned_data["reason"], "drawn_from": form.cleaned_data["drawn_from"] or None}
    return {"pk": thresholds.change(plan, form.thresholds(), by=user, at=now(), **said).pk}
