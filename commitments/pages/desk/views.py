"""The desk 我的填报: what the department owes this period on one page, and what a typed figure is read as."""

from django.shortcuts import render

from ...models import Indicator
from ...rules.quantity import QuantityError, read_reported
from ..typed import words_for
from .page import TEMPLATE, context_of, desk_of


def desk(request, plan):
    """Show every commitment the department owes in the open period."""
    return render(request, TEMPLATE, context_of(desk_of(request, plan)))


def read(request, plan):
    """Answer what a typed figure is understood as; for the echo beside the box."""
    desk_of(request, plan)
    number = request.GET.get("indicator", "")
    indicator = Indicator.objects.filter(pk=int(number) if number.isdecimal() and len(number) < 12 else 0).first()
    text = request.GET.get("text") or next((v for k, v in request.GET.items() if k.startswith("figure_")), "")
    context = {"indicator": indicator, "text": text}
    if indicator and text.strip():
        try:
            context["read"] = read_reported(text, indicator.unit)
        except QuantityError as error:
            context["misread"] = words_for(error)
    return render(request, "desk/_echo.html", context)
