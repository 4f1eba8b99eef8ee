"""One commitment: its words, its figures, who answers for it, and what was done."""

import uuid

from django.shortcuts import redirect, render
from django.urls import reverse

from ...clock import today
from ...models import OFFICE_DRAFT, HistoryEntry
from ...rules.sentences import sentence_around
from ...workflow.judgement import assessment
from ...workflow.judgement.explanation import explained_components
from ...workflow.judgement.figures_changed import figures_changed
from ...workflow.judgement.trend import commitment_trend
from ...workflow.office import overrules
from ...workflow.office.adjusted_days import days_version, may_adjust_milestones
from ...workflow.office.withdrawals import may_withdraw_commitment
from ...workflow.snapshot.known_reports import end_of_day
from ...workflow.snapshot.snapshot import Snapshot
from ..as_of import as_of_context, day_asked
from ..conditions import ConditionsForm, conditions_asked, kept_query
from ..shortcuts import commitment_or_404, page_plan_or_404, plan_or_404
from ..tables import PAGE_LENGTH, PagesAsked
from .forms import AdjustMilestoneForm, OverruleForm, WithdrawCommitmentForm
from .query import bring_people, shared_uses
from .story import Story
from .tables import HistoryTable

HISTORY_SHOWN = 5


def commitment(request, plan, code):
    """Show a commitment with its figures as of today, or of a past day by `?on=`."""
    plan = page_plan_or_404(request, plan)
    return commitment_page(request, plan, commitment_or_404(plan, code, day_asked(request, plan)))


def commitment_page(request, plan, found, form=None, notice="", forms=None, status=200):
    """Return the page of a commitment, with a form that was refused and why; of a past day nothing can be changed."""
    on = day_asked(request, plan)
    done = readable_history(found, request.user).filter(at__lt=end_of_day(on))
    verdict = assessment.verdicts_on(plan, on)[found.pk]
    story = Story(found, request.user, on, past=on < today(), beside=shared_uses(found, on))
    verdict.commitment = found
    bring_people(found, on)
    context = {
        "plan": plan, "commitment": found, "today": on, "quote": quote_in_sentence(found), "story": story,
        "verdict": verdict, "trend": commitment_trend(found, on), "history": done[:HISTORY_SHOWN],
        "neighbours": neighbours(request, found, on), "kept": kept_query(request, as_of_context(request)["past"]),
        "contributions": contributions_shown(found, request.user),
        "grounds": explained_components(story.known, found)[1], "notice": notice,
        "office_since": office_since(story.known, verdict),
        "form": form or OverruleForm(), "version": overrules.lamp_version(verdict), "key": uuid.uuid4,
        "withdrawal": WithdrawCommitmentForm(), "adjustment": AdjustMilestoneForm(found),
        "days_version": days_version(story.known.milestones[found.pk]),
        "changed": figures_changed(plan, story.targets) if on == today() else [],
        "may_withdraw": on == today() and may_withdraw_commitment(request.user, found),
        "may_adjust": on == today() and may_adjust_milestones(request.user, found),
        "may_overrule": on == today() and overrules.may_overrule(request.user, verdict),
        **(forms or {}),
    }  # fmt: skip
    return render(request, "commitment/page.html", context, status=status)


def commitment_why(request, plan, code):
    """Say in words how a lamp came about, for the popover beside it; a browser itself goes to the same words there."""
    plan = plan_or_404(plan, request.user)
    found, on = commitment_or_404(plan, code), day_asked(request, plan)
    if not request.htmx:
        return redirect(f"{reverse('commitment', args=[plan.key, code])}{as_of_context(request)['query']}#lamp")
    known = Snapshot(plan, on, [found])
    verdict = assessment.verdict_on(found, on)
    context = {
        "plan": plan, "commitment": found, "verdict": verdict, "grounds": explained_components(known, found)[1],
        "office_since": office_since(known, verdict),
    }  # fmt: skip
    return render(request, "commitment/_why.html", context)


def office_since(known, verdict):
    """Return the day from which the office's lamp counts, None where it set none; only then is it asked for."""
    return known.office(verdict.commitment)[2] if verdict.office_lamp else None


def commitment_history(request, plan, code):
    """List everything done on a commitment that the account may read."""
    plan = plan_or_404(plan, request.user)
    found = commitment_or_404(plan, code)
    table = HistoryTable(readable_history(found, request.user))
    table.paginate(PagesAsked, PAGE_LENGTH, request.GET.get("page"))
    context = {"plan": plan, "commitment": found, "table": table, "kept": kept_query(request, None)}
    return render(request, "commitment/history.html", context)


def readable_history(commitment, user):
    """Return the history `user` may read: of approved facts all, else the own department's and the office's."""
    entries = HistoryEntry.objects.filter(commitment=commitment).select_related("actor__department")
    own = user.represents is not None and user.represents == commitment.lead
    if user.sees_district:
        return entries
    if own:
        return entries.without(commitment.updates.filter(OFFICE_DRAFT))
    return entries.filter(approved=True)


def contributions_shown(commitment, user) -> list:
    """Return the contributions asked for in the newest period that has any, as far as `user` may know of them."""
    rows = (
        commitment.contributions.wanted()
        .visible_to(user)
        .select_related("department", "period")
        .order_by("-period__ends")
    )
    found = list(rows)
    return [contribution for contribution in found if contribution.period_id == found[0].period_id]


def quote_in_sentence(commitment) -> dict:
    """Return the promise in its sentence: the words before, the quote, the words after."""
    text = commitment.paragraph.text
    begin, stop = sentence_around(text, commitment.quote_start, commitment.quote_end)
    return {"before": text[begin : commitment.quote_start], "after": text[commitment.quote_end : stop]}


def neighbours(request, commitment, on) -> tuple[str, str]:
    """Return the codes before and after this one, "" at the ends: of the ledger as it was filtered and ordered."""
    if conditions_asked(request):
        return ConditionsForm(request.GET, commitment.plan, on).beside(commitment)
    others = commitment.plan.commitments.standing_on(on).values_list("code", flat=True)
    before = others.filter(order__lt=commitment.order).order_by("-order").first()
    return before or "", others.filter(order__gt=commitment.order).order_by("order").first() or ""
