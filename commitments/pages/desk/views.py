"""The desk 我的填报: one page of what is owed; save, send one, send all that is ready, take back."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...choices import UpdateState
from ...clock import now
from ...models import ProgressUpdate
from ...workflow.refusals import Incomplete, Refused, Stale
from ...workflow.reports import drafts, locks, moves
from ...workflow.reports.entries import entry_of
from ..attempt import attempt, said_of_each
from ..period_asked import desk_address, period_code_asked
from ..shortcuts import once, once_as_sent, render_part, visible_or_404
from ..typed import BESIDE, echo_figure, missing_words
from .bar import bar_beside, bar_of
from .forms import ItemForm
from .page import DESK_PAGE, desk_context, desk_of, item_or_404, stored_now, typed_rows


def desk(request, plan):
    """Show every commitment the department owes in the newest open period, or in the open one of `?period=`."""
    found = desk_of(request, plan)
    return render(request, DESK_PAGE, desk_context(found) | {"named": period_code_asked(request)})


def desk_read(request, plan):
    """Answer what a typed figure is understood as; for the echo beside the box."""
    desk_of(request, plan)
    return echo_figure(request, may_await=True)


# What answers a save made while one types: the parts around the form, never the form under the cursor.
LIVE_PARTS = "desk/_live.html"


@require_POST
def desk_save(request, plan, code):
    """Save one commitment's draft; a form sent while one types says `auto`."""
    return save_item(request, plan, code, lambda update: update, _("%(code)s saved."))


@require_POST
def desk_send(request, plan, code):
    """Save one commitment's draft and send it on: to sign-off, or to the office where nobody signs.

    What is not complete is saved and not sent.
    """
    words = _("%(code)s handed in: %(state)s.")
    return save_item(request, plan, code, lambda update: moves.send_report(update, by=request.user, at=now()), words)


def save_item(request, plan, code, then, words):
    """Save what was typed, once, and do `then` with it; or answer with what went wrong and the typed text kept."""
    found = desk_of(request, plan, code if is_auto(request) else "")
    item = item_or_404(found, code, found.items_to_write() if found.only and found.period else None)
    form = ItemForm(item, request.POST)
    if request.POST.get("base", item.base) != item.base:
        return item_conflict(request, plan, code)
    if not form.is_valid() and not (is_auto(request) and form.storable):
        return item_as_typed(request, found, item, form, 422)
    stored = []
    save = partial(save_and_send, item, form.entry(), form.cleaned_data["version"], request.user, stored)
    tried = attempt(
        lambda: once_as_sent(request, "desk", lambda: save(then)), form=form, missing=said_of_each(missing_words),
        changed="",
    )  # fmt: skip
    if tried.status == 422:
        return item_unsent(request, plan, item, form, save)
    current = getattr(tried.error, "current", None)
    if current and is_auto(request) and is_saved_already(item, form, current):
        return item_saved(request, found, code, "", form, current.version, [])
    if tried.failed:
        return item_conflict(request, plan, code)
    words %= {"code": code, "state": UpdateState(tried.answer["state"]).label}
    return item_saved(request, found, code, words, form, tried.answer["version"], stored)


def is_auto(request) -> bool:
    return "auto" in request.POST


def save_and_send(item, entry, version, user, stored, then) -> dict:
    """Save the draft, put it on the list `stored` and go on with it; both or neither."""
    draft = drafts.save_draft(item.commitment, item.period, entry, by=user, version=version, shown=item.update)
    stored.append(draft)
    update = then(draft)
    return {"pk": update.pk, "version": update.version, "state": update.state}


def is_saved_already(item, form, current) -> bool:
    """Whether what was typed is what another tab of the same person already saved: then there is nothing to decide."""
    return entry_of(current) == form.entry() and current.period_id == item.period.pk


def item_conflict(request, plan, code):
    """Answer with what stands now beside what was typed; nothing was overwritten, nothing is lost."""
    found = desk_of(request, plan)
    item = item_or_404(found, code)
    data = request.POST.copy()
    data["version"] = item.version
    item.refused, item.conflict, item.kept = True, stored_now(item), typed_rows(item, data)
    return item_as_typed(request, found, item, ItemForm(item, data), 409)


def item_unsent(request, plan, item, form, save):
    """Save what was typed and answer with what it lacks before it can be sent."""
    saved = attempt(lambda: once_as_sent(request, "desk", lambda: save(lambda update: update)), changed="")
    if saved.failed:
        return item_conflict(request, plan, item.commitment.code)
    found = desk_of(request, plan)
    item = item_or_404(found, item.commitment.code)
    form.show_item(item)
    return item_as_typed(request, found, item, form, 422, "unsent")


