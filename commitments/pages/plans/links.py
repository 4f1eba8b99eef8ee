"""The links of a draft's promises to last year's: proposed by their words, judged by the office."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import LinkKind, Standing
from ...clock import now
from ...models import PromiseLink
from ...workflow.planning import checklist, drafts_locked, link_proposals
from ...workflow.planning import links as linking
from ..attempt import attempt
from ..links_said import SAID_WORDS, LinkForm, form_words, notes_wrong
from ..plan_steps import steps_of
from ..shortcuts import once
from .query import numbers_sent, office_plan_or_404
from .words import past_draft_words


@dataclass(frozen=True)
class LinkRow:
    """A link as the list shows it: what is stored, or what was typed and why it was not taken."""

    link: PromiseLink
    kind: str
    note: str
    error: str
    ticked: bool


def plans_links(request, plan, *, errors=None, notice="", status=200):
    """List how the draft's promises follow from last year's; `?lacks=links_proposed` only those to be judged.

    `errors` are the words at a link's field by its key, shown with what was typed.
    """
    found = office_plan_or_404(request, plan)
    only = request.GET.get("lacks") == "links_proposed"
    rows = [link_row(request, link, errors or {}) for link in links_listed(found, only)]
    context = {
        "plan": found, "steps": steps_of(found), "notice": notice, "key": uuid.uuid4, "rows": rows, "only": only,
        "kinds": [LinkKind(each) for each in LinkKind.of_two()], "may_edit": may_edit(request, found),
        "proposed": sum(row.link.standing == Standing.PROPOSED for row in rows),
        "left": checklist.promises_dropped_silently([found]).count(),
        "free": link_proposals.free_promises(found).count() if found.is_draft else 0,
    }  # fmt: skip
    return render(request, "plans/links.html", context, status=status)


def may_edit(request, plan) -> bool:
    return drafts_locked.may_edit_draft(request.user, plan)


def links_listed(plan, only_proposed: bool):
    """Return the links of the draft's promises, or those the checklist counts, in last year's order."""
    rows = plan.links.exclude(commitment=None)
    if only_proposed:
        rows = rows.filter(pk__in=checklist.proposed_links([plan]).order_by().values("pk"))
    rows = rows.select_related("commitment__plan", "earlier__plan")
    return rows.order_by("earlier__order", "commitment__order", "pk")


def link_row(request, link: PromiseLink, errors: dict) -> LinkRow:
    typed, proposed = request.POST, link.standing == Standing.PROPOSED
    kind, note = typed.get(f"kind_{link.pk}", link.kind), typed.get(f"note_{link.pk}", link.note)
    ticked = str(link.pk) in typed.getlist("link") if "key" in typed else proposed
    return LinkRow(link, kind, note, errors.get(str(link.pk), ""), ticked)


def forms_sent(request, name: str) -> tuple[dict[int, LinkForm], dict[str, str]]:
    """Return the valid forms of what is ticked under a name, by key, and key → why a form is none."""
    sent = {pk: LinkForm(request.POST, prefix=str(pk)) for pk in numbers_sent(request, name)}
    wrong = {str(pk): form_words(form) for pk, form in sent.items() if not form.is_valid()}
    return {pk: form for pk, form in sent.items() if form.is_valid()}, notes_wrong(request) | wrong


@require_POST
def plans_links_judge(request, plan):
    """Settle the links that are ticked with the kinds chosen and what is said of them, once."""
    found = office_plan_or_404(request, plan)
    sent, errors = forms_sent(request, "link")
    unknown = {request.POST[name] for name in request.POST if name.startswith("kind_")} - set(LinkKind.values)
    if errors or unknown:
        words = SAID_WORDS["kind"] if unknown else _("Nothing was stored: see what is missing below.")
        return plans_links(request, plan, errors=errors, notice=words, status=422)
    said = {pk: form.said() for pk, form in sent.items()}
    tried = attempt(
        lambda: once(request, "plans_links", lambda: judge_once(found, said, request.user)),
        missing=lambda fields: _("Nothing was stored: see what is missing below."), refused=past_draft_words(),
    )  # fmt: skip
    if tried.failed:
        codes = getattr(tried.error, "fields", {})
        errors = {pk: SAID_WORDS[code] for pk, code in codes.items()}
        return plans_links(request, plan, errors=errors, notice=tried.notice, status=tried.status)
    messages.success(request, _("Links judged: %(n)d.") % {"n": tried.answer["n"]})
    return redirect("plans_links", found.key)


def judge_once(plan, said, user) -> dict:
    return {"n": linking.judge_links(plan, said, by=user, at=now())}


@require_POST
def plans_links_propose(request, plan):
    """Propose what the draft's promises follow from, by their words, once."""
    found = office_plan_or_404(request, plan)
    tried = attempt(
        lambda: once(request, "plans_links_propose", lambda: propose_once(found, request.user)),
        refused=past_draft_words(),
    )  # fmt: skip
    if tried.failed:
        return plans_links(request, plan, notice=tried.notice, status=tried.status)
    messages.success(request, _("Links proposed: %(n)d; judge them below.") % {"n": tried.answer["n"]})
    return redirect("plans_links", found.key)


def propose_once(plan, user) -> dict:
    return {"n": link_proposals.propose_likely_links(plan, by=user, at=now())}
