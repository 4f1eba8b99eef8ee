"""Reporting periods 填报期: the plan's calendar, and one period's page with what the office may do to it."""

import datetime
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...choices import DayKind, Role
from ...clock import now, today
from ...models import HistoryEntry, Holiday
from ...workflow.office import holidays, periods
from ..attempt import attempt
from ..shortcuts import once, plan_or_404
from . import words
from .forms import CloseForm, DayForm, DueForm, ExtendForm, OpenForm, ReopenForm
from .query import holidays_of, period_rows, periods_of, ruler
from .tables import PeriodTable


def period_list(request, plan, *, form=None, notice="", status=200):
    """Show the plan's periods, the year as a ruler, and the table of holidays."""
    plan = readable_plan(request, plan)
    rows = period_rows(periods_of(plan), plan, request.user, today())
    years = list(dict.fromkeys([plan.year, *(row.period.due.year for row in rows)]))
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and int(asked[:6]) in years else plan.year
    office, own = request.user.has_role(Role.SUPERVISOR), request.user.represents
    following = next((row.period for row in rows if not row.period.opened), None)
    context = {
        "plan": plan, "rows": rows, "own": own, "published": holidays.published_years(), "year": year, "years": years,
        "table": PeriodTable(rows, plan, today(), following=following, own=own, office=office), "office": office,
        "quarters": ruler(year, rows, today()), "holidays": holidays_of(year), "notice": notice, "today": today(),
        "form": (form or day_form(request)) if office else None, "key": uuid.uuid4,
        "moved": holidays.moved_due_days(today()) if office else [],
    }  # fmt: skip
    return render(request, "periods/page.html", context, status=status)


def day_form(request) -> DayForm:
    """Return the form of the day asked for (`?day=`), filled in when the table has it, else an empty one."""
    try:
        row = Holiday.objects.filter(day=datetime.date.fromisoformat(request.GET.get("day", ""))).first()
    except ValueError:
        row = None
    if row is None:
        return DayForm(initial={"kind": DayKind.OFF})
    return DayForm(initial={"day": row.day, "kind": row.kind, "name": row.name, "version": row.version})


def periods_sheet(request, plan, period, *, forms=None, notice="", status=200):
    """Show one period: its days, its extensions, what happened to it; for the office what may be done now."""
    plan = readable_plan(request, plan)
    period = period_or_404(plan, period)
    row = period_rows([period], plan, request.user, today())[0]
    office = request.user.has_role(Role.SUPERVISOR)
    context = {
        "plan": plan, "period": period, "row": row, "office": office, "today": today(), "key": uuid.uuid4,
        "notice": notice, "history": period_history(period, request.user),
        "before": periods.open_before(period) if office and not period.opened else None,
        "forms": sheet_forms(period) | (forms or {}) if office else {},
    }  # fmt: skip
    return render(request, "periods/sheet.html", context, status=status)


def sheet_forms(period) -> dict:
    """Return the forms of the period's page by name, empty."""
    return {
        "open": OpenForm(period, is_early=opens_early(period)), "close": CloseForm(period), "due": DueForm(period),
        "extend": ExtendForm(period), "reopen": ReopenForm(period),
    }  # fmt: skip


def opens_early(period) -> bool:
    return today() < period.opens


def period_history(period, user) -> list:
    """Return what was done to the period, for the office, leaders and auditors."""
    if not user.has_role(*Role.of_district(), Role.AUDITOR):
        return []
    return list(HistoryEntry.objects.about(period).order_by("-at", "-pk"))


@require_POST
def periods_open(request, plan, period):
    """Open the period; close those before in the same step if that was ticked."""
    found = writable_period(request, plan, period)

    def act(said):
        for before in periods.open_before(found).periods if said["close_before"] else ():
            periods.close_period(before, by=request.user, at=now())
        periods.open_period(found, by=request.user, at=now(), version=said["version"])

    form = OpenForm(found, request.POST, is_early=opens_early(found))
    return run_move(request, found, "open", form, act, _("Period %(code)s is open for reporting."))


@require_POST
def periods_close(request, plan, period):
    """Close the period; open reports need a tick."""
    found = writable_period(request, plan, period)

    def act(said):
        confirmed, version = said["confirm"], said["version"]
        periods.close_period(found, by=request.user, at=now(), confirmed=confirmed, version=version)

    return run_move(request, found, "close", CloseForm(found, request.POST), act, _("Period %(code)s is closed."))


def plain_view(name, form, verb, done):
    """Return the view of a move that hands the form's fields to its verb as they are."""

    def view(request, plan, period):
        found = writable_period(request, plan, period)
        return run_move(
            request, found, name, form(found, request.POST),
            lambda said: verb(found, by=request.user, at=now(), **said), done,
        )  # fmt: skip

    return require_POST(view)


periods_reopen = plain_view("reopen", ReopenForm, periods.reopen_period, gettext_lazy("Period %(code)s is open again."))
periods_due = plain_view("due", DueForm, periods.change_due_day, gettext_lazy("The due day of %(code)s is moved."))
periods_extend = plain_view(
    "extend", ExtendForm, periods.extend_period, gettext_lazy("More time is given in %(code)s.")
)


def run_move(request, period, name, form, act, done):
    """Run one move once; or answer with the period's page, what went wrong, and the typed text kept."""
    key = period.plan.key

    def moved() -> dict:
        act(form.cleaned_data)
        return {}

    if not form.is_valid():
        return periods_sheet(request, key, period.code, forms={name: form}, status=422)

    def missing(fields):
        day, workdays = form.cleaned_data.get("due"), Holiday.objects.workdays()
        return {field: words.field_error_words(code, day=day, workdays=workdays) for field, code in fields.items()}

    tried = attempt(
        lambda: once(request, f"period_{name}", moved), form=form, missing=missing, stale=words.changed_words(),
        refused=lambda error: words.refused_words(error.move, error.state, period),
    )  # fmt: skip
    if tried.failed:
        kept = form if tried.status == 422 else redrawn(form, period)
        return periods_sheet(request, key, period.code, forms={name: kept}, notice=tried.notice, status=tried.status)
    messages.success(request, str(done) % {"code": period.code})
    return redirect("periods_sheet", key, period.code)


def redrawn(form, period):
    """Return the form with what was typed, to be sent again on what stands now."""
    standing, data = period_or_404(period.plan, period.code), form.data.copy()
    data["version"] = standing.version
    return type(form)(standing, data)


def readable_plan(request, key):
    """Return the plan; 403 for those who only administer accounts."""
    if not request.user.has_role(*Role.of_ledger()):
        raise PermissionDenied(_("The calendar belongs to those who report, review and read."))
    return plan_or_404(key, request.user)


def writable_period(request, key, code):
    """Return the period; 403 for everybody but the office."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("The calendar is kept by the supervision office."))
    return period_or_404(plan_or_404(key, request.user), code)


def period_or_404(plan, code):
    found = next((period for period in periods_of(plan) if period.code == code), None)
    if found is None:
        raise Http404(_("The plan has no period “%(code)s”.") % {"code": code})
    return found
