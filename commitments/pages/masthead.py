"""What base.html needs on every page: navigation by role, the demo's day, how the reader wants to read.

Everything is lazy: an answer that renders only a part of a page asks the database nothing for it.
"""

from django.conf import settings
from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from ..choices import Role
from ..clock import today
from ..models import Plan, ProgressUpdate

ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
READERS = (Role.REPORTER, Role.APPROVER, Role.SUPERVISOR, Role.LEADER, Role.AUDITOR)
# (room's url name, label, roles that see it)
ROOMS = (
    ("overview", _("Overview"), (*READERS, *ADMINISTRATORS)),
    ("ledger", _("Ledger"), (*READERS, *ADMINISTRATORS)),
    ("report", _("Report text"), (*READERS, *ADMINISTRATORS)),
    ("desk", _("My reports"), (Role.REPORTER, Role.APPROVER)),
    ("signoff", _("Sign-off"), (Role.APPROVER,)),
    ("review", _("Review"), (Role.SUPERVISOR,)),
    ("lamps", _("Disagreements"), (Role.SUPERVISOR, Role.LEADER)),
    ("outlook", _("Outlook"), (Role.SUPERVISOR, Role.LEADER)),
    ("bulletins", _("Bulletins"), READERS),
)
ADMIN_PAGES = (
    ("admin:index", _("Administration"), (*ADMINISTRATORS, Role.SUPERVISOR)),
    ("admin:commitments_historyentry_changelist", _("History"), (Role.AUDITOR,)),
)
# Stylesheets in the order of their layers; each room's rules are scoped to its own pages.
SHEETS = (
    "tokens", "base", "parts", "overview", "ledger", "commitment", "report", "desk", "signoff", "review",
    "bulletins", "lamps", "outlook", "accounts", "print",
)  # fmt: skip
THEMES, SIZES = ("auto", "light", "dark"), ("normal", "large")


def masthead(request) -> dict:
    """Return the context base.html expects; `plan` gives way to the one a view passes."""
    plan = SimpleLazyObject(lambda: plan_shown(request))
    return {
        "plan": plan,
        "nav": SimpleLazyObject(lambda: navigation(request, plan)),
        "demo": settings.DEMO,
        "today": today(),
        "sheets": SHEETS,
        "appearance": {
            "theme": chosen(request, "theme", THEMES),
            "size": chosen(request, "size", SIZES),
        },
    }


def chosen(request, cookie: str, allowed: tuple) -> str:
    """Return the cookie's value if it is one of `allowed`, else the first of them."""
    value = request.COOKIES.get(cookie)
    return value if value in allowed else allowed[0]


def signed_in(request):
    """Return the request's account, or None before the session was read or for strangers."""
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def plan_shown(request) -> Plan | None:
    """Return the address's plan, else the newest one, with the number of updates that wait for the reader.

    One query, unless the address names a plan that is not there.
    """
    user = signed_in(request)
    if user is None:
        return None
    plans = Plan.objects.annotate(waiting=waiting_for(user))
    match = request.resolver_match
    key = match.kwargs.get("plan") if match else None
    found = plans.filter(key=key).first() if key else None
    return found or plans.newest()


def waiting_for(user):
    """Return the expression for the number of a plan's updates that wait for this account's decision."""
    if user.has_role(Role.SUPERVISOR):
        updates = ProgressUpdate.objects.awaiting_review()
    elif user.has_role(Role.APPROVER):
        updates = ProgressUpdate.objects.awaiting_sign_off(user.department_id)
    else:
        return Value(0)
    of_plan = updates.filter(commitment__plan=OuterRef("pk")).order_by().values("commitment__plan")
    counted = of_plan.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def navigation(request, plan) -> list[dict]:
    """Return the entries of the signed-in account's role: url, label, current, count."""
    user = signed_in(request)
    if user is None:
        return []
    room = room_of(request.resolver_match)
    entries = []
    for name, label, roles in ROOMS:
        if plan and user.has_role(*roles) and (url := address(name, plan.key)):
            count = plan.waiting if name in ("signoff", "review") else 0
            entries.append({"url": url, "label": label, "current": name == room, "count": count})
    for name, label, roles in ADMIN_PAGES:
        if user.has_role(*roles) and (url := address(name)):
            entries.append({"url": url, "label": label, "current": False, "count": 0})
    return entries


def room_of(match) -> str:
    """Return the room an address belongs to; a commitment's page is opened from the ledger."""
    name = (match.url_name or "").partition("_")[0] if match else ""
    return "ledger" if name == "commitment" else name


def address(name: str, *args) -> str:
    """Return the URL, or "" while a room has no address."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
