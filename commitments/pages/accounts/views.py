"""Signing in and out, the password, and how a reader wants the pages to look."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, PasswordChangeDoneView, PasswordChangeView
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ...clock import now
from ...workflow.accounts import administration
from ..shortcuts import one_or_404
from . import demo_roles
from .forms import AppearanceForm, OwnPasswordForm, SignInForm

ONE_YEAR = 365 * 24 * 3600


def next_page(request) -> str:
    """Return the posted `next` when it lies on this site, else the start page."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("home")


class SignIn(LoginView):
    template_name = "accounts/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        offered = demo_roles.offered()
        return super().get_context_data(
            groups=demo_roles.role_groups() if offered else [],
            **kwargs,
        )

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


@login_not_required
def demo_sign_in(request):
    """Enter a demo account that has no password; there is no such address outside a demo."""
    if not demo_roles.offered():
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    user = one_or_404(demo_roles.demo_accounts(), username=request.POST.get("username", ""))
    login(request, user)
    return redirect(next_page(request))


class ChangePassword(PasswordChangeView):
    """A new password; Django ends the account's other sessions with it."""

    template_name = "accounts/password_change.html"
    form_class = OwnPasswordForm

    @transaction.atomic
    def form_valid(self, form):
        administration.record_password_change(self.request.user, by=self.request.user, at=now())
        return super().form_valid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PasswordChanged(PasswordChangeDoneView):
    template_name = "accounts/password_change_done.html"


@login_not_required
@require_POST
def appearance(request):
    """Keep theme, size and language in cookies and go back; an unknown value changes nothing."""
    response = redirect(next_page(request))
    form = AppearanceForm(request.POST, languages=settings.LANGUAGES)
    form.is_valid()
    names = {"theme": "theme", "size": "size", "language": settings.LANGUAGE_COOKIE_NAME}
    for field, cookie in names.items():
        if value := form.cleaned_data.get(field):
            response.set_cookie(cookie, value, max_age=ONE_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response
