"""Asking a page for a past day: `?on=2024-06-30` shows what was approved by the end of that day."""

import datetime

from django.http import Http404
from django.utils.translation import gettext as _

from ..clock import today


def day_asked(request, plan) -> datetime.date:
    """Return the day of `?on=`, else today, and mark the request so that the masthead offers the picker.

    Raises Http404 with words when it is no day of the plan, or still to come.
    """
    text = request.GET.get("on", "")
    request.day = parse_day(text, plan) if text else today()
    request.first_day = plan.starts
    return request.day


def parse_day(text: str, plan) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise Http404(_("“%(text)s” is no day; write it as 2024-06-30.") % {"text": text[:20]}) from None
    if not plan.starts <= day <= today():
        raise Http404(_("The ledger can be asked for days from %(first)s to %(last)s.") % {
            "first": plan.starts, "last": today(),
        })  # fmt: skip
    return day


def as_of_context(request) -> dict:
    """Return what base.html needs of it: whether a page has a day, and the past day it shows, if any.

    `query` is what an address of the same day ends with, `more` the same behind other conditions, `kept` what else
    stands in this one.
    """
    day = getattr(request, "day", None)
    past = day if day and day < today() else None
    kept = [(name, value) for name, values in request.GET.lists() if name not in ("on", "page") for value in values]
    return {
        "day": day, "past": past, "first": getattr(request, "first_day", None),
        "query": f"?on={past}" if past else "", "more": f"&on={past}" if past else "", "kept": kept if day else (),
    }  # fmt: skip
