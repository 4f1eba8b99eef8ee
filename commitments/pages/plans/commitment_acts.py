"""What is done to a draft's commitment by a button: cut, joined, moved, dropped, rows added and taken out."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...clock import now
from ...workflow.planning import commitment_cuts, draft_rows
from ..attempt import attempt, said_of_each
from ..shortcuts import once
from .commitment_form import CommitmentForm
from .commitments import commitment_page, draft_commitment_or_404
from .edit_words import edit_words
from .query import office_plan_or_404
from .row_forms import MilestoneForm, TargetForm
from .words import past_draft_words


def stale_words() -> str:
    return _("Somebody changed this commitment meanwhile; nothing was done. Look at it again.")


def act_on(request, plan, code, act, words, **forms):
    """Do `act(row, said)` with a draft's commitment, once, and lead to the one it answers with; or say why not.

    `act` returns the commitment to go on with, or None for the list; `forms` holds the form that was typed, by name.
    """
    found = office_plan_or_404(request, plan)
    row = draft_commitment_or_404(found, code)
    said = {"by": request.user, "at": now(), "version": request.POST.get("version", "")}
    form = next(iter(forms.values()), None)
    tried = attempt(
        lambda: once(request, request.resolver_match.url_name, lambda: {"code": getattr(act(row, said), "code", "")}),
        form=form, refused=past_draft_words(), stale=stale_words(),
        missing=said_of_each(edit_words) if form else first_words,
    )  # fmt: skip
    if tried.failed:
        row = draft_commitment_or_404(found, code)
        return commitment_page(request, row, CommitmentForm(row), notice=tried.notice, status=tried.status, **forms)
    messages.success(request, words)
    if not tried.answer["code"]:
        return redirect("plans_commitments", found.key)
    return redirect("plans_commitment", found.key, tried.answer["code"])


def first_words(fields: dict[str, str]) -> str:
    return str(edit_words(next(iter(fields.values()))))


def number_of_sign(request) -> int:
    text = request.POST.get("cut", "")
    return int(text) if text.isdecimal() and len(text) < 6 else 0


@require_POST
def plans_commitment_split(request, plan, code):
    """Cut the quote at a place; the new commitment is shown."""
    place = number_of_sign(request)
    act = lambda row, said: commitment_cuts.split_commitment(row, place, **said)  # noqa: E731
    return act_on(request, plan, code, act, _("Cut in two; this is the second part."))


@require_POST
def plans_commitment_merge(request, plan, code):
    """Join the commitment with the next one of its paragraph."""
    act = lambda row, said: commitment_cuts.merge_commitments(row, **said)  # noqa: E731
    return act_on(request, plan, code, act, _("Joined with the one that followed."))


@require_POST
def plans_commitment_move(request, plan, code):
    """Let the commitment change places with the one before or, with `down`, behind it."""
    down = "down" in request.POST
    act = lambda row, said: commitment_cuts.move_commitment(row, down=down, **said)  # noqa: E731
    return act_on(request, plan, code, act, _("Moved; the codes follow the order."))


@require_POST
def plans_commitment_drop(request, plan, code):
    """Take the commitment out of the draft."""
    act = lambda row, said: commitment_cuts.drop_commitment(row, **said)  # noqa: E731
    return act_on(request, plan, code, act, _("%(code)s was taken out of the draft.") % {"code": code})


@require_POST
def plans_target_add(request, plan, code):
    """Add a target read from words of the quote; or say at its field what is wrong."""
    form = TargetForm(request.POST)

    def act(row, said):
        draft_rows.add_target(row, form.new_target(), **said)
        return row

    return typed_row(request, plan, code, act, "target_form", form)


@require_POST
def plans_milestone_add(request, plan, code):
    """Add a milestone; or say at its field what is wrong."""
    form = MilestoneForm(request.POST)

    def act(row, said):
        draft_rows.add_milestone(row, form.new_milestone(), **said)
        return row

    return typed_row(request, plan, code, act, "milestone_form", form)


def typed_row(request, plan, code, act, name, form):
    """Answer a form that adds a row: what it cannot be is said before anything is done."""
    if form.is_valid():
        return act_on(request, plan, code, act, _("Added."), **{name: form})
    row = draft_commitment_or_404(office_plan_or_404(request, plan), code)
    return commitment_page(request, row, CommitmentForm(row), status=422, **{name: form})


@require_POST
def plans_row_drop(request, plan, code, what, pk):
    """Take a target or a milestone out."""

    def act(row, said):
        draft_rows.drop_row(row, what, pk, **said)
        return row

    return act_on(request, plan, code, act, _("Taken out."))
