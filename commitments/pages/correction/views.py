"""Corrections 更正: begin one, write it, send it on, take it back or give it up; the approved text stands meanwhile."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...clock import now, today
from ...models import ProgressUpdate
from ...workflow import assessment, correcting, doubting, reporting
from ..attempt import attempt
from ..shortcuts import once, once_as_sent, plan_or_404
from ..typed import echo, missing_words
from .access import found, permit
from .forms import CorrectionForm, NoteForm, ReasonForm
from .text import beside, content, typed

TEMPLATE = "correction/page.html"


def correction(request, plan, pk, form=None, note=None, refusal="", kept=(), status=200):
    """Show an update with what the account may do: begin a correction, write it, or read it beside the old text."""
    plan, update = found(request, plan, pk)
    writing = correcting.may_rewrite(update, request.user) and newest(update)
    beginning = correcting.may_correct(update, request.user)
    context = {
        "plan": plan, "update": update, "commitment": update.commitment, "today": today(), "key": uuid.uuid4,
        "writing": writing, "beginning": beginning, "moves": update.moves_for(request.user),
        "form": form or (CorrectionForm(update) if writing else ReasonForm()), "note": note or NoteForm(),
        "rows": beside(update) if update.corrects else [], "content": content(update.corrects or update),
        "under_way": None if update.corrects else other(update, request.user), "refusal": refusal, "kept": kept,
        "droppable": correcting.may_drop(update, request.user), "verdict": assessment.preview(update),
        "doubts": doubting.doubts_of(update) if writing else [],
        "signed": update.department.has_approver and not update.by_office,
        "must_say": update.corrects_id is not None and correcting.leaves_traces(update),
    }  # fmt: skip
    return render(request, TEMPLATE, context, status=status)


@require_POST
def start(request, plan, pk):
    """Begin a correction; its draft then opens."""
    plan, update = found(request, plan, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return correction(request, plan.key, pk, form, status=422)
    reason = form.cleaned_data["correction_reason"]
    tried = attempt(
        lambda: once(request, "correct", lambda: begun(update, request.user, reason)), form=form,
        missing={"correction_reason": _("Write why it is to be corrected; the reason stays with it.")},
        refused=_("This cannot be corrected now: a newer text stands, or a correction is under way already."),
    )  # fmt: skip
    if tried.status == 422:
        return correction(request, plan.key, pk, form, status=422)
    if tried.failed:
        return correction(request, plan.key, pk, refusal=tried.notice, kept=typed(form), status=409)
    return redirect("correction", plan.key, tried.answer["pk"])


def begun(update, user, reason) -> dict:
    return {"pk": correcting.correct(update, by=user, at=now(), reason=reason).pk}


@require_POST
def save(request, plan, pk):
    """Save the draft."""
    return write(request, plan, pk, lambda draft: draft, _("The correction is saved."))


@require_POST
def send(request, plan, pk):
    """Save the draft and send it on: to sign-off, or to the office where nobody signs."""
    return write(request, plan, pk, lambda draft: reporting.send(draft, by=request.user, at=now()), _("Sent."))


def write(request, plan, pk, then, words):
    """Save what was typed, once, and do `then` with it; or answer with what went wrong and the typed text kept."""
    plan, update = found(request, plan, pk)
    form = CorrectionForm(update, request.POST)
    if not form.is_valid():
        return correction(request, plan.key, pk, form, status=422)
    tried = attempt(
        lambda: once_as_sent(request, "correction", lambda: stored(form, request.user, then)), form=form,
        missing=missing, changed="",
    )  # fmt: skip
    if tried.status == 422:
        return correction(request, plan.key, pk, form, status=422)
    if tried.failed:
        return conflict(request, plan, update, form)
    messages.success(request, words)
    return redirect("correction", plan.key, tried.answer["pk"])


def missing(fields: dict[str, str]) -> dict[str, str]:
    """Return form field → words of what must be filled in before it can be sent."""
    return {"correction_reason" if name == "reason" else name: missing_words(code) for name, code in fields.items()}


def stored(form, user, then) -> dict:
    """Save the form's content and go on, all or nothing; return the draft's number."""
    said = form.cleaned_data
    with transaction.atomic():
        draft = correcting.save(form.update, form.entry(), said["correction_reason"], by=user, version=said["version"])
        then(draft)
    return {"pk": draft.pk}


def conflict(request, plan, update, form):
    """Answer with the revision as it now stands; what was typed is kept beside it."""
    current = correcting.revisions(update).visible_to(request.user).first()
    words = _(
        "Somebody else went on meanwhile. This is how it stands now; what you typed was not saved and is kept below."
    )
    return correction(request, plan.key, current.pk, refusal=words, kept=typed(form), status=409)


@require_POST
def drop(request, plan, pk):
    """Give the draft up; the approved text stands as if there had been no correction."""
    plan, update = found(request, plan, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return correction(request, plan.key, pk, note=form, status=422)
    note, version = form.cleaned_data["note"], request.POST.get("version", "")
    # What is no version is nobody's: stale, never "any".
    version = int(version) if version.isdecimal() and len(version) < 10 else -1
    tried = attempt(
        lambda: once(request, "drop", lambda: dropped(update, request.user, note, version)), form=form,
        missing={"note": _("Write why it is given up: others have seen it, so it stays on the record.")},
        changed=_("Nothing was given up: the correction was changed or sent meanwhile."),
    )  # fmt: skip
    if tried.failed:
        kept = form if tried.status == 422 else None
        return correction(request, plan.key, pk, note=kept, refusal=tried.notice, status=tried.status)
    messages.success(request, _("The correction is given up; the approved text stands."))
    return redirect("commitment", plan.key, update.commitment.code)


def dropped(update, user, note, version) -> dict:
    correcting.drop(update, by=user, at=now(), note=note, version=version)
    return {}


@require_POST
def withdraw(request, plan, pk):
    """Take an undecided correction back as a draft."""
    plan, update = found(request, plan, pk)
    tried = attempt(
        lambda: once(request, "correction", lambda: {"pk": reporting.withdraw(update, by=request.user, at=now()).pk}),
        refused=_("It cannot be taken back any more: it was decided meanwhile."),
    )
    if tried.failed:
        return correction(request, plan.key, pk, refusal=tried.notice, status=409)
    messages.success(request, _("The correction is a draft again."))
    return redirect("correction", plan.key, pk)


def read(request, plan):
    """Answer what a typed figure is understood as; for the echo beside the box."""
    plan_or_404(plan)
    permit(request.user, None)
    return echo(request)


def newest(update) -> bool:
    return correcting.revisions(update).first() == update


def other(update, user) -> ProgressUpdate | None:
    """Return the period's correction under way that the account may read, or None."""
    return correcting.revisions(update).visible_to(user).corrections_under_way().first()
