"""The rows behind each number of the overview, and the same numbers by department and by leader."""

import datetime

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from ...choices import Lamp
from ...workflow.course import plan_course
from .. import as_of
from . import lists
from .figures import Figures
from .groups import Group, People, Who
from .praise import praised
from .views import addresses, asked

KINDS = ("department", "leader")


def behind(request, plan, what):
    """List the rows behind one number of the overview: the commitments, targets or reports it counts."""
    if what not in BEHIND:
        raise Http404(_("The overview has no list of that name."))
    standing = asked(request, plan)
    context = {"plan": standing.plan, "standing": standing, **addresses(request, standing)}
    return render(request, f"overview/{TEMPLATES.get(what, what)}.html", context | BEHIND[what](request, standing))


def narrowed(request, standing):
    """Return (item → whether it is asked for, whose they are) by `?department=`, `?leader=`; codes, "-" for nobody."""
    chosen = {kind: request.GET[kind] for kind in KINDS if request.GET.get(kind)}
    if not chosen:
        return (lambda item: True), ""
    people = People(standing)
    kept = [item for item in standing.items if people.keeps(chosen, item)]
    names = {people.of(kind, kept[0]).name or _("nobody") for kind in chosen} if kept else ()
    numbers = {item.row.pk for item in kept}
    return (lambda item: item.row.pk in numbers), _(", ").join(sorted(names))


def lamps(request, standing) -> dict:
    """The commitments of a standing, of one lamp, section, department or leader, or late ones, if asked."""
    keeps, whose = narrowed(request, standing)
    lamp, section = request.GET.get("lamp", ""), request.GET.get("section", "")
    items = [item for item in standing.items if keeps(item) and (lamp not in Lamp.values or item.lamp == lamp)]
    return {"items": [item for item in items if not section or item.row.section_code == section], "whose": whose}


def measured(request, standing) -> dict:
    keeps, whose = narrowed(request, standing)
    return {"figures": Figures(standing, keeps), "whose": whose}


def late(request, standing) -> dict:
    keeps, whose = narrowed(request, standing)
    missing = [item for item in standing.late if keeps(item)]
    return {"late": lists.late(missing), "missing": missing, "whose": whose}


def changes(request, standing) -> dict:
    """The lamps that differ from the period before, or from the day of `?since=`."""
    if text := request.GET.get("since", ""):
        standing.since = since(text, standing)
    return {"changes": lists.changes(standing), "course": plan_course(standing.plan, standing.today)}


def since(text: str, standing) -> datetime.date:
    """Return the day to compare with; 404 with words when it is none of the plan's up to the day shown."""
    day = as_of.read(text, standing.plan)
    if day > standing.on:
        raise Http404(_("Choose a day before %(day)s to compare with.") % {"day": standing.on})
    return day


def grouped(kind: str):
    def rows(request, standing) -> dict:
        found = People(standing).groups(kind)
        whole = Group(Who("", ""), standing.items, Figures(standing).shares)
        return {"kind": kind, "groups": found, "whole": whole}

    return rows


def praise(request, standing) -> dict:
    early, ahead = praised(standing)
    return {"early": early, "ahead": ahead}


BEHIND = {
    "lamps": lamps, "measured": measured, "changes": changes, "late": late, "praise": praise,
    "departments": grouped("department"), "leaders": grouped("leader"),
    "decisions": lambda request, standing: {"decisions": lists.decisions(standing, request.user)},
}  # fmt: skip
TEMPLATES = {"departments": "groups", "leaders": "groups"}
