"""The overview: where the plan stands, on one page."""

from django.shortcuts import render
from django.urls import reverse

<<<<<<< HEAD
=======
from ...choices import Lamp
from ...workflow.course import plan_course
>>>>>>> main
from ..as_of import as_of, day_asked
from ..shortcuts import plan_or_404
from . import lists
from .figures import Figures
from .headlines import headlines
from .standing import stand
from .wall import wall

SHOWN = 6


def overview(request, plan):
    """Show the standing of the newest period, or of an earlier one by `?period=`."""
    standing = asked(request, plan)
    figures = Figures(standing)
    context = {
        "plan": standing.plan, "standing": standing, "figures": figures, "headlines": headlines(figures),
        "wall": wall(standing), "decisions": lists.decisions(standing, request.user),
        "changes": lists.changes(standing), "late": lists.late(standing.late), "shown": SHOWN,
    }  # fmt: skip
    return render(request, "overview/page.html", context | addresses(request, standing))


def asked(request, key):
    """Return the standing of the day and period in the address."""
    plan = plan_or_404(key)
    return stand(plan, request.GET.get("period", ""), day_asked(request, plan))


def addresses(request, standing) -> dict:
    """Return where the numbers lead: a day's to the ledger, those of an earlier period to the lists here.

    `period_query` is what an address of the same standing ends with, `more` the same with more to follow.
    """
    key, day = standing.plan.key, as_of(request)["query"]
    query = day if standing.is_newest else f"{day or '?'}{'&' * bool(day)}period={standing.period.code}"
    more = f"{query}&" if query else "?"
    lists_url = f"{reverse('overview_behind', args=[key, 'lamps'])}{more}"
    rows_url = f"{reverse('ledger', args=[key])}{more}" if standing.is_newest else lists_url
    commitment = reverse("commitment", args=[key, "-"]).removesuffix("-/")
<<<<<<< HEAD
    return {
        "period_query": query, "more": more, "rows_url": rows_url, "lists_url": lists_url,
        "commitment_url": commitment,
    }  # fmt: skip
=======
    return {"period_query": query, "rows_url": rows, "commitment_url": commitment}


def behind(request, plan, what):
    """List the rows behind one number of the overview: the commitments, targets or reports it counts."""
    if what not in BEHIND:
        raise Http404(_("The overview has no list of that name."))
    standing = asked(request, plan)
    context = {"plan": standing.plan, "standing": standing, **addresses(request, standing)}
    return render(request, f"overview/{what}.html", context | BEHIND[what](request, standing))


def lamps(request, standing) -> dict:
    """The commitments of a standing, of one lamp (`?lamp=`) or section (`?section=`) if asked."""
    lamp, section = request.GET.get("lamp", ""), request.GET.get("section", "")
    items = [item for item in standing.items if lamp not in Lamp.values or item.lamp == lamp]
    return {"items": [item for item in items if not section or item.row.section_code == section]}


BEHIND = {
    "lamps": lamps,
    "measured": lambda request, standing: {"figures": Figures(standing)},
    "changes": lambda request, standing: {
        "changes": lists.changes(standing),
        "course": plan_course(standing.plan, standing.today),
    },
    "decisions": lambda request, standing: {"decisions": lists.decisions(standing, request.user)},
    "late": lambda request, standing: {"late": lists.late(standing)},
}
>>>>>>> main
