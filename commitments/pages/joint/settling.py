"""What settles a part: taken back by its department, taken over, returned or cancelled by the lead; and asking."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...clock import now
from ...workflow import joint as verbs
from ...workflow.refusals import Refused
from ..attempt import attempt
from ..shortcuts import once, one_of_two
from .asking import asked_about, objections
from .forms import REASONS, AskForm, VersionForm
from .rows import others
from .views import TEMPLATE, address, context_of, joint_of, row_or_404


@require_POST
def withdraw(request, plan, pk):
    """Take a filed part back to change it."""
    return settle(request, plan, pk, "owed", verbs.withdraw, _("The part is yours again; the lead no longer sees it."))


@require_POST
def take(request, plan, pk):
    """Put a filed part into the own report's draft; say which figures were left as they stood."""
    return settle(request, plan, pk, "asked", verbs.take_over, _("The part of %(department)s is in your draft now."))


@require_POST
def give_back(request, plan, pk):
    """Return a filed part; the reason says what is to be changed."""
    return settle(
        request, plan, pk, "asked", verbs.give_back, _("The part is back with %(department)s."), reasoned=True
    )


@require_POST
def cancel(request, plan, pk):
    """Ask no longer for a part."""
    return settle(request, plan, pk, "asked", verbs.cancel, _("%(department)s is no longer asked for its part."))


def settle(request, plan, pk, rows: str, verb, words, reasoned=False):
    """Make one move, once; answer with both lists, or with what went wrong and the reason kept."""
    found = joint_of(request, plan)
    row = row_or_404(getattr(found, rows), request.user, pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return refused(request, found, row, form, 422)
    said = {"version": form.cleaned_data["version"]} | ({"reason": form.cleaned_data["reason"]} if reasoned else {})
    tried = attempt(
        lambda: one_of_two(request, "joint", lambda: settled(verb(row.part, by=request.user, at=now(), **said))),
        form=form, missing=missing, changed=lambda error: refusal(row, verb, error),
    )  # fmt: skip
    if tried.status == 422:
        return refused(request, found, row, form, 422)
    if tried.failed:
        messages.error(request, tried.notice)
        return render(request, TEMPLATE, context_of(joint_of(request, plan)), status=409)
    messages.success(request, words % {"department": row.part.department})
    if kept := tried.answer["kept"]:
        left = _("A figure stood in your draft already and was left: %(names)s.")
        messages.warning(request, left % {"names": "、".join(kept)})
    return redirect(address(plan, pk))


def missing(fields: dict[str, str]) -> dict[str, str]:
    """Return the words for the reason's field: it is empty, or what is taken over is too long."""
    why = REASONS["too_long"] if "text" in fields else _("Write what is to be changed; the department reads it.")
    return {"reason": why}


def settled(done) -> dict:
    """Return the names of the figures a part did not fill in, when it was taken over."""
    return {"kept": [indicator.name for indicator in getattr(done, "kept", [])]}


def refused(request, found, row, form, status):
    row.reason = form
    return render(request, TEMPLATE, context_of(found), status=status)


def refusal(row, verb, error) -> str:
    """Return why nothing was done: the report is on its way, or the part has changed."""
    if verb is verbs.take_over and "take_over" in row.moves and isinstance(error, Refused):
        words = _("Your report of %(code)s is on its way; take it back before you add a part.")
        return words % {"code": row.part.commitment.code}
    return _("The part of %(department)s has changed meanwhile; nothing was done.") % {
        "department": row.part.department
    }


@require_POST
def ask(request, plan):
    """Ask departments for their parts of one commitment's report."""
    found = joint_of(request, plan)
    asking = asked_about(found, request.POST, found.led)
    if asking is None:
        messages.error(request, _("Choose a commitment your department leads with others."))
        return render(request, TEMPLATE, context_of(found), status=422)
    # Those asked meanwhile are still understood: a repeat of the same form gets the first answer.
    form = asking.form = AskForm(others(asking.commitment), request.POST)
    if not form.is_valid():
        return render(request, TEMPLATE, context_of(found, asking), status=422)
    tried = attempt(
        lambda: once(request, "joint_ask", lambda: {"asked": asked(found, asking, request.user)}),
        form=form, missing=lambda fields: objections(fields, found),
        refused=_("The report can no longer be written; take it back before you ask for a part."),
    )  # fmt: skip
    if tried.notice:
        form.add_error(None, tried.notice)
    if tried.failed:
        return render(request, TEMPLATE, context_of(found, asking), status=tried.status)
    names = "、".join(each.short_name for each in form.chosen())
    messages.success(request, _("%(names)s: asked for a part.") % {"names": names})
    return redirect(f"{reverse('joint', args=[plan])}#asked")


def asked(found, asking, user) -> list[int]:
    said = {name: asking.form.cleaned_data[name] for name in ("wanted", "due")}
    parts = verbs.ask(asking.commitment, found.period, departments=asking.form.chosen(), by=user, at=now(), **said)
    return [part.pk for part in parts]
