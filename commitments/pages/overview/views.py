"""The overview: where the plan stands, on one page, and the rows behind each of its numbers."""

import datetime

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ...choices import Lamp
from ...workflow.judgement.trend import plan_trend
from .. import as_of
from ..as_of import as_of_context, day_asked
from ..shortcuts import page_plan_or_404
from ..tables import commitment_address
from . import lists
from .figures import Figures, headlines
from .groups import People, PeopleGroup, Who
from .lists import praised
from .standing import MOST_SQUARES, standing_of, wall
from .tables import ChangedTable, DecisionTable, LampTable, LateTable, MeasuredTable, PraiseTable

LIST_LENGTH = 6


def overview(request, plan):
    """Show the standing of the newest period, or of an earlier one by `?period=`."""
    standing = standing_asked(request, plan)
    figures = Figures(standing)
    context = {
        "plan": standing.plan, "standing": standing, "figures": figures, "headlines": headlines(figures),
        "wall": wall(standing), "decisions": lists.decisions_due(standing, request.user),
        "changes": lists.changed_lamps(standing), "late": lists.late_departments(standing.late), "shown": LIST_LENGTH,
        "squares": len(standing.items) <= MOST_SQUARES,
    }  # fmt: skip
    return render(request, "overview/page.html", context | addresses(request, standing))


def standing_asked(request, key):
    """Return the standing of the day and period in the address."""
    plan = page_plan_or_404(request, key)
    return standing_of(plan, request.GET.get("period", ""), day_asked(request, plan))


def addresses(request, standing) -> dict:
    """Return where the numbers lead: a day's to the ledger, those of an earlier period to the lists here.

    `period_query` is what an address of the same standing ends with, `more` the same with more to follow.
    """
    key, day = standing.plan.key, as_of_context(request)["query"]
    query = day if standing.is_newest else f"{day or '?'}{'&' * bool(day)}period={standing.period.code}"
    more = f"{query}&" if query else "?"
    lists_url = f"{reverse('overview_behind', args=[key, 'lamps'])}{more}"
    rows_url = f"{reverse('ledger', args=[key])}{more}" if standing.is_newest else lists_url
    lamps_url = f"{reverse('lamps', args=[key])}{day if standing.is_newest else f'?on={standing.on}'}"
    commitment = reverse("commitment", args=[key, "-"]).removesuffix("-/")
    return {
        "period_query": query, "more": more, "rows_url": rows_url, "lists_url": lists_url,
        "commitment_url": commitment, "lamps_url": lamps_url,
    }  # fmt: skip


GROUP_KINDS = ("department", "leader")


def overview_behind(request, plan, what):
    """List the rows behind one number of the overview: the commitments, targets or reports it counts."""
    if what not in LISTS_BEHIND:
        raise Http404(_("The overview has no list of that name."))
    standing = standing_asked(request, plan)
    context = {"plan": standing.plan, "standing": standing, **addresses(request, standing)}
    return render(
        request, f"overview/{LIST_TEMPLATES.get(what, what)}.html", context | LISTS_BEHIND[what](request, standing)
    )


def narrowed(request, standing):
    """Return (item → whether it is asked for, whose they are) by `?department=`, `?leader=`; codes, "-" for nobody."""
    chosen = {kind: request.GET[kind] for kind in GROUP_KINDS if request.GET.get(kind)}
    if not chosen:
        return (lambda item: True), ""
    people = People(standing)
    kept = [item for item in standing.items if people.keeps(chosen, item)]
    names = {people.of(kind, kept[0]).name or _("nobody") for kind in chosen} if kept else ()
    numbers = {item.row.pk for item in kept}
    return (lambda item: item.row.pk in numbers), _(", ").join(sorted(names))


def lamp_list(request, standing) -> dict:
    """The commitments of a standing, of one lamp, section, department or leader, or late ones, if asked."""
    keeps, whose = narrowed(request, standing)
    lamp, section = request.GET.get("lamp", ""), request.GET.get("section", "")
    items = [item for item in standing.items if keeps(item) and (lamp not in Lamp.values or item.lamp == lamp)]
    items = [item for item in items if not section or item.row.section_code == section]
    return {"table": LampTable(items, places(request, standing)), "whose": whose}


def measured_list(request, standing) -> dict:
    keeps, whose = narrowed(request, standing)
    figures = Figures(standing, keeps)
    return {"figures": figures, "table": MeasuredTable(figures.shares, places(request, standing)), "whose": whose}


def late_list(request, standing) -> dict:
    keeps, whose = narrowed(request, standing)
    missing = [item for item in standing.late if keeps(item)]
    return {"table": LateTable(lists.late_departments(missing), places(request, standing)), "whose": whose}


def change_list(request, standing) -> dict:
    """The lamps that differ from the period before, or from the day of `?since=`."""
    if text := request.GET.get("since", ""):
        standing.since = day_compared(text, standing)
    changes = lists.changed_lamps(standing)
    to, compared = places(request, standing), standing.compared
    tables = {name: ChangedTable(getattr(changes, name), to, compared) for name in ("worse", "better", "pending")}
    return {"tables": tables, "trend": plan_trend(standing.plan, standing.today)}


def day_compared(text: str, standing) -> datetime.date:
    """Return the day to compare with; 404 with words when it is none of the plan's up to the day shown."""
    day = as_of.parse_day(text, standing.plan)
    if day > standing.on:
        raise Http404(_("Choose a day before %(day)s to compare with.") % {"day": standing.on})
    return day


def group_list(kind: str):
    def rows(request, standing) -> dict:
        found = People(standing).groups(kind)
        whole = PeopleGroup(Who("", ""), standing.items, Figures(standing).shares)
        return {"kind": kind, "groups": found, "whole": whole}

    return rows


def praise_list(request, standing) -> dict:
    early, ahead = (PraiseTable(rows, places(request, standing)) for rows in praised(standing))
    return {"early": early, "ahead": ahead}


def decision_list(request, standing) -> dict:
    return {"table": DecisionTable(lists.decisions_due(standing, request.user), places(request, standing))}


def places(request, standing) -> tuple[str, str]:
    """Return where the commitments' pages begin and what they end with."""
    return commitment_address(standing.plan), as_of_context(request)["query"]


LISTS_BEHIND = {
    "lamps": lamp_list, "measured": measured_list, "changes": change_list, "late": late_list, "praise": praise_list,
    "departments": group_list("department"), "leaders": group_list("leader"),
    "decisions": decision_list,
}  # fmt: skip

LIST_TEMPLATES = {"departments": "groups", "leaders": "groups"}
