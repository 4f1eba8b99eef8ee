"""contributions 配合: both lists, and the supporting department's side: write a contribution, file it."""

import uuid
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...clock import now, today
from ...models import Contribution
from ...workflow.reports import contributions as verbs
from ..attempt import attempt
from ..period_asked import period_code_asked
from ..shortcuts import once_as_sent, plan_or_404, render_part, visible_or_404
from ..typed import echo_figure
from .forms import CONTRIBUTION_ERRORS, ContributionForm
from .query import DepartmentContributions, asked_about

CONTRIBUTIONS_PAGE = "contributions/page.html"


def contribution_list(request, plan):
    """Show both lists; `?for=` opens the form that asks for a contribution of one commitment, in `?period=`."""
    found = contributions_of(request, plan)
    return render(
        request, CONTRIBUTIONS_PAGE, contributions_context(found, asked_about(found, request.GET, found.askable))
    )


def contributions_of(request, key) -> DepartmentContributions:
    """Return the account's contributions; 403 for those who fill in nothing, 404 for an unknown plan."""
    if request.user.represents is None:
        raise PermissionDenied(_("Joint work belongs to the departments' reporters and approvers."))
    return DepartmentContributions(plan_or_404(key, request.user), request.user, today(), period_code_asked(request))


def contributions_context(found: DepartmentContributions, asking=None, row=None) -> dict:
    """Return the page's context; `row` is one whose form is already set, `asking` the commitment asked about."""
    for each in found.owed:
        if each.writable and each.form is None:
            each.form = ContributionForm(each)
    return {
        "plan": found.plan, "contributions": found, "row": row, "asking": asking, "key": uuid.uuid4,
        "today": found.today,
    }  # fmt: skip


def contribution_or_404(rows: list, user, pk: int):
    """Return the row of a contribution in that list; 404 for those that are not the account's."""
    visible_or_404(Contribution, user, pk=pk)
    row = next((row for row in rows if row.contribution.pk == pk), None)
    if row is None:
        raise Http404(_("This part is not yours to change, or its period is closed."))
    return row


@require_POST
def contributions_save(request, plan, pk):
    """Keep what the department typed so far."""
    return write_contribution(
        request, plan, pk, lambda contribution: None, _("The part is saved; the lead does not see it yet.")
    )


@require_POST
def contributions_file(request, plan, pk):
    """Keep what was typed and hand it to the lead; both or neither."""
    words = _("The part is filed with %(lead)s.")
    return write_contribution(
        request, plan, pk, lambda contribution: verbs.file_contribution(contribution, by=request.user, at=now()), words
    )


def write_contribution(request, plan, pk, then, words):
    """Save what was typed, once, and do `then` with it; or answer with what went wrong and the typed text kept."""
    found = contributions_of(request, plan)
    row = contribution_or_404(found.owed, request.user, pk)
    form = ContributionForm(row, request.POST)
    if not form.is_valid():
        return contribution_as_typed(request, found, row, form, 422)

    def missing(fields):
        return {name if name in form.fields else "text": CONTRIBUTION_ERRORS[code] for name, code in fields.items()}

    act = partial(
        once_as_sent, request, "contributions", lambda: save_and_file(row.contribution, form, request.user, then)
    )
    tried = attempt(act, form=form, missing=missing, changed="")
    if tried.status == 422:
        return contribution_as_typed(request, found, row, form, 422)
    if tried.failed:
        return contribution_conflict(request, plan, pk)
    return contribution_saved(request, plan, pk, words % {"lead": row.contribution.commitment.lead})


def save_and_file(contribution, form, user, then) -> dict:
    """Save the contribution and go on with it; both or neither."""
    version = form.cleaned_data["version"] or 0
    saved = verbs.save_contribution(
        contribution, text=form.cleaned_data["text"], figures=form.figures, by=user, version=version
    )
    then(saved)
    return {"pk": saved.pk}


def contribution_as_typed(request, found, row, form, status):
    """Answer with the contribution as it was typed."""
    row.form = form
    return render_part(request, CONTRIBUTIONS_PAGE, "owed", contributions_context(found, row=row), status=status)


def contribution_conflict(request, plan, pk):
    """Answer with what stands now beside what was typed; nothing was overwritten, nothing is lost."""
    found = contributions_of(request, plan)
    row = contribution_or_404(found.owed, request.user, pk)
    data = request.POST.copy()
    data["version"], row.refused = row.contribution.version, True
    figures = [(each.name, data.get(f"figure_{each.pk}")) for each in row.wanted]
    row.kept = [(name, text) for name, text in [*figures, (_("Text for the report"), data.get("text"))] if text]
    return contribution_as_typed(request, found, row, ContributionForm(row, data) if row.writable else None, 409)


def contribution_saved(request, plan, pk, words):
    """Lead back to the contribution; under htmx answer with it as it now stands."""
    if not request.htmx:
        messages.success(request, words)
        return redirect(contribution_address(plan, pk))
    found = contributions_of(request, plan)
    row = contribution_or_404(found.owed, request.user, pk)
    return render_part(request, CONTRIBUTIONS_PAGE, "owed", contributions_context(found, row=row) | {"done": words})


def contribution_address(plan, pk) -> str:
    return f"{reverse('contributions', args=[plan])}#p-{pk}"


def contributions_read(request, plan):
    """Answer what a typed figure is understood as; for the echo beside the box."""
    contributions_of(request, plan)
    return echo_figure(request)
