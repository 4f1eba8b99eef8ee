"""The outlook: what may be missed by the year's end, targets beside last year's results, and the year's end."""

from django.shortcuts import render

from ...documents.year_end_data import year_end_data
from ...rules.year_on_year import CLASSES
from ...workflow import prospects
from ..as_of import day_asked
from ..shortcuts import plan_or_404
from .closing import Closing
from .pack import may_take


def likely(request, plan):
    """List the targets that projection or forecast would miss, those that miss most first."""
    plan = plan_or_404(plan)
    on = day_asked(request, plan)
    known = prospects.known_of(plan, on)
    rows = prospects.likely_to_miss(known)
    measured = sum(each.projection is not None or each.forecast is not None for each in prospects.prospects(known))
    return render(request, "outlook/likely.html", {"plan": plan, "on": on, "rows": rows, "measured": measured})


def last_year(request, plan):
    """List the targets beside last year's figures; of one class by `?is=`. Every day shows the same."""
    plan = plan_or_404(plan)
    day_asked(request, plan)
    rows = prospects.compared(plan)
    counts = {code: sum(row.change is not None and row.change.code == code for row in rows) for code in CLASSES}
    counts["not_compared"] = sum(row.change is None for row in rows)
    chosen = request.GET.get("is", "")
    shown = [
        row for row in rows if chosen not in counts or (row.change.code if row.change else "not_compared") == chosen
    ]
    context = {"plan": plan, "rows": shown, "all": len(rows), "counts": counts, "chosen": chosen}
    return render(request, "outlook/last_year.html", context)


def at_year_end(request, plan):
    """Show the classes of the year's end by section, as of today or of `?on=`.

    `?class=`, `?data=` and `?section=` choose the rows behind a number.
    """
    plan = plan_or_404(plan)
    on = day_asked(request, plan)
    data = year_end_data(plan, on)
    closing, chosen = Closing(data), {name: request.GET.get(name, "") for name in ("class", "data", "section")}
    context = {
        "plan": plan, "on": on, "closing": closing, "conclusion": data["conclusion"], "draft": data["draft"],
        "rows": closing.rows(chosen["class"], chosen["data"], chosen["section"]), "chosen": chosen,
        "narrowed": any(chosen.values()), "may_take": may_take(request.user),
    }  # fmt: skip
    return render(request, "outlook/year_end.html", context)
