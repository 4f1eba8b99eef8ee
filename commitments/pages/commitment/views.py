"""One commitment: its words, its figures, who answers for it, and what was done."""

from django.shortcuts import render

from ...choices import Role
from ...clock import today
from ...models import HistoryEntry
from ...rules.sentences import sentence_around
from ...workflow import assessment
from ...workflow.grounds import grounds
from ..shortcuts import commitment_or_404, plan_or_404
from .story import Story

SHOWN = 5


def commitment(request, plan, code):
    """Show a commitment with its figures as of today."""
    plan = plan_or_404(plan)
    found = commitment_or_404(plan, code)
    story = Story(found, request.user, today())
    context = {
        "plan": plan, "commitment": found, "today": today(), "quote": quote(found), "story": story,
        "verdict": assessment.verdicts_on(plan, today())[found.pk], "history": readable(found, request.user)[:SHOWN],
        "neighbours": neighbours(found), "grounds": grounds(story.known, found)[1],
    }  # fmt: skip
    return render(request, "commitment/page.html", context)


def history(request, plan, code):
    """List everything done on a commitment that the account may read."""
    plan = plan_or_404(plan)
    found = commitment_or_404(plan, code)
    context = {"plan": plan, "commitment": found, "history": readable(found, request.user)}
    return render(request, "commitment/history.html", context)


def readable(commitment, user):
    """Return the history `user` may read: of approved facts all, else the own department's and the office's."""
    entries = HistoryEntry.objects.filter(commitment=commitment).select_related("actor__department")
    own = user.represents is not None and user.represents == commitment.lead
    if own or user.has_role(Role.SUPERVISOR, Role.LEADER):
        return entries
    return entries.filter(approved=True)


def quote(commitment) -> dict:
    """Return the promise in its sentence: the words before, the quote, the words after."""
    text = commitment.paragraph.text
    begin, stop = sentence_around(text, commitment.quote_start, commitment.quote_end)
    return {"before": text[begin : commitment.quote_start], "after": text[commitment.quote_end : stop]}


def neighbours(commitment) -> tuple:
    """Return the commitments before and after this one in the report, or None at its ends."""
    others = commitment.plan.commitments.standing()
    before = others.filter(order__lt=commitment.order).order_by("-order").first()
    return before, others.filter(order__gt=commitment.order).order_by("order").first()
