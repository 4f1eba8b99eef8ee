"""Lay out the plan's year: choose, look at what comes of it, then do it."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now
from ...workflow.office import year_layout as verbs
from ...workflow.refusals import Stale
from ..attempt import attempt, said_of_each
from ..shortcuts import once, plan_or_404
from . import words
from .forms import LayoutForm


def periods_layout(request, plan):
    """Show the choice, and with `?frequency=` what the year would look like."""
    plan = layout_plan(request, plan)
    form = LayoutForm(request.GET) if "frequency" in request.GET else LayoutForm(initial=vars(plan))
    return layout_page(request, plan, form)


def layout_page(request, plan, form, notice="", status=200):
    """Answer with the choice and, when it is a possible one, the periods beside those that stand."""
    settled = list(plan.periods.settled().order_by("ends"))
    periods = layout_preview(plan, form) if form.is_bound and form.is_valid() else None
    now_there = list(plan.periods.exclude(pk__in=[each.pk for each in settled]).order_by("ends"))
    context = {
        "plan": plan, "form": form, "settled": settled, "periods": periods, "there": now_there, "notice": notice,
        "key": uuid.uuid4, "shown": preview_seal(periods or []),
    }  # fmt: skip
    return render(request, "periods/layout.html", context, status=status if not form.errors else 422)


def layout_preview(plan, form):
    """Return what would be laid out, or None after telling the form what is wrong."""
    said = form.cleaned_data
    return attempt(
        lambda: verbs.planned_periods(plan, **said), form=form, missing=said_of_each(words.field_error_words)
    ).answer


def preview_seal(periods) -> str:
    """Return the preview in one line: it is applied as it was shown or not at all."""
    return ",".join(f"{period.code}.{period.starts}.{period.due}" for period in periods)


@require_POST
def periods_layout_apply(request, plan):
    """Lay the year out as it was shown."""
    plan = layout_plan(request, plan)
    form = LayoutForm(request.POST)
    periods = layout_preview(plan, form) if form.is_valid() else None
    if periods is None:
        return layout_page(request, plan, form)

    def act():
        if request.POST.get("shown", "") != preview_seal(periods):
            raise Stale(plan)
        return {"n": len(verbs.lay_out_year(plan, by=request.user, at=now(), **form.cleaned_data))}

    tried = attempt(
        lambda: once(request, "lay_out", act), stale=words.changed_words(),
        refused=_("Every period of the year was opened already; nothing is left to lay out."),
    )  # fmt: skip
    if tried.failed:
        return layout_page(request, plan, form, tried.notice, status=tried.status)
    messages.success(request, _("The year is laid out."))
    return redirect("periods", plan.key)


def layout_plan(request, key):
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("The calendar is kept by the supervision office."))
    return plan_or_404(key, request.user)
