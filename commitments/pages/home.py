"""Where an account begins its day."""

from django.shortcuts import redirect, render

from ..choices import Role
from ..clock import today
from ..models import Plan

START_ROOMS = {Role.REPORTER: "desk", Role.APPROVER: "signoff"}


def home(request):
    """Lead each role to the room of its work, administrators to the administration, the rest to the overview."""
    if request.user.is_administrator:
        return redirect("admin:index")
    plan = Plan.objects.visible_to(request.user).at_hand(today())
    if plan is None:
        return render(request, "empty.html", status=200)
    return redirect(START_ROOMS.get(request.user.role, "overview"), plan.key)
