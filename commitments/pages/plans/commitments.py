"""The commitments of a draft: their list, and the form of one, saved while one types."""

import uuid

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...clock import now
from ...models import Assignment, Commitment, Paragraph
from ...workflow.planning import commitment_edits, drafts_locked
from ...workflow.planning.checklist import ITEMS_BY_CODE, commitments_named_by
from ...workflow.snapshot.trajectories import paced_targets
from ..attempt import attempt, said_of_each
from ..plan_steps import steps_of
from ..shortcuts import once_as_sent, render_part
from .commitment_form import CommitmentForm
from .edit_words import edit_words
from .query import office_plan_or_404
from .row_forms import MilestoneForm, TargetForm
from .words import ITEM_WORDS, past_draft_words

COMMITMENT_PAGE = "plans/commitment.html"


def plans_commitments(request, plan):
    """List the draft's commitments in the report's order; `?lacks=` only those an item of the checklist is about."""
    found, code = office_plan_or_404(request, plan), request.GET.get("lacks", "")
    lead = Assignment.objects.current().lead_name()
    rows = commitments_named_by(found, code).annotate(lead_name=lead, number=Count("targets", distinct=True))
    context = {
        "plan": found, "steps": steps_of(found), "rows": rows.in_report_order().select_related("paragraph__section"),
        "lacks": ITEM_WORDS[code][0] if code in ITEMS_BY_CODE else "",
        "paragraphs": Paragraph.objects.filter(section__plan=found).select_related("section"),
    }  # fmt: skip
    return render(request, "plans/commitments.html", context)


def plans_commitment(request, plan, code):
    """Show the form of one commitment beside its paragraph."""
    found = office_plan_or_404(request, plan)
    row = draft_commitment_or_404(found, code)
    return commitment_page(request, row, CommitmentForm(row))


def draft_commitment_or_404(plan, code: str) -> Commitment:
    """Return the plan's commitment of that code with its paragraph; 404 with words otherwise."""
    row = plan.commitments.standing().select_related("plan", "paragraph__section").filter(code=code).first()
    if row is None:
        raise Http404(_("The plan has no commitment “%(code)s”.") % {"code": code})
    return row


def commitment_page(request, row, form, *, notice="", saving="", status=200, **forms):
    """Answer with the page; htmx gets what stands beside the boxes: errors, key, version, what became of the save."""
    rows = list(row.plan.commitments.standing().in_report_order().values_list("code", flat=True))
    place = rows.index(row.code)
    text, start, end = row.paragraph.text, row.quote_start, row.quote_end
    context = {
        "plan": row.plan, "steps": steps_of(row.plan), "commitment": row, "form": form, "notice": notice,
        "saving": saving, "key": uuid.uuid4, "version": commitment_edits.commitment_version(row),
        "before": rows[place - 1] if place else "", "behind": rows[place + 1] if place + 1 < len(rows) else "",
        "text": (text[:start], text[start:end], text[end:]), "cuts": cuts_of(row.quote),
        "may_edit": drafts_locked.may_edit_draft(request.user, row.plan), "position": place + 1, "all": len(rows),
        "paced": bool(paced_targets(row)),
        "target_form": forms.get("target_form") or TargetForm(), "milestone_form": forms.get("milestone_form") or
        MilestoneForm(),
    }  # fmt: skip
    return render_part(request, COMMITMENT_PAGE, "live", context, status=status)


def cuts_of(quote: str) -> list[tuple]:
    """Return the places where a quote may be cut, each with the words on both sides of it."""
    places = [at for at, sign in enumerate(quote) if sign in "，,、；;" and 0 < at < len(quote) - 1]
    return [(at + 1, quote[max(0, at - 6) : at], quote[at + 1 : at + 7]) for at in places]


@require_POST
def plans_commitment_save(request, plan, code):
    """Store what was typed, once; or answer with what is wrong at its field and the typed text kept."""
    found = office_plan_or_404(request, plan)
    row = draft_commitment_or_404(found, code)
    form = CommitmentForm(row, request.POST)
    if not form.is_valid():
        return commitment_page(request, row, form, saving="unsaved", status=422)
    tried = attempt(
        lambda: once_as_sent(request, "plans_commitment", lambda: save_once(row, form, request)), form=form,
        missing=said_of_each(edit_words), refused=past_draft_words(),
        stale=_("Somebody changed this meanwhile. Below stands what you typed; save again to put it in its place."),
    )  # fmt: skip
    if tried.failed:
        return commitment_page(
            request, row, form, notice=tried.notice, saving="conflict" if tried.status == 409 else "unsaved",
            status=tried.status,
        )  # fmt: skip
    row = draft_commitment_or_404(found, code)
    if request.htmx:
        return commitment_page(request, row, form, saving="saved")
    messages.success(request, _("%(code)s saved.") % {"code": row.code})
    return redirect("plans_commitment", found.key, row.code)


def save_once(row, form, request) -> dict:
    version = request.POST.get("version", "")
    return {"pk": commitment_edits.save_commitment(row, form.edit(), by=request.user, at=now(), version=version).pk}
