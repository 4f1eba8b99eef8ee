"""Where an account begins its day."""

from django.shortcuts import redirect, render

from ..models import Plan


def home(request):
    """Lead departments to their desk, administrators to the administration, everyone else to the overview."""
    if request.user.is_administrator:
        return redirect("admin:index")
    plan = Plan.objects.newest()
    if plan is None:
        return render(request, "empty.html", status=200)
    return redirect("desk" if request.user.fills_in else "overview", plan.key)
