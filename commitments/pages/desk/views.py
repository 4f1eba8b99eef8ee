"""The desk 我的填报: what the department owes this period on one page, and what a typed figure is read as."""

from django.shortcuts import render

from ..typed import echo
from .page import TEMPLATE, context_of, desk_of


def desk(request, plan):
    """Show every commitment the department owes in the open period."""
    return render(request, TEMPLATE, context_of(desk_of(request, plan)))


def read(request, plan):
    """Answer what a typed figure is understood as; for the echo beside the box."""
    desk_of(request, plan)
    return echo(request)
