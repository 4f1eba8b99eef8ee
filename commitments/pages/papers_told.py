"""A request for a paper waits some seconds for its turn; what was not made is answered in words, never as a fault."""

from django.conf import settings
from django.shortcuts import render

from ..documents.papers_set import PaperFailed, waiting_at_most
from ..documents.press_queue import PressBusy

SECONDS_A_PAPER = 2


class PapersMiddleware:
    """Answer 503 with Retry-After while others are ahead, and 500 with the paper's name when it cannot be made."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with waiting_at_most(settings.PAPER_WAIT_SECONDS):
            return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, PressBusy):
            answer = render(request, "paper_waits.html", {"ahead": exception.ahead}, status=503)
            answer["Retry-After"] = str(exception.ahead * SECONDS_A_PAPER)
            return answer
        if isinstance(exception, PaperFailed):
            return render(request, "paper_failed.html", {"exception": exception}, status=500)
