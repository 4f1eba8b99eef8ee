"""The desk 我的填报: what the department owes this period on one page; save, send, take back."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...clock import now, today
from ...models import Indicator, ProgressUpdate
from ...rules.quantity import QuantityError, read_reported
from ...workflow import reporting
from ...workflow.refusals import Incomplete, Refused, Stale
from ..figures_typed import words_for
from ..shortcuts import once, plan_or_404, render_part, visible_or_404
from .conflict import digest, stored_now, typed
from .forms import ItemForm
from .items import Desk

TEMPLATE = "desk/page.html"


def desk(request, plan):
    """Show every commitment the department owes in the open period."""
    found = desk_of(request, plan)
    return render(request, TEMPLATE, context_of(found))


def desk_of(request, key) -> Desk:
    """Return the account's desk; 403 for those who fill in nothing, 404 for an unknown plan."""
    if request.user.represents is None:
        raise PermissionDenied(_("Filling in reports belongs to the departments' reporters and approvers."))
    plan = plan_or_404(key)
    return Desk(plan, plan.periods.open_on(today()), request.user)


def context_of(found: Desk, special=None) -> dict:
    """Return the page's context; `special` is an item whose form or conflict is already set."""
    items = found.items if found.period else []
    for item in items:
        if item.writable and item.form is None:
            item.form = ItemForm(item)
    return {"plan": found.plan, "desk": found, "items": items, "item": special, "key": uuid.uuid4, "today": today()}


def item_or_404(found: Desk, code: str):
    item = next((item for item in (found.items if found.period else ()) if item.commitment.code == code), None)
    if item is None:
        raise Http404(_("“%(code)s” is not among what your department reports now.") % {"code": code})
    return item


@require_POST
def save(request, plan, code):
    """Save one commitment's draft."""
    return act(request, plan, code, lambda update: None, _("%(code)s saved."))


@require_POST
def send(request, plan, code):
    """Save one commitment's draft and send it on: to sign-off, or to the office where nobody signs."""
    return act(
        request, plan, code, lambda update: reporting.send(update, by=request.user, at=now()), _("%(code)s sent.")
    )


def act(request, plan, code, then, words):
    """Save what was typed, once, and do `then` with it; or answer with what went wrong and the typed text kept."""
    found = desk_of(request, plan)
    item = item_or_404(found, code)
    form, sent = ItemForm(item, request.POST), digest(request)
    if request.POST.get("base", item.base) != item.base:
        return conflict(request, plan, code)
    if not form.is_valid():
        return again(request, found, item, form, 422)
    try:
        first = once(request, "desk", lambda: stored(item, form, request.user, then) | {"sent": sent})
    except Incomplete as error:
        for name, reason in error.fields.items():
            form.add_error(name, missing_words(reason))
        return again(request, found, item, form, 422)
    except (Stale, Refused):
        return conflict(request, plan, code)
    if first.get("sent") != sent:
        return conflict(request, plan, code)
    return answer(request, plan, code, words % {"code": code})


def stored(item, form, user, then) -> dict:
    """Save the draft and go on with it; both or neither."""
    version = form.cleaned_data["version"]
    update = reporting.save_draft(item.commitment, item.period, form.entry(), by=user, version=version)
    then(update)
    return {"pk": update.pk}


def conflict(request, plan, code):
    """Answer with what stands now beside what was typed; nothing was overwritten, nothing is lost."""
    found = desk_of(request, plan)
    item = item_or_404(found, code)
    data = request.POST.copy()
    data["version"] = item.update.version if item.update else 0
    item.refused, item.conflict, item.kept = True, stored_now(item), typed(item, data)
    return again(request, found, item, ItemForm(item, data), 409)


def missing_words(reason: str) -> str:
    if reason == "explain_lamp":
        return _("Required, because the lamp is yellow or red.")
    return _("Required before it can be sent.")


def again(request, found, item, form, status):
    """Answer with the item as it was typed."""
    item.form = form
    return render_part(request, TEMPLATE, "item", context_of(found, item), status=status)


def answer(request, plan, code, words):
    """Lead back to the item; under htmx answer with it as it now stands."""
    if not request.htmx:
        messages.success(request, words)
        return redirect(address(plan, code))
    found = desk_of(request, plan)
    return render_part(request, TEMPLATE, "item", context_of(found, item_or_404(found, code)) | {"done": words})


def address(plan, code) -> str:
    return f"{reverse('desk', args=[plan])}#c-{code}"


@require_POST
def send_all(request, plan):
    """Send every draft that lacks nothing; each stands for itself."""
    found = desk_of(request, plan)
    sent = once(request, "desk_all", lambda: {"sent": sum(map(sender(request.user), found.ready))})["sent"]
    words = ngettext("%(n)d report sent.", "%(n)d reports sent.", sent) % {"n": sent}
    messages.success(request, words) if sent else messages.warning(request, _("Nothing is ready to be sent yet."))
    return redirect("desk", plan)


def sender(user):
    """Return a function that sends an item and says whether it went."""

    def go(item) -> bool:
        try:
            reporting.send(item.update, by=user, at=now(), version=item.update.version)
        except (Refused, Stale, Incomplete):
            return False
        return True

    return go


@require_POST
def withdraw(request, plan, pk):
    """Take an undecided update back as a draft."""
    found = desk_of(request, plan)
    rows = ProgressUpdate.objects.filter(commitment__plan=found.plan, department=found.department)
    update = visible_or_404(rows.select_related("commitment"), request.user, pk=pk)
    try:
        once(request, "desk_withdraw", lambda: {"pk": reporting.withdraw(update, by=request.user, at=now()).pk})
        messages.success(request, _("%(code)s is a draft again.") % {"code": update.commitment.code})
    except Refused:
        messages.error(
            request, _("%(code)s was already decided; it cannot be taken back.") % {"code": update.commitment.code}
        )
    return redirect(address(plan, update.commitment.code))


def read(request, plan):
    """Answer what a typed figure is understood as; for the echo beside the box."""
    desk_of(request, plan)
    number = request.GET.get("indicator", "")
    indicator = Indicator.objects.filter(pk=int(number) if number.isdecimal() and len(number) < 12 else 0).first()
    text = request.GET.get("text") or next((v for k, v in request.GET.items() if k.startswith("figure_")), "")
    context = {"indicator": indicator, "text": text}
    if indicator and text.strip():
        try:
            context["read"] = read_reported(text, indicator.unit)
        except QuantityError as error:
            context["misread"] = words_for(error)
    return render(request, "desk/_echo.html", context)
