"""Corrections 更正: begin one, write it, send it on, take it back or give it up; the approved text stands meanwhile."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import UpdateState
from ...clock import now, today
from ...models import ProgressUpdate
from ...workflow.judgement import assessment
from ...workflow.reports import corrections, moves, plausibility
from ..attempt import attempt
from ..shortcuts import once, once_as_sent, plan_or_404
from ..typed import echo_figure, missing_words
from .forms import CorrectionForm, CorrectionReasonForm, DropForm
from .query import compared_texts, permit_correction, plan_and_update, typed_texts, update_content

CORRECTION_PAGE = "correction/page.html"


def correction(request, plan, pk, form=None, note=None, refusal="", kept=(), status=200):
    """Show an update with what the account may do: begin a correction, write it, or read it beside the old text."""
    plan, update = plan_and_update(request, plan, pk)
    writing = corrections.may_write_correction(update, request.user) and is_newest(update)
    beginning = corrections.may_correct(update, request.user)
    context = {
        "plan": plan, "update": update, "commitment": update.commitment, "today": today(), "key": uuid.uuid4,
        "writing": writing, "beginning": beginning, "moves": update.moves_for(request.user),
        "form": form or (CorrectionForm(update) if writing else CorrectionReasonForm()), "note": note or DropForm(),
        "rows": compared_texts(update) if update.corrects else [], "content": update_content(update.corrects or update),
        "under_way": None if update.corrects else correction_under_way(update, request.user), "refusal": refusal,
        "kept": kept, "droppable": corrections.may_drop_correction(update, request.user),
        "verdict": assessment.preview_verdict(update),
        "flags": plausibility.flags_of_update(update) if writing else [],
        "signed": update.department.has_approver and not update.by_office,
        "must_say": update.corrects_id is not None and corrections.stays_on_record(update),
    }  # fmt: skip
    return render(request, CORRECTION_PAGE, context, status=status)


@require_POST
def correction_start(request, plan, pk):
    """Begin a correction; its draft then opens."""
    plan, update = plan_and_update(request, plan, pk)
    form = CorrectionReasonForm(request.POST)
    if not form.is_valid():
        return correction(request, plan.key, pk, form, status=422)
    reason = form.cleaned_data["correction_reason"]
    tried = attempt(
        lambda: once(request, "correct", lambda: start_once(update, request.user, reason)), form=form,
        missing={"correction_reason": _("Write why it is to be corrected; the reason stays with it.")},
        refused=_("This cannot be corrected now: a newer text stands, or a correction is under way already."),
    )  # fmt: skip
    if tried.status == 422:
        return correction(request, plan.key, pk, form, status=422)
    if tried.failed:
        return correction(request, plan.key, pk, refusal=tried.notice, kept=typed_texts(form), status=409)
    return redirect("correction", plan.key, tried.answer["pk"])


def start_once(update, user, reason) -> dict:
    return {"pk": corrections.start_correction(update, by=user, at=now(), reason=reason).pk}


@require_POST
def correction_save(request, plan, pk):
    """Save the draft."""
    return write_correction(request, plan, pk, lambda draft: draft, _("The correction is saved."))


@require_POST
def correction_send(request, plan, pk):
    """Save the draft and send it on: to sign-off, or to the office where nobody signs."""
    return write_correction(
        request, plan, pk, lambda draft: moves.send_report(draft, by=request.user, at=now()),
        _("Correction handed in: %(state)s."),
    )  # fmt: skip


def write_correction(request, plan, pk, then, words):
    """Save what was typed, once, and do `then` with it; or answer with what went wrong and the typed text kept."""
    plan, update = plan_and_update(request, plan, pk)
    form = CorrectionForm(update, request.POST)
    if not form.is_valid():
        return correction(request, plan.key, pk, form, status=422)
    tried = attempt(
        lambda: once_as_sent(request, "correction", lambda: save_and_continue(form, request.user, then)), form=form,
        missing=missing, changed="",
    )  # fmt: skip
    if tried.status == 422:
        return correction(request, plan.key, pk, form, status=422)
    if tried.failed:
        return correction_conflict(request, plan, update, form)
    messages.success(request, words % {"state": UpdateState(tried.answer["state"]).label})
    return redirect("correction", plan.key, tried.answer["pk"])


def missing(fields: dict[str, str]) -> dict[str, str]:
    """Return form field → words of what must be filled in before it can be sent."""
    return {"correction_reason" if name == "reason" else name: missing_words(code) for name, code in fields.items()}


def save_and_continue(form, user, then) -> dict:
    """Save the form's content and go on, all or nothing; return the draft's number and what it now is."""
    said = form.cleaned_data
    with transaction.atomic():
        draft = corrections.save_correction(
            form.update, form.entry(), said["correction_reason"], by=user, version=said["version"]
        )
        draft = then(draft)
    return {"pk": draft.pk, "state": draft.state}


def correction_conflict(request, plan, update, form):
    """Answer with the revision as it now stands; what was typed is kept beside it."""
    current = corrections.revisions_of(update).visible_to(request.user).first()
    words = _(
        "Somebody else went on meanwhile. This is how it stands now; what you typed was not saved and is kept below."
    )
    return correction(request, plan.key, current.pk, refusal=words, kept=typed_texts(form), status=409)


@require_POST
def correction_drop(request, plan, pk):
    """Give the draft up; the approved text stands as if there had been no correction."""
    plan, update = plan_and_update(request, plan, pk)
    form = DropForm(request.POST)
    if not form.is_valid():
        return correction(request, plan.key, pk, note=form, status=422)
    note, version = form.cleaned_data["note"], request.POST.get("version", "")
    # What is no version is nobody's: stale, never "any".
    version = int(version) if version.isdecimal() and len(version) < 10 else -1
    tried = attempt(
        lambda: once(request, "drop", lambda: drop_once(update, request.user, note, version)), form=form,
        missing={"note": _("Write why it is given up: others have seen it, so it stays on the record.")},
        changed=_("Nothing was given up: the correction was changed or sent meanwhile."),
    )  # fmt: skip
    if tried.failed:
        kept = form if tried.status == 422 else None
        return correction(request, plan.key, pk, note=kept, refusal=tried.notice, status=tried.status)
    messages.success(request, _("The correction is given up; the approved text stands."))
    return redirect("commitment", plan.key, update.commitment.code)


def drop_once(update, user, note, version) -> dict:
    corrections.drop_correction(update, by=user, at=now(), note=note, version=version)
    return {}


@require_POST
def correction_withdraw(request, plan, pk):
    """Take an undecided correction back as a draft."""
    plan, update = plan_and_update(request, plan, pk)
    tried = attempt(
        lambda: once(
            request, "correction", lambda: {"pk": moves.withdraw_report(update, by=request.user, at=now()).pk}
        ),
        refused=_("It cannot be taken back any more: it was decided meanwhile."),
    )
    if tried.failed:
        return correction(request, plan.key, pk, refusal=tried.notice, status=409)
    messages.success(request, _("The correction is a draft again."))
    return redirect("correction", plan.key, pk)


def correction_read(request, plan):
    """Answer what a typed figure is understood as; for the echo beside the box."""
    plan_or_404(plan, request.user)
    permit_correction(request.user, None)
    return echo_figure(request, may_await=True)


def is_newest(update) -> bool:
    return corrections.revisions_of(update).first() == update


def correction_under_way(update, user) -> ProgressUpdate | None:
    """Return the period's correction under way that the account may read, or None."""
    return corrections.revisions_of(update).visible_to(user).corrections_under_way().first()
