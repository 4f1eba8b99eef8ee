"""What holds for every request: demo stays on this machine, the language is chosen, pages stay private."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseForbidden
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED")
LOOPBACK = {"127.0.0.1", "::1"}


class DemoGuardMiddleware:
    """Demo mode has one-click accounts, so it answers this machine alone, and never through a proxy."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.DEMO and not self.is_local(request):
            return HttpResponseForbidden("演示模式只在本机使用，不接受转发或外部访问。请改用正式部署。")
        return self.get_response(request)

    def is_local(self, request) -> bool:
        forwarded = any(header in request.META for header in FORWARDED)
        return not forwarded and request.META.get("REMOTE_ADDR") in LOOPBACK


class LanguageMiddleware:
    """Chinese unless the reader chose English here; a browser's own language never decides."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class SignInMiddleware(LoginRequiredMiddleware):
    """Who is not signed in, or no longer, signs in and is led back to the page they were on.

    A form's own address takes changes alone, and a part of a page is no page: there it is the page that sent it.
    """

    def handle_no_permission(self, request, view_func):
        answer = redirect_to_login(page_of(request), self.get_login_url(view_func), self.redirect_field_name)
        return HttpResponseClientRedirect(answer.url) if request.htmx else answer


def page_of(request) -> str:
    """Return the address of the page a request came from, as far as it is one of ours; else the start page's."""
    if request.method in ("GET", "HEAD") and not request.htmx:
        return request.get_full_path()
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


class CleanAddressMiddleware:
    """A NUL in an address names nothing; PostgreSQL would break over it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Answer 404 where a page was asked for so; in what follows the `?` it becomes a mark that nothing has."""
        if "\0" in request.path_info:
            raise Http404(_("There is nothing at this address."))
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = request.GET.copy()
            for name, values in request.GET.lists():
                request.GET.setlist(name, [value.replace("\0", "\ufffd") for value in values])


class PrivatePagesMiddleware:
    """Nothing behind sign-in is kept by a browser or a proxy."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
