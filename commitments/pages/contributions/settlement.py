"""What settles a contribution: taken back by its department; taken over, returned or cancelled by the lead."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...clock import now
from ...workflow.refusals import Refused
from ...workflow.reports import contribution_requests
from ...workflow.reports import contributions as verbs
from ..attempt import attempt
from ..shortcuts import once, one_of_two
from .forms import CONTRIBUTION_ERRORS, AskForm, SettleForm
from .query import asked_about, asking_error_words, supporting_departments
from .views import (
    CONTRIBUTIONS_PAGE,
    contribution_address,
    contribution_or_404,
    contributions_context,
    contributions_of,
)


@require_POST
def contributions_withdraw(request, plan, pk):
    """Take a filed contribution back to change it."""
    return settle_contribution(
        request,
        plan,
        pk,
        "owed",
        verbs.withdraw_contribution,
        _("The part is yours again; the lead no longer sees it."),
    )


@require_POST
def contributions_take(request, plan, pk):
    """Put a filed contribution into the own report's draft; say which figures were left as they stood."""
    return settle_contribution(
        request, plan, pk, "asked", verbs.take_over_contribution, _("The part of %(department)s is in your draft now.")
    )


@require_POST
def contributions_return(request, plan, pk):
    """Return a filed contribution; the reason says what is to be changed."""
    return settle_contribution(
        request, plan, pk, "asked", verbs.return_contribution, _("The part is back with %(department)s."), reasoned=True
    )


@require_POST
def contributions_cancel(request, plan, pk):
    """Ask no longer for a contribution."""
    return settle_contribution(
        request, plan, pk, "asked", verbs.cancel_contribution, _("%(department)s is no longer asked for its part.")
    )


def settle_contribution(request, plan, pk, rows: str, verb, words, reasoned=False):
    """Make one move, once; answer with both lists, or with what went wrong and the reason kept."""
    found = contributions_of(request, plan)
    row = contribution_or_404(getattr(found, rows), request.user, pk)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return settle_again(request, found, row, form, 422)
    said = {"version": form.cleaned_data["version"]} | ({"reason": form.cleaned_data["reason"]} if reasoned else {})
    tried = attempt(
        lambda: one_of_two(
            request, "contributions", lambda: takeover_answer(verb(row.contribution, by=request.user, at=now(), **said))
        ),
        form=form, missing=missing, changed=lambda error: settle_refusal(row, verb, error),
    )  # fmt: skip
    if tried.status == 422:
        return settle_again(request, found, row, form, 422)
    if tried.failed:
        messages.error(request, tried.notice)
        return render(request, CONTRIBUTIONS_PAGE, contributions_context(contributions_of(request, plan)), status=409)
    messages.success(request, words % {"department": row.contribution.department})
    if kept := tried.answer["kept"]:
        left = _("A figure stood in your draft already and was left: %(names)s.")
        messages.warning(request, left % {"names": "、".join(kept)})
    return redirect(contribution_address(plan, pk))


def missing(fields: dict[str, str]) -> dict[str, str]:
    """Return the words for the reason's field: it is empty, or what is taken over is too long."""
    why = (
        CONTRIBUTION_ERRORS["too_long"]
        if "text" in fields
        else _("Write what is to be changed; the department reads it.")
    )
    return {"reason": why}


def takeover_answer(done) -> dict:
    """Return the names of the figures a contribution did not fill in, when it was taken over."""
    return {"kept": [indicator.name for indicator in getattr(done, "kept", [])]}


def settle_again(request, found, row, form, status):
    row.reason = form
    return render(request, CONTRIBUTIONS_PAGE, contributions_context(found), status=status)


def settle_refusal(row, verb, error) -> str:
    """Return why nothing was done: the report is on its way, or the contribution has changed."""
    if verb is verbs.take_over_contribution and "take_over" in row.moves and isinstance(error, Refused):
        words = _("Your report of %(code)s is on its way; take it back before you add a part.")
        return words % {"code": row.contribution.commitment.code}
    return _("The part of %(department)s has changed meanwhile; nothing was done.") % {
        "department": row.contribution.department
    }


@require_POST
def contributions_ask(request, plan):
    """Ask departments for their contributions of one commitment's report."""
    found = contributions_of(request, plan)
    asking = asked_about(found, request.POST, found.led if found.period else [])
    if asking is None:
        messages.error(request, _("Choose a commitment your department leads with others."))
        return render(request, CONTRIBUTIONS_PAGE, contributions_context(found), status=422)
    # Those asked meanwhile are still understood: a repeat of the same form gets the first answer.
    form = asking.form = AskForm(supporting_departments(asking.commitment), request.POST)
    if not form.is_valid():
        return render(request, CONTRIBUTIONS_PAGE, contributions_context(found, asking), status=422)
    tried = attempt(
        lambda: once(request, "contributions_ask", lambda: {"asked": ask_once(found, asking, request.user)}),
        form=form, missing=lambda fields: asking_error_words(fields, found),
        refused=_("The report can no longer be written; take it back before you ask for a part."),
    )  # fmt: skip
    if tried.notice:
        form.add_error(None, tried.notice)
    if tried.failed:
        return render(request, CONTRIBUTIONS_PAGE, contributions_context(found, asking), status=tried.status)
    names = "、".join(each.short_name for each in form.chosen())
    messages.success(request, _("%(names)s: asked for a part.") % {"names": names})
    return redirect(f"{reverse('contributions', args=[plan])}#asked")


def ask_once(found, asking, user) -> list[int]:
    said = {name: asking.form.cleaned_data[name] for name in ("wanted", "due")}
    contributions = contribution_requests.ask_contributions(
        asking.commitment, found.period, departments=asking.form.chosen(), by=user, at=now(), **said
    )
    return [contribution.pk for contribution in contributions]
