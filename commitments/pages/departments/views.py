"""The departments: what stands, a table that is looked at line by line, and its taking in as a whole."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from ...choices import Role
from ...clock import now, today
from ...documents.departments_table import departments_table, rows_of_lines
from ...models import Department
from ...workflow.accounts.department_list import ADDED, CHANGED, KEPT_OUT, take_in_departments
from ...workflow.refusals import Incomplete
from ..attempt import attempt
from ..downloads import download
from ..shortcuts import once
from .forms import DepartmentsForm, lines_as_sent, lines_sent
from .query import brought_departments

READING = (Role.SYSTEM_ADMIN, Role.SUPERVISOR)


@require_safe
def departments(request):
    """Show the departments with their days and successors, and ask for a table of them."""
    return register_page(request, DepartmentsForm())


def register_page(request, form, *, notice="", status=200):
    if not request.user.has_role(*READING):
        raise PermissionDenied(_("The departments are kept by the system administrator."))
    rows = list(Department.objects.select_related("successor"))
    context = {
        "departments": rows, "form": form, "notice": notice, "day": today(), "keeps": keeps_departments(request.user),
    }  # fmt: skip
    return render(request, "departments/register.html", context, status=status)


@require_safe
def departments_csv(request):
    """Download the departments as a table that comes in again."""
    if not request.user.has_role(*READING):
        raise PermissionDenied(_("The departments are kept by the system administrator."))
    return download(
        departments_table(Department.objects.select_related("successor")),
        f"{pgettext('the register', 'Departments')}.csv",
        "departments",
    )


def keeps_departments(user) -> bool:
    return user.has_role(Role.SYSTEM_ADMIN)


def check_keeper(user) -> None:
    if not keeps_departments(user):
        raise PermissionDenied(_("The departments are kept by the system administrator."))


@require_POST
def departments_look(request):
    """Show line by line what a table would change; nothing is written."""
    check_keeper(request.user)
    form = DepartmentsForm(request.POST, request.FILES)
    if not form.is_valid():
        return register_page(request, form, status=422)
    lines, errors = form.lines()
    if errors:
        return register_page(request, form, notice=errors[0].message, status=422)
    return look_page(request, lines)


def look_page(request, lines, *, notice="", status=200):
    """Answer with what the lines would do; where they are no table of departments, ask anew."""
    brought = brought_departments(*rows_of_lines(lines), today())
    if brought.whole:
        return register_page(request, DepartmentsForm(), notice=brought.whole, status=422)
    context = {"brought": brought, "sent": lines_as_sent(lines), "key": uuid.uuid4(), "notice": notice}
    return render(request, "departments/look.html", context, status=status)


@require_POST
def departments_write(request):
    """Take in the table that was looked at, once and as a whole; where something changed meanwhile it is shown anew."""
    check_keeper(request.user)
    lines = lines_sent(request.POST.get("lines", ""))
    if lines is None:
        words = _("The table did not arrive whole; bring it again.")
        return register_page(request, DepartmentsForm(), notice=words, status=422)
    tried = attempt(
        lambda: once(request, "departments", lambda: write_once(lines, request)),
        missing=_("Something stops the table now; nothing was written."),
        stale=_("The departments were changed meanwhile; look at what the table would do now."),
    )  # fmt: skip
    if tried.failed:
        return look_page(request, lines, notice=tried.notice, status=tried.status)
    messages.success(request, _("Taken in: %(added)d new departments, %(changed)d changed.") % tried.answer)
    return redirect("departments")


def write_once(lines, request) -> dict:
    """Take the lines in; return how many departments are new and changed. Incomplete where a line stops them."""
    rows, errors = rows_of_lines(lines)
    if errors:
        raise Incomplete({"lines": "unread"})
    done = take_in_departments(rows, by=request.user, at=now(), seen=request.POST.get("seen", "") or "none")
    if any(change.outcome == KEPT_OUT for change in done):
        raise Incomplete({"lines": "kept_out"})
    return {name: sum(change.outcome == name for change in done) for name in (ADDED, CHANGED)}
