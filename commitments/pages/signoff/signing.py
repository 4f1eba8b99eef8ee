"""Signing off, which can be undone for some seconds, and handing back with a note."""

import re
import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from ...choices import HeldMove, UpdateState
from ...clock import now
from ...models import ProgressUpdate
from ...workflow.refusals import Incomplete, Refused, Stale
from ...workflow.reports import held_acts, locks, moves
from ..attempt import attempt
from ..flags_shown import flags_to_confirm
from ..held import held_strip, hold_and_settle
from ..shortcuts import add_counts, once, one_of_two, visible_or_404
from .forms import SendBackForm
from .query import signoff_items
from .views import signing_plan, signoff

SHOWN_VERSION = re.compile(r"[0-9]{1,15}\.[0-9]{1,9}")
LEFT_UNSIGNED = {
    "flagged": gettext_lazy("Not signed together, because something stands out: %(codes)s. Sign each for itself."),
    "own": gettext_lazy("Not signed, because you wrote it yourself: %(codes)s."),
    "changed": gettext_lazy("Not signed, because it changed after you read it: %(codes)s."),
    "incomplete": gettext_lazy("Not signed, because something required is missing: %(codes)s."),
}


@require_POST
def signoff_sign(request, plan, pk):
    """Sign an update off; it then awaits the office. Against flags it is asked once more."""

    def sign(update, *, by, at, version):
        if version is None:
            raise Stale(update)
        return hold_and_settle(update, HeldMove.SIGN, by=by, at=at, version=version, press=uuid.uuid4())

    words = _("%(code)s signed off; it is with the office now.")
    return move_once(request, plan, pk, sign, words, consents=True)


@require_POST
def signoff_back(request, plan, pk):
    """Hand an update back to its reporter; the note says why."""
    return move_once(request, plan, pk, moves.send_report_back, _("%(code)s is back with its reporter."), noted=True)


def move_once(request, plan, pk, verb, words, noted=False, consents=False):
    """Make one move, once; answer with the list, or with what went wrong and the note kept."""
    plan, _delegated = signing_plan(request, plan)
    rows = ProgressUpdate.objects.filter(commitment__plan=plan, department=request.user.department)
    update = visible_or_404(rows.select_related("commitment"), request.user, pk=pk)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return signoff(request, plan.key, form, update, status=422)
    if consents and (asking := flags_asked_about(request, update, form)):
        return signoff(request, plan.key, form, update, asking=asking, status=422)
    said = {"version": form.cleaned_data["version"]} | ({"note": form.cleaned_data["note"]} if noted else {})
    tried = attempt(
        lambda: one_of_two(request, "signoff", lambda: {"pk": verb(update, by=request.user, at=now(), **said).pk}),
        form=form, missing={"note": _("Write what is to be changed; the reporter reads it.")},
        changed=signoff_refusal(request, update),
    )  # fmt: skip
    if tried.status == 422:
        return signoff(request, plan.key, form, update, status=422)
    if tried.failed:
        messages.error(request, tried.notice % {"code": update.commitment.code})
        return signoff(request, plan.key, status=409)
    messages.success(request, words % {"code": update.commitment.code})
    return redirect(after_address(request, plan, update))


def flags_asked_about(request, update, form) -> list:
    """Return the flags the form does not consent against yet; none where it cannot sign any more."""
    shown = update.state == UpdateState.SIGNING and update.version == form.cleaned_data["version"]
    return flags_to_confirm(request, update.pk) if shown and update.author_id != request.user.pk else []


def after_address(request, plan, update) -> str:
    """Return the room's address, at what waits after the update."""
    rows = ProgressUpdate.objects.awaiting_sign_off(request.user.department).filter(commitment__plan=plan)
    later = rows.filter(commitment__order__gt=update.commitment.order).order_by("commitment__order", "pk")
    following = later.values_list("pk", flat=True).first()
    return reverse("signoff", args=[plan.key]) + (f"#u-{following}" if following else "")


@require_POST
def signoff_undo(request, plan, press):
    """Undo what was signed with one press, as far as it has not taken effect."""
    plan, _delegated = signing_plan(request, plan)
    answer = once(request, "undo", lambda: {"pks": [h.update_id for h in held_acts.undo_acts(press, by=request.user)]})
    if not answer["pks"]:
        messages.warning(request, _("Too late to undo: it has taken effect."))
        return redirect("signoff", plan.key)
    messages.success(request, _("Undone: it waits for your signature again."))
    return redirect(reverse("signoff", args=[plan.key]) + f"#u-{answer['pks'][0]}")


def signoff_held(request, plan):
    """Answer what can still be undone, for the moment when the time of something has run out."""
    plan, _delegated = signing_plan(request, plan)
    held = held_strip(request.user, HeldMove.SIGN, plan)
    return add_counts(request, render(request, "_parts/held.html", {"held": held}))


@require_POST
def signoff_all(request, plan):
    """Sign what the page showed and nothing stands out in, in the version it showed; name what was not, and why."""
    plan, _delegated = signing_plan(request, plan)
    shown = {int(pk): int(version) for pk, version in filter(None, map(shown_pair, request.POST.getlist("shown")))}
    rows = ProgressUpdate.objects.filter(commitment__plan=plan, department=request.user.department, pk__in=shown)
    updates = list(rows.select_related("commitment").order_by("commitment__order", "pk"))
    flagged = {item.update.pk for item in signoff_items(plan, request.user) if item.flags}
    done = once(request, "signoff_all", lambda: sign_each(updates, shown, flagged, request.user))
    if done["signed"]:
        words = ngettext("%(n)d report signed off.", "%(n)d reports signed off.", done["signed"])
        messages.success(request, words % {"n": done["signed"]})
    for reason, codes in done["left"].items():
        messages.warning(request, LEFT_UNSIGNED[reason] % {"codes": "、".join(codes)})
    return redirect("signoff", plan.key)


def shown_pair(text: str) -> list[str] | None:
    """Return [update, version] of what the page showed, or None for anything else."""
    return text.split(".") if SHOWN_VERSION.fullmatch(text) else None


def sign_each(updates: list, shown: dict, flagged: set, user) -> dict:
    """Sign each in the version it was shown in, to be undone together, but not what is `flagged`.

    Return how many were signed, and reason → codes of those that were not.
    """
    number, left, press = 0, {}, uuid.uuid4()
    locks.lock_reports([update.commitment_id for update in updates])
    for update in updates:
        try:
            if update.pk in flagged and update.version == shown[update.pk]:
                raise Incomplete({"flags": "flagged"})
            hold_and_settle(update, HeldMove.SIGN, by=user, at=now(), version=shown[update.pk], press=press)
            number += 1
        except (Refused, Stale, Incomplete) as error:
            reason = "own" if update.author_id == user.pk else reason_left(error)
            left.setdefault(reason, []).append(update.commitment.code)
    return {"signed": number, "left": left}


def reason_left(error: Exception) -> str:
    if isinstance(error, Incomplete):
        return "flagged" if "flags" in error.fields else "incomplete"
    return "changed"


def signoff_refusal(request, update) -> str:
    if update.author_id == request.user.pk:
        return _("%(code)s was written by you; somebody else must sign it off.")
    return _("%(code)s has changed meanwhile; nothing was done.")
