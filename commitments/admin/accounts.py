"""Departments and accounts: the system administrator keeps them, the security administrator grants roles."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..choices import Role
from ..clock import now, today
from ..documents.department_words import reason_words
from ..documents.departments_table import DepartmentRow
from ..documents.leaving_words import left_words
from ..models import Department, FormerLeader, User
from ..pages.accounts import throttle
from ..rules.separation import may_decide
from ..workflow.accounts import administration
from ..workflow.accounts.department_list import DEPARTMENT_FACTS, department_changes
from ..workflow.accounts.persons import excluding_role
from ..workflow.refusals import Incomplete, Refused
from ..workflow.reports import corrections
from ..workflow.todo.leaving import waits_left_by
from .duties import ByRole, ReferencePage
from .site import site

PROFILE = ("username", "name", "title", "email", "phone", "department", "proposed_role")
DECISIVE = ("role", "proposed_role", "department", "name", "phone")
EDITABLE = {Role.SYSTEM_ADMIN: {*PROFILE, "is_active", "password"}, Role.SECURITY_ADMIN: {"role"}}
ACCOUNT_LIST_COLUMNS = (
    "username", "name", "title", "email", "phone", "department", "is_active", "proposed_role", "role",
)  # fmt: skip

NOT_GRANTED = {
    True: _("%(name)s: the role asks for a department."),
    False: _("%(name)s: another account of the same person holds a role that excludes this one."),
}


class AccountRules:
    """What an account must have whichever of its fields the form shows."""

    def clean(self):
        cleaned = super().clean()
        account = User(**{name: cleaned.get(name, getattr(self.instance, name)) for name in DECISIVE})
        account.pk = self.instance.pk
        if administration.needs_department(account):
            field = "department" if "department" in self.fields else "role"
            self.add_error(field, _("A reporter or approver belongs to a department."))
        if "role" in self.changed_data and (held := excluding_role(account, account.role)):
            words = _("Another account of this person is %(role)s: the two roles exclude one another.")
            self.add_error("role", words % {"role": Role(held).label})
        joined = cleaned.get("department") if "department" in self.changed_data else None
        if joined and not Department.objects.on(today()).filter(pk=joined.pk).exists():
            self.add_error("department", _("The department does not exist on that day."))
        return cleaned


class AccountForm(AccountRules, UserChangeForm):
    """An account that leaves its place hands on what waits for it alone to its `successor`."""

    successor = forms.ModelChoiceField(
        label=_("Hand on to"), queryset=User.objects.none(), required=False,
        help_text=_("Who goes on with the corrections this account has begun."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "role" in self.fields:  # an account loses its powers by deactivation, not by an empty role
            self.fields["role"].required = True
        if not any(each.personal for each in left_of(self.instance)):
            del self.fields["successor"]
        else:
            heirs = User.objects.filter(is_active=True, role=Role.SUPERVISOR).exclude(pk=self.instance.pk)
            self.fields["successor"].queryset = heirs.order_by("username")

    def clean(self):
        cleaned = super().clean()
        self.left = waits_left_by(User.objects.get(pk=self.instance.pk), today()) if self.leaves else []
        if any(left.personal for left in self.left) and not cleaned.get("successor"):
            self.add_error(
                "successor" if "successor" in self.fields else None,
                _("This account has begun corrections: choose who goes on with them."),
            )
        return cleaned

    @property
    def leaves(self) -> bool:
        """Whether the account loses its place: switched off, moved to another department, or given another role."""
        off = "is_active" in self.fields and not self.cleaned_data.get("is_active")
        return off or bool({"department", "role"} & set(self.changed_data))


class NewAccountForm(AccountRules, AdminUserCreationForm):
    """A new account; without a password until the person is there to take it."""


def left_of(account: User) -> list:
    """Return what waits for the account as it stands, asked once for each page."""
    if not hasattr(account, "waits_left"):
        account.waits_left = waits_left_by(account, today())
    return account.waits_left


def hand_on(request, left: list, successor) -> None:
    """Hand on what waits for the account that leaves, and say for whom the rest waits now."""
    for each in left:
        if each.personal:
            corrections.hand_on_correction(each.wait.subject, to=successor, by=request.user, at=now())
    messages.warning(request, left_words(left, successor))


class DepartmentForm(forms.ModelForm):
    """A department under the rules that its line in a table has."""

    def clean(self):
        cleaned = super().clean()
        code = self.instance.code or cleaned.get("code")
        if self.errors or not code:
            return cleaned
        said = {name: cleaned[name] for name in DEPARTMENT_FACTS if name in cleaned and name != "code"}
        said |= {"successor": cleaned["successor"].code if cleaned.get("successor") else ""}
        (change,) = department_changes([DepartmentRow(0, said | {"code": code})], today())
        for column, reason in change.reasons:
            self.add_error(column, reason_words(column, reason))
        return cleaned


@admin.register(Department, site=site)
class DepartmentPage(ReferencePage):
    form = DepartmentForm
    list_display = ("code", "short_name", "name", "kind", "standing", "leader", "valid_to")
    list_filter = ("kind", "standing")
    list_select_related = ("leader",)
    search_fields = ("code", "name", "short_name")
    autocomplete_fields = ("successor",)

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj else ()

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "leader" in form.changed_data:
            FormerLeader.objects.create(department=obj, leader_id=form.initial["leader"], until=today())


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
        fields = [self.shown(request, name) for name in ACCOUNT_LIST_COLUMNS + password]
        left = left_of(obj)
        fields += ["what_waits"] if left else []
        return [(None, {"fields": fields + (["successor"] if any(each.personal for each in left) else [])})]

    @admin.display(description=_("Waits for this account"))
    def what_waits(self, obj):
        """What waits for the account, and for whom it will wait when the account is gone."""
        return left_words(left_of(obj))

    def shown(self, request, name):
        """Return the field; the security administrator reads its department's name, without a link."""
        return name if name in EDITABLE[request.user.role] else self.unlinked(request, name)

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        editable = EDITABLE[request.user.role] - ({"is_active"} if obj == request.user else set())
        fixed = (name for name in (*PROFILE, "is_active", "role", "password") if name not in editable)
        return (*(self.shown(request, name) for name in fixed), "what_waits")

    def has_change_permission(self, request, obj=None):
        """Whoever decides on roles decides neither on their own nor on one they proposed."""
        barred = obj is not None and not may_decide(obj.pk, obj.proposed_by_id, request.user.pk)
        return super().has_change_permission(request, obj) and not (barred and self.has_grant_permission(request))

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
        if change and form.left:
            hand_on(request, form.left, form.cleaned_data.get("successor"))

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
        for user in queryset.exclude(proposed_role="").select_related("department"):
            if any(each.personal for each in left_of(user)):
                words = _("%(name)s has begun corrections: grant the role on the account's page, with a successor.")
                messages.error(request, words % {"name": user})
                continue
            try:
                administration.grant_role(user, user.proposed_role, by=request.user, at=now())
                granted += 1
            except Refused:
                messages.error(
                    request, _("%(name)s: nobody grants a role to themselves, or one they proposed.") % {"name": user}
                )
            except Incomplete as error:
                messages.error(request, NOT_GRANTED["department" in error.fields] % {"name": user})
        words = ngettext("%(n)d role granted.", "%(n)d roles granted.", granted)
        messages.success(request, words % {"n": granted})

    @admin.action(permissions=["grant"], description=_("Lift the wait after failed sign-ins"))
    def lift_the_wait(self, request, queryset):
        for user in queryset:
            throttle.lift_pause(user.username)
        messages.success(request, _("They may try again at once."))
