"""The lamps room: the list of disagreements."""

from django.shortcuts import render

from ...rules.disagreements import BETWEEN
from ..as_of import day_asked
from ..shortcuts import plan_or_404
from .disagreements import disagreements


def lamps(request, plan):
    """List the commitments whose lamps differ, or those of one pair by `?between=`; of a past day by `?on=`."""
    plan = plan_or_404(plan)
    on = day_asked(request, plan)
    rows = disagreements(plan, on)
    chosen = request.GET.get("between", "")
    counts = {name: sum(name in row.between for row in rows) for name in BETWEEN}
    shown = [row for row in rows if chosen not in BETWEEN or chosen in row.between]
    context = {"plan": plan, "on": on, "rows": shown, "all": len(rows), "counts": counts, "chosen": chosen}
    return render(request, "lamps/page.html", context)
