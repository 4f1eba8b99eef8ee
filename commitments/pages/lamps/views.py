"""The lamps room: the list of disagreements."""

from django.shortcuts import render

from ...clock import today
from ..shortcuts import plan_or_404
from .disagreements import BETWEEN, disagreements


def lamps(request, plan):
    """List the commitments whose lamps differ, or those of one pair by `?between=`."""
    plan = plan_or_404(plan)
    rows = disagreements(plan, today())
    chosen = request.GET.get("between", "")
    counts = {name: sum(name in row.between for row in rows) for name in BETWEEN}
    shown = [row for row in rows if chosen not in BETWEEN or chosen in row.between]
    context = {"plan": plan, "on": today(), "rows": shown, "all": len(rows), "counts": counts, "chosen": chosen}
    return render(request, "lamps/page.html", context)
