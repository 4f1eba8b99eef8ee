"""Whose ledger this is: set up at first start, changed with a reason."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ...clock import now
from ...models import Place
from ...workflow.office.place_setting import OtherPlace, change_place, keeps_place, set_up_place
from ...workflow.refusals import Stale
from ..attempt import attempt
from ..shortcuts import once
from .forms import PlaceForm
from .query import told_changes_of


@require_safe
def place(request):
    """Ask whose ledger this is, or show what was said."""
    return place_page(request, PlaceForm(kept=kept_for(request.user)))


def kept_for(user) -> Place:
    """Return the place for those who keep it; 403 for everyone else."""
    if not keeps_place(user):
        raise PermissionDenied(_("The place is kept by the system administrator."))
    return Place.objects.here()


def place_page(request, form, *, notice="", status=200):
    kept = Place.objects.here()
    context = {
        "form": form, "kept": kept, "key": uuid.uuid4(), "notice": notice, "changes": told_changes_of(kept),
        "sample": kept.document_number(2024, 3),
    }  # fmt: skip
    return render(request, "place/page.html", context, status=status)


@require_POST
def place_set(request):
    """Set the place up, or change what it is called from now on."""
    form = PlaceForm(request.POST, kept=kept_for(request.user))
    if not form.is_valid():
        return place_page(request, form, status=422)
    tried = attempt(
        lambda: once(request, "place", lambda: set_once(form, request.user)),
        form=form, missing={"reason": _("Say why; it stands in the history.")},
        stale=_("The place was changed meanwhile; what you typed stands below."),
    )  # fmt: skip
    if tried.failed:
        return place_page(request, form, notice=tried.notice, status=tried.status)
    words = {"new": _("The place is set up."), "changed": _("Changed from today on."), "same": _("Nothing is new.")}
    messages.success(request, words[tried.answer["did"]])
    return redirect("place")


def set_once(form, user) -> dict:
    """Set up or change the place, whichever the form was drawn for; Stale where it was set up since."""
    version = form.cleaned_data["version"]
    if version:
        said = {"version": version, "reason": form.cleaned_data.get("reason", "")}
        return {"did": "changed" if change_place(form.place, by=user, at=now(), **said) else "same"}
    try:
        new = set_up_place(form.place, by=user, at=now())
    except OtherPlace:
        new = False
    if not new:
        raise Stale(Place.objects.read())
    return {"did": "new"}
