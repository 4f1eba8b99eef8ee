"""What base.html needs on every page: navigation by role, the demo's day, how the reader wants to read.

Everything is lazy: an answer that renders only a piece of a page asks the database nothing for it.
"""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..choices import Role
from ..clock import today
from ..models import Place, Plan
from .as_of import as_of_context
from .other_plans import other_plans_of
from .plan_shown import plan_shown

# (room's url name, label, roles that see it)
ROOMS = (
    ("overview", _("Overview"), tuple(Role)),
    ("ledger", _("Ledger"), tuple(Role)),
    ("report", _("Report text"), tuple(Role)),
    ("desk", _("My reports"), Role.of_department()),
    ("contributions", _("Joint work"), Role.of_department()),
    ("signoff", _("Sign-off"), (Role.APPROVER,)),
    ("review", _("Review"), (Role.SUPERVISOR,)),
    ("waiting", _("To do"), (*Role.of_department(), *Role.of_district())),
    ("outlook", _("Outlook"), Role.of_district()),
    ("bulletins", _("Bulletins"), Role.of_ledger()),
    ("periods", _("Reporting periods"), (Role.SUPERVISOR,)),
)
# Rooms that can be asked for a past day; their links to one another keep it.
DATED = ("overview", "ledger", "report", "outlook")
# Pages above any plan, behind the rooms of the plan one is in: address, label, roles, the room it is.
PAGES_ABOVE = (
    ("plans", _("Plan making"), (Role.SUPERVISOR,), "plans"),
    ("departments", pgettext_lazy("the register", "Departments"), (Role.SYSTEM_ADMIN,), "departments"),
    ("place", pgettext_lazy("whose ledger this is", "Place"), (Role.SYSTEM_ADMIN,), "place"),
    ("enrolment", _("Accounts"), Role.of_administration(), "enrolment"),
    ("admin:index", _("Administration"), (*Role.of_administration(), Role.SUPERVISOR), ""),
    ("admin:commitments_historyentry_changelist", pgettext_lazy("what was done", "History"), (Role.AUDITOR,), ""),
)
THEMES, SIZES = ("auto", "light", "dark"), ("normal", "large")


def masthead(request) -> dict:
    """Return the context base.html expects; `plan` gives way to the one a view passes."""
    plan = SimpleLazyObject(lambda: plan_of_request(request))
    return {
        "plan": plan,
        "place": SimpleLazyObject(lambda: place_of_request(plan)),
        "nav": SimpleLazyObject(lambda: navigation(request, plan)),
        "other_plans": SimpleLazyObject(lambda: other_plans_of(plan)),
        "demo": settings.DEMO,
        "today": today(),
        "as_of": SimpleLazyObject(lambda: as_of_context(request)),
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


def plan_of_request(request) -> Plan | None:
    """Return the address's plan, else the one at hand, with what waits for the reader; None for strangers."""
    if asked := getattr(request, "plan_shown", None):
        return asked
    user, match = signed_in(request), request.resolver_match
    return plan_shown(user, match.kwargs.get("plan", "") if match else "") if user else None


def place_of_request(plan) -> Place:
    """Return whose ledger this is; the plan's query brings it along."""
    bool(plan)
    return Place.objects.here()


def navigation(request, plan) -> list[dict]:
    """Return the entries of the signed-in account's role: name of the room, url, label, count."""
    user = signed_in(request)
    if user is None:
        return []
    entries, day = [], as_of_context(request)["query"]
    for name, label, roles in ROOMS:
        open_to = user.has_role(*roles) or (name == "signoff" and plan and plan.deputy)
        if plan and open_to and (url := address_or_blank(name, plan.key)):
            waits = {
                "signoff": plan.waiting,
                "review": plan.waiting,
                "contributions": plan.contributions,
                "waiting": plan.to_do,
            }
            count = waits.get(name, 0)
            entries.append({"name": name, "url": url, "label": label, "count": count})
            entries[-1]["url"] += day if name in DATED else ""
    for name, label, roles, room in PAGES_ABOVE:
        if user.has_role(*roles) and (url := address_or_blank(name)):
            entries.append({"name": room, "url": url, "label": label, "count": 0})
    return entries


def address_or_blank(name: str, *args) -> str:
    """Return the URL, or "" while a room has no address."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
