"""Duties 分工: who bears what, filtered and ticked, set and confirmed many at once."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from ...clock import now, today
from ...models import Commitment, Department, User
from ...workflow.planning import duties as planning
from ...workflow.refusals import Stale
from ..attempt import attempt
from ..office_plans import office_plan_or_404
from ..plan_steps import steps_of
from ..shortcuts import one_of_two
from .forms import IN_CHARGE, ChangeForm
from .query import DutyList

DUTY_ERRORS = {
    ("commitments", "none"): gettext_lazy("Tick the commitments that are meant."),
    ("commitments", "settled"): gettext_lazy("None of these duties waits to be confirmed."),
    ("departments", "none"): gettext_lazy("Name a department."),
    ("departments", "one_lead"): gettext_lazy("One department leads; several bear it as responsible."),
    ("departments", "not_there"): gettext_lazy("A department named here does not exist on that day."),
    ("reason", "required"): gettext_lazy("The plan is open: say why."),
    ("leader", "unknown"): gettext_lazy("Name one leader."),
}
AT_FIELD = {"departments": "names", "leader": "names"}


def duties(request, plan, form=None, *, notice="", status=200):
    """List the duties, in bands by whoever represents them; with a bar that sets those ticked."""
    plan = office_plan_or_404(request, plan)
    found = DutyList(plan, request.GET, today())
    may_assign = planning.may_assign(request.user, plan)
    context = {
        "plan": plan, "steps": steps_of(plan), "found": found, "page": found.page, "filter": found.filter,
        "form": form or ChangeForm(), "may_assign": may_assign, "notice": notice, "key": uuid.uuid4,
        "query": request.GET.urlencode(), "ticked": request.POST.getlist("c"), "names": names_known(),
    }  # fmt: skip
    return render(request, "duties/index.html", context, status=status)


def names_known() -> list[str]:
    """Return the names that may be typed: departments of today, and the leaders'."""
    departments = Department.objects.on(today()).values_list("short_name", flat=True)
    return [*departments, *User.objects.filter(role="leader", is_active=True).values_list("name", flat=True)]


@require_POST
def duties_set(request, plan):
    """Set a role, or the leader in charge, of the commitments meant."""
    found = office_plan_or_404(request, plan)
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return duties(request, plan, form, status=422)
    said = {"by": request.user, "at": now(), "reason": form.cleaned_data["reason"]}

    def act(seen) -> list[Commitment]:
        if form.cleaned_data["role"] == IN_CHARGE:
            return planning.put_in_charge(found, seen, form.leader, **said)
        return planning.change_duties(found, seen, form.change, **said)

    return answer_duties(request, found, act, form)


@require_POST
def duties_confirm(request, plan):
    """Confirm the proposed duties of the commitments meant."""
    found = office_plan_or_404(request, plan)

    def act(seen) -> list[Commitment]:
        return planning.confirm_duties(found, seen, by=request.user, at=now())

    return answer_duties(request, found, act, ChangeForm(), confirming=True)


def answer_duties(request, plan, act, form, confirming=False):
    """Run the act once on what was meant; answer with the list, or with why nothing was done and the ticks kept."""

    def once_done() -> dict:
        return {"n": len(act(DutyList(plan, request.GET, today()).meant(request.POST)))}

    tried = attempt(
        lambda: one_of_two(request, "duties", once_done), missing=lambda fields: "", stale=stale_words,
        refused=_("The duties cannot be changed now: the plan is closed, or a commitment was withdrawn."),
    )  # fmt: skip
    if tried.failed:
        notice = tried.notice or told_in(form, tried.error.fields)
        return duties(request, plan.key, form, notice=notice, status=tried.status)
    number = tried.answer["n"]
    words = (
        ngettext(
            "The duties of %(n)d commitment are confirmed.", "The duties of %(n)d commitments are confirmed.", number
        )
        if confirming
        else ngettext("%(n)d commitment was changed.", "%(n)d commitments were changed.", number)
    )
    messages.success(request, words % {"n": number})
    return redirect(f"{reverse('duties', args=[plan.key])}{'?' if request.GET else ''}{request.GET.urlencode()}")


def stale_words(error: Stale) -> str:
    if isinstance(error.current, Commitment):
        return _("The duties of %(code)s were changed meanwhile; nothing was done. Look at it, then try again.") % {
            "code": error.current.code,
        }  # fmt: skip
    return _("The list was changed meanwhile and holds another number of rows; nothing was done. Look at it again.")


def told_in(form, errors: dict) -> str:
    """Say each error at its field of the bar; return the words of what has no field there, "" for none."""
    for name, code in errors.items():
        if (name, code) not in DUTY_ERRORS:
            return _("%(code)s would be left to nobody; nothing was done.") % {"code": name}
        field = AT_FIELD.get(name, name)
        if not form.is_bound or field not in form.fields:
            return str(DUTY_ERRORS[name, code])
        form.add_error(field, DUTY_ERRORS[name, code])
    return ""
