"""The adopted report, word for word, with every promise in its lamp's colour."""

from django.shortcuts import render

from ..as_of import day_asked
from ..shortcuts import page_plan_or_404
from .text import ReportText


def report(request, plan):
    """Show the text; `?lamp=` keeps the promises of one lamp, `?bare=1` greys sentences without a promise."""
    plan = page_plan_or_404(request, plan)
    reading = ReportText(plan, day_asked(request, plan), request.GET.get("lamp", ""))
    context = {"plan": plan, "reading": reading, "bare": request.GET.get("bare") == "1"}
    return render(request, "report/page.html", context)
