"""Save one commitment, by button or while one types, and send it on; what was typed is never lost."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...clock import now
from ...workflow import reporting
from ...workflow.entries import entry_of
from ..attempt import attempt, said_of_each
from ..shortcuts import once_as_sent, render_part
from ..typed import missing_words
from .conflict import stored_now, typed
from .forms import ItemForm
from .page import TEMPLATE, address, context_of, desk_of, item_or_404

# What answers a save made while one types: the parts around the form, never the form under the cursor.
LIVE = "desk/_live.html"


@require_POST
def save(request, plan, code):
    """Save one commitment's draft; a form sent while one types says `auto`."""
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
    form = ItemForm(item, request.POST)
    if request.POST.get("base", item.base) != item.base:
        return conflict(request, plan, code)
    if not form.is_valid() and not (is_auto(request) and form.storable):
        return again(request, found, item, form, 422)
    tried = attempt(
        lambda: once_as_sent(request, "desk", lambda: stored(item, form, request.user, then)),
        form=form, missing=said_of_each(missing_words), changed="",
    )  # fmt: skip
    if tried.status == 422:
        return again(request, found, item, form, 422)
    current = getattr(tried.error, "current", None)
    if current and is_auto(request) and stands(item, form, current):
        return answer(request, plan, code, "", form, current.version)
    if tried.failed:
        return conflict(request, plan, code)
    return answer(request, plan, code, words % {"code": code}, form, tried.answer["version"])


def is_auto(request) -> bool:
    return "auto" in request.POST


def stored(item, form, user, then) -> dict:
    """Save the draft and go on with it; both or neither."""
    version = form.cleaned_data["version"]
    update = reporting.save_draft(item.commitment, item.period, form.entry(), by=user, version=version)
    then(update)
    return {"pk": update.pk, "version": update.version}


def stands(item, form, current) -> bool:
    """Whether what was typed is what another tab of the same person already saved: then there is nothing to decide."""
    return entry_of(current) == form.entry() and current.period_id == item.period.pk


def conflict(request, plan, code):
    """Answer with what stands now beside what was typed; nothing was overwritten, nothing is lost."""
    found = desk_of(request, plan)
    item = item_or_404(found, code)
    data = request.POST.copy()
    data["version"] = item.version
    item.refused, item.conflict, item.kept = True, stored_now(item), typed(item, data)
    return again(request, found, item, ItemForm(item, data), 409)


def again(request, found, item, form, status):
    """Answer with the item as it was typed."""
    item.form = form
    context = context_of(found, item)
    if is_auto(request):
        return render(request, LIVE, context | {"status": status}, status=status)
    if not request.htmx:
        context = context_of(found) | context
    return render_part(request, TEMPLATE, "item", context, status=status)


def answer(request, plan, code, words, form, version):
    """Lead back to the item; under htmx answer with it as it now stands, while one types with the parts around it."""
    if not request.htmx and not is_auto(request):
        messages.success(request, words)
        return redirect(address(plan, code))
    found = desk_of(request, plan)
    item = item_or_404(found, code)
    if is_auto(request):
        item.form = form
        return render(request, LIVE, context_of(found, item) | {"status": 200, "version": version})
    return render_part(request, TEMPLATE, "item", context_of(found, item) | {"done": words})
