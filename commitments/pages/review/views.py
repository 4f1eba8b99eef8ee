"""The office's review: what waits, and one update beside its forerunner."""

import uuid

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from ...choices import HeldMove, Role, UpdateState
from ...clock import today
from ...models import ProgressUpdate, StockReason
from ...workflow.reports import evidence
from ..flags_shown import flags_digest
from ..held import held_strip
from ..shortcuts import plan_or_404, render_part
from .comparison import Comparison
from .forms import DecisionForm
from .queue import QUEUE_RELATED, Queue
from .words import settled_words

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


def queue_answer(
    request, found, wanted=None, *, form=None, typed=None, refusal="", said="", settled=None, asking=(), status=200
):
    """Answer with the queue and one update opened: `wanted`, else the first that waits.

    `settled` is an update that was to be decided and no longer can be; `form` or `typed` keep what was typed.
    `asking` are the flags against which approving is asked once more.
    """
    item = None if settled else found.item(wanted) or next(iter(found.items), None)
    current = item.update if item else settled
    shown = current if item or (settled and settled.decided_at) else None
    comparison = Comparison(shown, item) if shown else None
    if comparison:
        evidence.load_files([side for side in (shown, comparison.before) if side], request.user)
    context = {
        "plan": found.plan, "queue": found, "item": item, "current": current, "settled": settled,
        "position": found.place(item) if item else 0, "following": found.after(current.pk) if current else None,
        "comparison": comparison, "flagged": found.flagged_after(current.pk) if current else None,
        "moves": current.moves_for(request.user) if item else (), "refusal": refusal, "said": said,
        "form": form or DecisionForm(initial=typed), "reasons": StockReason.objects.filter(active=True),
        "own": own_corrections(found.plan, request.user), "key": uuid.uuid4(), "asking": asking,
        "confirmed": flags_digest(asking), "held": held_strip(request.user, HeldMove.APPROVE, found.plan),
    }  # fmt: skip
    return render_part(request, QUEUE_PAGE, "work", context, status=status)


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
    return Queue(plan_or_404(key, request.user), today(), request.user, chosen)


def number_or_none(text) -> int | None:
    """Return the number an address names, or None when it is none a row can have."""
    return int(text) if text and text.isdecimal() and len(text) < 12 else None
