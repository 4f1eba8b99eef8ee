"""The table of holidays: take in a published year, enter, change and remove a day, move due days after it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now, today
from ...workflow.office import holidays, periods
from ..attempt import attempt, said_of_each
from ..shortcuts import once, plan_or_404
from . import words
from .forms import DayForm, RemoveForm, YearForm
from .views import period_list


def calendar_plan(request, key):
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("The calendar is kept by the supervision office."))
    return plan_or_404(key, request.user)


def back_to_holidays(plan, year):
    return redirect(f"{reverse('periods', args=[plan.key])}?{urlencode({'year': year})}#holidays")


@require_POST
def periods_take_in(request, plan):
    """Fill in what the table lacks of a published year."""
    plan = calendar_plan(request, plan)
    form = YearForm(request.POST)
    year = form.cleaned_data["year"] if form.is_valid() else 0
    tried = attempt(
        lambda: once(request, "take_in", lambda: {"n": holidays.take_in_year(year, by=request.user, at=now())}),
        missing=words.not_published_words(),
    )
    if tried.failed:
        return period_list(request, plan.key, notice=tried.notice, status=tried.status)
    added = tried.answer["n"]
    done = ngettext("%(n)d day taken in for %(year)d.", "%(n)d days taken in for %(year)d.", added)
    nothing = _("The table has every published day of %(year)d already.")
    messages.success(request, (done if added else nothing) % {"n": added, "year": year})
    return back_to_holidays(plan, year)


@require_POST
def periods_day(request, plan):
    """Enter a day, or change what the table says of it."""
    plan = calendar_plan(request, plan)
    form = DayForm(request.POST)
    if not form.is_valid():
        return period_list(request, plan.key, form=form, status=422)

    def act():
        return {"pk": holidays.set_holiday(by=request.user, at=now(), **form.cleaned_data).pk}

    missing = said_of_each(words.field_error_words)
    tried = attempt(lambda: once(request, "holiday", act), form=form, missing=missing, stale="")
    if tried.status == 422:
        return period_list(request, plan.key, form=form, status=422)
    if tried.failed:
        return holiday_conflict(request, plan, tried.error.current)
    messages.success(request, _("%(day)s stands in the table.") % {"day": form.cleaned_data["day"]})
    return back_to_holidays(plan, form.cleaned_data["day"].year)


@require_POST
def periods_day_remove(request, plan):
    """Take a day out of the table."""
    plan = calendar_plan(request, plan)
    form = RemoveForm(request.POST)
    if not form.is_valid():
        return period_list(request, plan.key, form=DayForm(request.POST), status=422)
    said = form.cleaned_data
    tried = attempt(
        lambda: once(
            request, "holiday_remove", lambda: holidays.remove_holiday(by=request.user, at=now(), **said) or {}
        ),
        stale="",
    )
    if tried.failed:
        return holiday_conflict(request, plan, tried.error.current)
    messages.success(request, _("%(day)s is an ordinary day again.") % {"day": said["day"]})
    return back_to_holidays(plan, said["day"].year)


def holiday_conflict(request, plan, current):
    """Answer with the day as it stands now beside what was typed."""
    data = request.POST.copy()
    data["version"] = current.version if current else ""
    notice = words.changed_to_words(current.get_kind_display(), current.name) if current else words.changed_words()
    return period_list(request, plan.key, form=DayForm(data), notice=notice, status=409)


@require_POST
def periods_move(request, plan):
    """Move the ticked due days to where the table now puts them; each stands as it was shown."""
    plan = calendar_plan(request, plan)
    ticked = set(request.POST.getlist("move"))
    shown = {f"{period.pk}.{period.due}.{day}": (period, day) for period, day in holidays.moved_due_days(today())}

    def act():
        for period, day in (shown[each] for each in sorted(ticked)):
            reason = _("The table of holidays has changed.")
            periods.change_due_day(period, day, reason=reason, by=request.user, at=now(), by_table=True)
        return {"n": len(ticked)}

    try:
        moved = once(request, "move_due_days", act)["n"]
    except KeyError:
        return period_list(request, plan.key, notice=words.changed_words(), status=409)
    done = ngettext("%(n)d due day moved.", "%(n)d due days moved.", moved) % {"n": moved}
    messages.success(request, done) if moved else messages.warning(request, _("Nothing was ticked; nothing was moved."))
    return redirect("periods", plan.key)
