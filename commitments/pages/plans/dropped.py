"""What last year promised and this year's draft does not: dropped without a word, and accounted for."""

import uuid
from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import Value
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import Lamp, LinkKind
from ...clock import now
from ...models import Assignment, Commitment, PromiseLink
from ...workflow.planning import drafts_locked, last_years_promises, link_proposals
from ...workflow.planning import links as linking
from ...workflow.planning.links import LinkSaid
from ...workflow.snapshot.last_plans import plan_before
from ..attempt import attempt
from ..links_said import SAID_WORDS, LinkForm, form_words, notes_wrong
from ..plan_steps import steps_of
from ..shortcuts import once
from .query import numbers_sent, office_plan_or_404
from .words import past_draft_words

DROPPED = LinkKind.DROPPED


@dataclass(frozen=True)
class LeftRow:
    """A promise of last year nothing follows: what of the draft may follow it, what was typed, why it was not taken."""

    commitment: Commitment
    lamp: str
    lead: str
    candidates: list = field(default_factory=list)
    follower: str = ""
    note: str = ""
    error: str = ""
    ticked: bool = False


def plans_dropped(request, plan, *, errors=None, notice="", status=200):
    """List what last year promised and nobody speaks of any more, then what is accounted for."""
    found = office_plan_or_404(request, plan)
    last, may_edit = plan_before(found), drafts_locked.may_edit_draft(request.user, found)
    left = list(with_lamp_and_lead(last_years_promises.promises_dropped_silently([found]), last))
    free = list(link_proposals.free_promises(found)) if may_edit and left else []
    nearest = link_proposals.nearest_promises(left, free)
    context = {
        "plan": found, "last": last, "steps": steps_of(found), "notice": notice, "key": uuid.uuid4,
        "rows": [left_row(request, row, nearest[row.pk], errors or {}) for row in left], "may_edit": may_edit,
        "accounted": accounted_for(found), "withdrawn": withdrawn_of(last), "all_note": request.POST.get("note_0", ""),
    }  # fmt: skip
    return render(request, "plans/dropped.html", context, status=status)


def with_lamp_and_lead(rows, plan):
    duties = Assignment.objects.on(plan.ends) if plan else Assignment.objects.current()
    return rows.annotate(lead_name=duties.lead_name()).select_related("plan").in_report_order()


def left_row(request, row, nearest: list, errors: dict) -> LeftRow:
    typed = request.POST
    return LeftRow(
        row, Lamp(row.lamp_last) if row.lamp_last else "", row.lead_name, [other for _alike, other in nearest[:5]],
        typed.get(f"follower_{row.pk}", ""), typed.get(f"note_{row.pk}", ""), errors.get(str(row.pk), ""),
        str(row.pk) in typed.getlist("promise"),
    )  # fmt: skip


def accounted_for(plan):
    """Return the links of promises nothing follows that the office gave a word for, or that were met."""
    silent = last_years_promises.promises_dropped_silently([plan]).order_by().values("pk")
    rows = PromiseLink.objects.filter(plan=plan, commitment=None).exclude(earlier__in=silent)
    return rows.select_related("earlier__plan").order_by("kind", "earlier__order", "pk")


def withdrawn_of(last):
    if last is None:
        return Commitment.objects.none()
    return last.commitments.exclude(withdrawn_on=None).annotate(lead_name=Value("")).in_report_order()


@require_POST
def plans_dropped_say(request, plan):
    """Account for the promises that are ticked: what follows them is proposed, of the others it is said why; once."""
    found = office_plan_or_404(request, plan)
    sent = numbers_sent(request, "promise")
    followers, errors = followers_sent(request, found, sent)
    said, wrong = reasons_sent(request, [pk for pk in sent if pk not in followers])
    errors |= notes_wrong(request)
    if errors | wrong:
        words = _("Nothing was stored: see what is missing below.")
        return plans_dropped(request, plan, errors=errors | wrong, notice=words, status=422)
    tried = attempt(
        lambda: once(request, "plans_dropped", lambda: say_once(found, followers, said, request.user)),
        missing=lambda fields: _("Nothing was stored: see what is missing below."), refused=past_draft_words(),
    )  # fmt: skip
    if tried.failed:
        errors = {pk: SAID_WORDS[code] for pk, code in getattr(tried.error, "fields", {}).items()}
        return plans_dropped(request, plan, errors=errors, notice=tried.notice, status=tried.status)
    messages.success(request, _("Accounted for: %(n)d.") % {"n": tried.answer["n"]})
    return redirect("plans_dropped", found.key)


def followers_sent(request, plan, sent: list[int]) -> tuple[dict[int, int], dict[str, str]]:
    """Return promise → the draft's promise said to follow it, and promise → why that is none."""
    named = {pk: request.POST.get(f"follower_{pk}", "") for pk in sent}
    known = {str(pk): pk for pk in link_proposals.free_promises(plan).values_list("pk", flat=True)}
    words = _("Choose one of the draft's commitments.")
    sent_at_all = [(name.removeprefix("follower_"), text) for name, text in request.POST.items() if
                   name.startswith("follower_")]  # fmt: skip
    wrong = {pk: words for pk, text in sent_at_all if text and text not in known}
    return {pk: known[text] for pk, text in named.items() if text in known}, wrong


def reasons_sent(request, keys: list[int]) -> tuple[dict[int, LinkSaid], dict[str, str]]:
    """Return promise → its own sentence, else the one for all, as dropped; and promise → why a sentence is none."""
    shared = request.POST.get("note_0", "")
    texts = {pk: request.POST.get(f"note_{pk}", "").strip() or shared for pk in keys}
    sent = {pk: LinkForm({f"kind_{pk}": DROPPED, f"note_{pk}": text}, prefix=str(pk)) for pk, text in texts.items()}
    wrong = {str(pk): form_words(form) for pk, form in sent.items() if not form.is_valid()}
    return {pk: form.said() for pk, form in sent.items() if form.is_valid()}, wrong


def say_once(plan, followers, said, user) -> dict:
    """Propose the followers and store the reasons, all or nothing."""
    who = {"by": user, "at": now()}
    n = link_proposals.propose_followers(plan, followers, **who) + linking.account_for_left(plan, said, **who)
    return {"n": n}
