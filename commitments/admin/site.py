"""The administration's door: it opens by role, and signing in happens at the ledger's own page."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from ..choices import Role

MAY_ENTER = (*Role.of_administration(), Role.SUPERVISOR, Role.AUDITOR)


class LedgerSite(AdminSite):
    """Django's administration without a staff flag, permission tables or a sign-in page of its own."""

    site_header = site_title = _("Administration")
    index_title = _("What is kept here")
    empty_value_display = "—"

    def has_permission(self, request) -> bool:
        user = request.user
        return user.is_active and user.is_authenticated and user.has_role(*MAY_ENTER)

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Send strangers to the ledger's sign-in; whoever is signed in has no business here."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return redirect("admin:index")
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or request.path, settings.LOGIN_URL)

    def logout(self, request, extra_context=None):
        return super().logout(request, extra_context) if request.method == "POST" else redirect("home")

    def password_change(self, request, extra_context=None):
        return redirect("password_change")


site = LedgerSite()
site.disable_action("delete_selected")
