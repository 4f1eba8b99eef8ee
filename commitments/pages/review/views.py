"""The office's review: what waits, one update beside its forerunner, the decision, and who was first."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import Role, UpdateState
from ...clock import now, today
from ...models import ProgressUpdate, StockReason
from ...workflow.reports import evidence, review
from ..attempt import attempt
from ..shortcuts import one_of_two, plan_or_404, render_part
from .comparison import Comparison
from .forms import DecisionForm
from .queue import QUEUE_RELATED, Queue

QUEUE_PAGE = "review/queue.html"


def review_queue(request, plan):
    """Show the queue with one update opened: `?item=`, or the first; `?reason=` fills in a stock reason."""
    found = queue_of(request, plan)
    wanted, refusal = number_or_none(request.GET.get("item")), ""
    if wanted and found.item(wanted) is None:
        gone = update_of(found.plan, wanted)
        refusal, wanted = settled_words(gone, request.user) if gone else "", None
    picked = number_or_none(request.GET.get("reason"))
    stock = StockReason.objects.filter(pk=picked).first() if picked else None
    return queue_answer(request, found, wanted, typed={"reason": stock.text} if stock else {}, refusal=refusal)


def queue_answer(request, found, wanted=None, *, form=None, typed=None, refusal="", said="", settled=None, status=200):
    """Answer with the queue and one update opened: `wanted`, else the first that waits.

    `settled` is an update that was to be decided and no longer can be; `form` or `typed` keep what was typed.
    """
    item = None if settled else found.item(wanted) or next(iter(found.items), None)
    current = item.update if item else settled
    shown = current if item or (settled and settled.decided_at) else None
    comparison = Comparison(shown, item) if shown else None
    if comparison:
        evidence.load_files([side for side in (shown, comparison.before) if side], request.user)
    context = {
        "plan": found.plan, "queue": found, "item": item, "current": current, "settled": settled,
        "place": found.place(item) if item else 0, "following": found.after(current.pk) if current else None,
        "comparison": comparison,
        "moves": current.moves_for(request.user) if item else (), "refusal": refusal, "said": said,
        "form": form or DecisionForm(initial=typed), "reasons": StockReason.objects.filter(active=True),
        "own": own_corrections(found.plan, request.user), "key": uuid.uuid4(),
    }  # fmt: skip
    return render_part(request, QUEUE_PAGE, "work", context, status=status)


@require_POST
def review_approve(request, plan, pk):
    """Approve, with the office's own lamp if it sets one; then the next opens."""

    def act(update, said):
        lamp, reason, version = said["office_lamp"], said["reason"], said["version"]
        review.approve_report(
            update, by=request.user, at=now(), version=version, office_lamp=lamp, office_reason=reason
        )

    return decide_once(request, plan, pk, act, _("%(code)s approved."))


@require_POST
def review_return(request, plan, pk):
    """Return with a reason; then the next opens."""

    def act(update, said):
        review.return_report(update, by=request.user, at=now(), reason=said["reason"], version=said["version"])

    return decide_once(request, plan, pk, act, _("%(code)s returned to its department."))


def decide_once(request, plan, pk, act, words):
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


def update_of(plan, pk) -> ProgressUpdate | None:
    """Return the plan's update, also one that was taken back since it was in the queue: its words say so."""
    rows = ProgressUpdate.objects.filter(commitment__plan=plan).select_related(*QUEUE_RELATED, "decided_by")
    return rows.filter(pk=pk).first()


def own_corrections(plan, user):
    """Return the account's own corrections that are still to be written."""
    rows = ProgressUpdate.objects.corrections_under_way().filter(commitment__plan=plan, by_office=True, author=user)
    return rows.exclude(state=UpdateState.SUBMITTED).select_related("commitment", "period")


def queue_of(request, key) -> Queue:
    """Return the plan's queue, of one department where the address or the form says so; 403 for others."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("Reviewing belongs to the supervision office."))
    chosen = request.POST.get("department") or request.GET.get("department") or ""
    return Queue(plan_or_404(key), today(), request.user, chosen)


def number_or_none(text) -> int | None:
    """Return the number an address names, or None when it is none a row can have."""
    return int(text) if text and text.isdecimal() and len(text) < 12 else None


def settled_words(update: ProgressUpdate, user) -> str:
    """Return what happened to an update meanwhile, in a sentence."""
    said = {"code": update.commitment.code}
    if update.state in (UpdateState.APPROVED, UpdateState.RETURNED) and update.decided_by:
        said |= {"name": update.decided_by.name, "at": moment_words(update.decided_at)}
        if update.state == UpdateState.APPROVED:
            return _("%(code)s was already approved by %(name)s, %(at)s.") % said
        return _("%(code)s was already returned by %(name)s, %(at)s.") % said
    if update.state == UpdateState.SUBMITTED and update.author_id == user.pk:
        return _("%(code)s was written by you; another supervisor decides on it.") % said
    if update.state == UpdateState.SUBMITTED:
        return _("%(code)s was changed meanwhile. Look at it as it stands now, then decide again.") % said
    return _("%(code)s was taken back meanwhile; there is nothing to decide until it is submitted again.") % said


def moment_words(at) -> str:
    """Return the time of day, with the date before it when it was not today."""
    local = timezone.localtime(at)
    return date_format(local, "H:i" if local.date() == today() else "n-j H:i")
