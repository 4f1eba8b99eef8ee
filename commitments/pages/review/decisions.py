"""The office's decisions: approve, which can be undone for some seconds; return with a reason; and who was first."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import HeldMove, UpdateState
from ...clock import now
from ...workflow.reports import held_acts, review
from ..attempt import attempt
from ..flags_shown import flags_to_confirm
from ..held import held_strip, hold_and_settle
from ..shortcuts import add_counts, once, one_of_two
from .forms import DecisionForm
from .views import queue_answer, queue_of, update_of
from .words import settled_words


@require_POST
def review_approve(request, plan, pk):
    """Approve, with the office's own lamp if it sets one; then the next opens. Against flags it is asked once more."""

    def act(update, said):
        hold_and_settle(
            update, HeldMove.APPROVE, by=request.user, at=now(), version=said["version"], press=uuid.uuid4(),
            office_lamp=said["office_lamp"], office_reason=said["reason"],
        )  # fmt: skip

    return decide_once(request, plan, pk, act, _("%(code)s approved."), consents=True)


@require_POST
def review_return(request, plan, pk):
    """Return with a reason; then the next opens."""

    def act(update, said):
        review.return_report(update, by=request.user, at=now(), reason=said["reason"], version=said["version"])

    return decide_once(request, plan, pk, act, _("%(code)s returned to its department."))


def decide_once(request, plan, pk, act, words, consents=False):
    """Run one decision once; answer with the next update, or with what went wrong and the typed text kept."""
    found = queue_of(request, plan)
    update, form = update_of(found.plan, pk), DecisionForm(request.POST)
    if update is None:
        raise Http404(_("This update is no longer there; it was a draft and was deleted."))
    if not form.is_valid():
        gone = found.item(pk) is None
        return (
            decided_meanwhile(request, found, pk, form)
            if gone
            else queue_answer(request, found, pk, form=form, status=422)
        )
    if consents and (asking := flags_asked_about(request, update, form)):
        return queue_answer(request, found, pk, form=form, asking=asking, status=422)
    said = form.cleaned_data | {"words": words % {"code": update.commitment.code}}
    tried = attempt(
        lambda: one_of_two(request, "review", lambda: decide_and_follow(found, update, act, said)), form=form,
        changed="",
        missing={"reason": _("Write the reason: it goes to the department and into the record.")},
    )  # fmt: skip
    if tried.status == 422:
        return queue_answer(request, found, pk, form=form, status=422)
    if tried.failed:
        return decided_meanwhile(request, found, pk, form)
    return open_next(request, found, tried.answer["next"], tried.answer["words"])


def flags_asked_about(request, update, form) -> list:
    """Return the flags the form does not consent against yet; none where it cannot decide any more."""
    shown = update.state == UpdateState.SUBMITTED and update.version == form.cleaned_data["version"]
    return flags_to_confirm(request, update.pk) if shown else []


def decide_and_follow(found, update, act, said: dict) -> dict:
    """Decide and return what opens next."""
    following = found.next_after(update.pk)
    act(update, said)
    return {"next": following, "words": said["words"]}


def open_next(request, found, pk, words):
    """Answer with the next update: in place under htmx, else by its address."""
    if not request.htmx:
        messages.success(request, words)
        return redirect(found.address(pk))
    response = queue_answer(request, found, pk, said=words)
    response["HX-Replace-Url"] = found.address(pk)
    return response


def decided_meanwhile(request, found, pk, form):
    """Answer with who was first and the update as it now stands; what was typed is kept."""
    stands = update_of(found.plan, pk)
    waits = found.item(pk) is not None
    words = settled_words(stands, request.user)
    return queue_answer(request, found, pk, form=form, refusal=words, settled=None if waits else stands, status=409)


@require_POST
def review_undo(request, plan, press):
    """Undo what was approved with one press, as far as it has not taken effect; its first update opens again."""
    found = queue_of(request, plan)
    answer = once(request, "undo", lambda: undone_first(press, request.user))
    if answer["pk"] is None:
        return open_next(request, found, None, _("Too late to undo: it has taken effect."))
    words = _("Undone: %(code)s waits for your decision again.") % {"code": answer["code"]}
    if not request.htmx:
        return open_next(request, found, answer["pk"], words)
    response = queue_answer(request, found, answer["pk"], said=words, typed=answer["typed"])
    response["HX-Replace-Url"] = found.address(answer["pk"])
    return response


def undone_first(press, user) -> dict:
    """Undo a press; return the first of its updates with what was typed for it."""
    undone = held_acts.undo_acts(press, by=user)
    if not undone:
        return {"pk": None}
    first = undone[0]
    typed = {"office_lamp": first.office_lamp, "reason": first.office_reason}
    return {"pk": first.update_id, "code": first.update.commitment.code, "typed": typed}


def review_held(request, plan):
    """Answer what can still be undone, and what waits, for the moment when the time of something has run out."""
    found = queue_of(request, plan)
    held = held_strip(request.user, HeldMove.APPROVE, found.plan)
    return add_counts(request, render(request, "_parts/held.html", {"held": held}))