def item_as_typed(request, found, item, form, status, saving=""):
    """Answer with the item as it was typed; `saving` says what became of that, where it is not the status's word."""
    item.form, item.saving = form, saving or {409: "conflict", 422: "unsaved"}[status]
    context = desk_context(found, item)
    if is_auto(request):
        return render(request, LIVE_PARTS, context | {"status": status}, status=status)
    if not request.htmx:
        context = desk_context(found) | context
    return render_part(request, DESK_PAGE, "item", context, status=status)


def item_saved(request, found, code, words, form, version, stored):
    """Lead back to the item; under htmx answer with it as it now stands, while one types with the parts around it."""
    if not request.htmx and not is_auto(request):
        messages.success(request, words)
        return redirect(desk_address(found.plan.key, form.item.period.code, code))
    if is_auto(request) and stored:
        item = found.item_after(form.item, stored[-1])
    else:
        found.items_again()
        item = item_or_404(found, code)
    if is_auto(request):
        form.show_item(item)
        item.form, item.saving = form, "partly" if form.errors else ""
        bar = bar_beside(item, request.POST.getlist(BESIDE)) or bar_of(desk_of(request, found.plan.key).items)
        return render(request, LIVE_PARTS, desk_context(found, item) | {"status": 200, "version": version, "bar": bar})
    return render_part(request, DESK_PAGE, "item", desk_context(found, item) | {"done": words})


@require_POST
def desk_send_all(request, plan):
    """Send every draft that lacks nothing, at the version shown; what changed meanwhile stays and is named."""
    found = desk_of(request, plan)
    first = once(request, "desk_all", lambda: send_unchanged(found, versions_shown(request), request.user))
    if first["sent"]:
        messages.success(request, handed_in_words(found, len(first["sent"])))
    if first["left"]:
        words = _("Not sent, because they changed meanwhile: %(codes)s. Look at them and send again.")
        messages.warning(request, words % {"codes": "、".join(first["left"])})
    if not first["sent"] and not first["left"]:
        messages.warning(request, _("Nothing is ready to be sent yet."))
    return redirect(desk_address(plan, found.period.code) if found.period else reverse("desk", args=[plan]))


def handed_in_words(found, n: int) -> str:
    """Return how many reports were sent, and what they now are."""
    state = UpdateState.SIGNING if found.has_approver else UpdateState.SUBMITTED
    words = ngettext("%(n)d report handed in: %(state)s.", "%(n)d reports handed in: %(state)s.", n)
    return words % {"n": n, "state": state.label}


def versions_shown(request) -> dict[str, str]:
    """Return code → version of the items the form showed as ready."""
    pairs = (text.partition("@") for text in request.POST.getlist("seen"))
    return {code: version for code, _at, version in pairs}


def send_unchanged(found, seen: dict[str, str], user) -> dict:
    """Send what is ready and unchanged; return the codes sent and the codes left."""
    locks.lock_reports([item.commitment.pk for item in (found.items if found.period else ())])
    ready = {item.commitment.code: item for item in (found.ready if found.period else ())}
    sent = [
        code for code, item in ready.items() if seen.get(code) == str(item.version) and try_to_send(item.update, user)
    ]
    return {"sent": sent, "left": sorted(seen.keys() - set(sent))[:200]}


def try_to_send(update, user) -> bool:
    """Send one update at its version and say whether it went."""
    try:
        moves.send_report(update, by=user, at=now(), version=update.version)
    except (Refused, Stale, Incomplete):
        return False
    return True


@require_POST
def desk_withdraw(request, plan, pk):
    """Take an undecided update back as a draft."""
    found = desk_of(request, plan)
    rows = ProgressUpdate.objects.filter(commitment__plan=found.plan, department=found.department)
    update = visible_or_404(rows.select_related("commitment", "period"), request.user, pk=pk)
    code, version = update.commitment.code, request.POST.get("version", "")
    version = int(version) if version.isdecimal() and len(version) < 10 else -1
    tried = attempt(
        lambda: once(request, "desk_withdraw", lambda: take_back(update, request.user, version)),
        refused=_("%(code)s was already decided; it cannot be taken back."),
        stale=_("%(code)s changed meanwhile; look at it again."),
    )
    said = messages.error if tried.failed else messages.success
    said(request, (tried.notice or _("%(code)s is a draft again.")) % {"code": code})
    return redirect(desk_address(plan, update.period.code, code))


def take_back(update, user, version: int) -> dict:
    return {"pk": moves.withdraw_report(update, by=user, at=now(), version=version).pk}
