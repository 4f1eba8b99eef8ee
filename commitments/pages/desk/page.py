"""The desk as a page: whose it is, what it needs, one of its items, what stands when an item cannot be stored."""

import uuid

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from ...clock import today
from ...models import ProgressUpdate
from ...workflow.reports.drafts import TEXTS
from ..period_asked import among_open, period_code_asked, periods_open
from ..shortcuts import plan_or_404
from .bar import bar_of
from .forms import ItemForm
from .query import Desk, owed_elsewhere

DESK_PAGE = "desk/page.html"


def desk_of(request, key, only="") -> Desk:
    """Return the account's desk, with `only` narrowed to one commitment; 403 for those who fill in nothing, 404 for an
    unknown plan."""
    if request.user.represents is None:
        raise PermissionDenied(_("Filling in reports belongs to the departments' reporters and approvers."))
    if request.POST.get("who", str(request.user.pk)) != str(request.user.pk):
        raise PermissionDenied(_("This page was opened by another account. Nothing was stored; reload the page."))
    plan = plan_or_404(key, request.user)
    return Desk(plan, period_to_fill_in(request, plan), request.user, today(), only)


def period_to_fill_in(request, plan):
    """Return the open period asked for; for a commitment's form the one it was drawn for, else the newest.

    A form whose period is closed is answered as one that was overtaken: what was typed is shown beside what stands.
    """
    drawn, asked = request.POST.get("base", "").rpartition(".")[0], period_code_asked(request)
    periods = periods_open(plan, today())
    return among_open(periods, drawn) if drawn in [period.code for period in periods] else among_open(periods, asked)


def desk_context(found: Desk, special=None) -> dict:
    """Return the page's context; `special` is an item whose form or conflict is already set."""
    items = found.items if found.period else []
    for item in items if special is None else [special]:
        if item.writable and item.form is None:
            item.form = ItemForm(item)
    return {
        "plan": found.plan, "desk": found, "items": items, "bar": SimpleLazyObject(lambda: bar_of(items)),
        "item": special, "key": uuid.uuid4, "today": found.on,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "elsewhere": SimpleLazyObject(lambda: owed_elsewhere(found)),
    }  # fmt: skip


def item_or_404(found: Desk, code: str, items=None):
    """Return the desk's item of that code, or that among `items`; 404 with words otherwise."""
    items = (found.items if items is None else items) if found.period else ()
    item = next((item for item in items if item.commitment.code == code), None)
    if item is None:
        raise Http404(_("“%(code)s” is not among what your department reports now.") % {"code": code})
    return item


def stored_now(item) -> list[tuple[str, str]]:
    """Return (label, text) of the figures and texts of the item's newest revision."""
    if item.update is None:
        return []
    rows = [(row.indicator.name, row.as_typed or row.value) for row in item.update.observations.all()]
    return filled_rows([*rows, *((text_label(name), getattr(item.update, name)) for name in TEXTS)])


def typed_rows(item, data) -> list[tuple[str, str]]:
    """Return (label, text) of the figures and texts in `data`."""
    rows = [(indicator.name, data.get(f"figure_{indicator.pk}")) for indicator in item.entered]
    return filled_rows([*rows, *((text_label(name), data.get(name)) for name in TEXTS)])


def filled_rows(rows: list) -> list:
    return [(name, text) for name, text in rows if text not in (None, "")]


def text_label(name: str) -> str:
    return ProgressUpdate._meta.get_field(name).verbose_name
