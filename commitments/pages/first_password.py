"""Whoever signed in with a first password chooses their own before anything else; one that is over lets nobody in."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from ..clock import today

# What stays open meanwhile: the change itself, the way out, and how the pages look.
OPEN_MEANWHILE = ("password_change", "logout", "appearance")


class FirstPasswordMiddleware:
    """Leads every page and every part of one to the change; behind the sign-in middleware, which has the account."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True) or not request.user.is_authenticated:
            return None
        if not request.user.has_first_password:
            return None
        if request.user.first_password_is_over(today()):
            logout(request)
            messages.error(request, over_words())
            return led_to(request, "login")
        return None if request.resolver_match.view_name in OPEN_MEANWHILE else led_to(request, "password_change")


def led_to(request, name: str):
    """Return the answer that leads a browser, or htmx, to the page of that name."""
    address = reverse(name)
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def over_words() -> str:
    return _("This first password is over. The security administrator gives out a new one on a slip.")
