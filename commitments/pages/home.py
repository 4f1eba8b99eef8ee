"""Where an account begins its day."""

from django.shortcuts import redirect, render
from django.views.defaults import page_not_found

from ..choices import Role
from ..models import Plan

DESK = (Role.REPORTER, Role.APPROVER)


def home(request):
    """Lead departments to their desk, administrators to the administration, everyone else to the overview."""
    if request.user.is_administrator:
        return redirect("admin:index")
    plan = Plan.objects.newest()
    if plan is None:
        return render(request, "empty.html", status=200)
    return redirect("desk" if request.user.has_role(*DESK) else "overview", plan.key)


def lost(request, exception):
    """Answer 404 with words; the address leads nowhere, so the navigation must not lean on the plan it names."""
    request.lost = True
    return page_not_found(request, exception)
