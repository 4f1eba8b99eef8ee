"""Where an account begins its day."""

from django.shortcuts import redirect, render

from ..choices import Role
from ..clock import today
from ..models import Place, Plan, User
from ..workflow.office.place_setting import keeps_place

START_ROOMS = {Role.REPORTER: "desk", Role.APPROVER: "signoff"}


def home(request):
    """Lead each role to the room of its work, administrators to the administration, the rest to the overview."""
    if keeps_place(request.user) and not Place.objects.here().is_set_up:
        return redirect("place")
    plan = None if request.user.is_administrator else Plan.objects.visible_to(request.user).at_hand(today())
    if plan is None and not Place.objects.here().is_set_up:
        return render(request, "place/not_set_up.html", {"keepers": keepers()})
    if request.user.is_administrator:
        return redirect("admin:index")
    if plan is None:
        return render(request, "empty.html")
    return redirect(START_ROOMS.get(request.user.role, "overview"), plan.key)


def keepers() -> list[User]:
    """Return who may say whose ledger this is."""
    return list(User.objects.filter(role=Role.SYSTEM_ADMIN, is_active=True).order_by("pk"))
