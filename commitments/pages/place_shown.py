"""Whose ledger this is, read once a request at most, however many of its papers and lines name it."""

from ..models import place_kept


class PlaceMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with place_kept():
            return self.get_response(request)
