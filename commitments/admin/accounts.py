"""Departments and accounts: the system administrator keeps them, the security administrator grants roles."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..choices import Role
from ..clock import now
from ..models import Department, User
from ..pages.accounts import throttle
from ..workflow.accounts import administration
from ..workflow.refusals import Incomplete, Refused
from .duties import ByRole, ReferencePage
from .site import site

PROFILE = ("username", "name", "title", "email", "department", "proposed_role")
DECISIVE = ("role", "proposed_role", "department")
EDITABLE = {Role.SYSTEM_ADMIN: {*PROFILE, "is_active", "password"}, Role.SECURITY_ADMIN: {"role"}}
ACCOUNT_LIST_COLUMNS = ("username", "name", "title", "email", "department", "is_active", "proposed_role", "role")


class AccountRules:
    """What an account must have whichever of its fields the form shows."""

    def clean(self):
        cleaned = super().clean()
        account = User(**{name: cleaned.get(name, getattr(self.instance, name)) for name in DECISIVE})
        if administration.needs_department(account):
            field = "department" if "department" in self.fields else "role"
            self.add_error(field, _("A reporter or approver belongs to a department."))
        return cleaned


class AccountForm(AccountRules, UserChangeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "role" in self.fields:  # an account loses its powers by deactivation, not by an empty role
            self.fields["role"].required = True


class NewAccountForm(AccountRules, AdminUserCreationForm):
    """A new account; without a password until the person is there to take it."""


@admin.register(Department, site=site)
class DepartmentPage(ReferencePage):
    list_display = ("code", "short_name", "name", "kind", "standing", "leader", "valid_to")
    list_filter = ("kind", "standing")
    list_select_related = ("leader",)
    search_fields = ("code", "name", "short_name")
    autocomplete_fields = ("successor",)

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj else ()


@admin.register(User, site=site)
class AccountPage(ByRole, UserAdmin):
    form, add_form = AccountForm, NewAccountForm
    list_display = ("username", "name", "department", "role", "proposed_role", "is_active")
    list_filter = ("is_active", "role", ("proposed_role", admin.EmptyFieldListFilter), "department")
    list_select_related = ("department",)
    search_fields = ("username", "name", "title", "department__short_name")
    ordering = ("username",)
    filter_horizontal = ()
    add_fieldsets = ((None, {"fields": (*PROFILE, "usable_password", "password1", "password2")}),)
    actions = ("grant_proposed_roles", "lift_the_wait")

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        password = ("password",) if request.user.has_role(Role.SYSTEM_ADMIN) else ()
        return [(None, {"fields": [self.shown(request, name) for name in ACCOUNT_LIST_COLUMNS + password]})]

    def shown(self, request, name):
        """Return the field; the security administrator reads its department's name, without a link."""
        return name if name in EDITABLE[request.user.role] else self.unlinked(request, name)

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        editable = EDITABLE[request.user.role] - ({"is_active"} if obj == request.user else set())
        fixed = (name for name in (*PROFILE, "is_active", "role", "password") if name not in editable)
        return tuple(self.shown(request, name) for name in fixed)

    def has_change_permission(self, request, obj=None):
        own_role = obj is not None and obj == request.user and self.has_grant_permission(request)
        return super().has_change_permission(request, obj) and not own_role

    def has_grant_permission(self, request):
        return request.user.has_role(Role.SECURITY_ADMIN)

    def save_model(self, request, obj, form, change):
        try:
            if self.has_grant_permission(request):
                administration.grant_role(obj, obj.role, by=request.user, at=now())
            else:
                administration.store_account(obj, by=request.user, at=now())
        except (Refused, Incomplete) as refusal:
            raise PermissionDenied(str(refusal)) from None

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        if not request.user.has_role(Role.SYSTEM_ADMIN):
            raise PermissionDenied
        user = self.get_object(request, unquote(id))
        response = super().user_change_password(request, id, form_url)
        if user and User.objects.get(pk=user.pk).password != user.password:
            administration.record_password_change(user, by=request.user, at=now())
        return response

    @admin.action(permissions=["grant"], description=_("Grant the proposed roles"))
    def grant_proposed_roles(self, request, queryset):
        granted = 0
        for user in queryset.exclude(proposed_role=""):
            try:
                administration.grant_role(user, user.proposed_role, by=request.user, at=now())
                granted += 1
            except Refused:
                messages.error(request, _("%(name)s: nobody grants a role to themselves.") % {"name": user})
            except Incomplete:
                messages.error(request, _("%(name)s: the role asks for a department.") % {"name": user})
        words = ngettext("%(n)d role granted.", "%(n)d roles granted.", granted)
        messages.success(request, words % {"n": granted})

    @admin.action(permissions=["grant"], description=_("Lift the wait after failed sign-ins"))
    def lift_the_wait(self, request, queryset):
        for user in queryset:
            throttle.lift_pause(user.username)
        messages.success(request, _("They may try again at once."))
