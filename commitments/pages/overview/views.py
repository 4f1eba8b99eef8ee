"""The overview: where the plan stands, on one page."""

from django.shortcuts import render
from django.urls import reverse

from ..as_of import as_of, day_asked
from ..shortcuts import page_plan_or_404
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
    plan = page_plan_or_404(request, key)
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
    lamps_url = f"{reverse('lamps', args=[key])}{day if standing.is_newest else f'?on={standing.on}'}"
    commitment = reverse("commitment", args=[key, "-"]).removesuffix("-/")
    return {
        "period_query": query, "more": more, "rows_url": rows_url, "lists_url": lists_url,
        "commitment_url": commitment, "lamps_url": lamps_url,
    }  # fmt: skip
