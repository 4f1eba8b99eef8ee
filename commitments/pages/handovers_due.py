"""Handovers whose day has come: carried out before the first signed-in page that any process answers on that day."""

import logging

from django.db import DatabaseError

from ..clock import now, today
from ..workflow.planning.handovers import carry_out_due

log = logging.getLogger(__name__)


class HandoversMiddleware:
    """Once a day each process looks; a handover for the same day is carried out when it is decided on."""

    looked_on = None

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not request.user.is_authenticated or HandoversMiddleware.looked_on == today():
            return
        try:
            carry_out_due(now())
        except DatabaseError:  # a database that cannot now leaves it to the next request
            log.exception("handovers could not be carried out")
        else:
            HandoversMiddleware.looked_on = today()
