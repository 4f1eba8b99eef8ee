"""What a person types to sign in, to change a password, and how they want to read."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...clock import today
from . import throttle

THEMES, SIZES = ("auto", "light", "dark"), ("normal", "large")


class SignInForm(AuthenticationForm):
    """User name and password; ten failures from one address make that pair wait."""

    error_messages = {
        "invalid_login": _(
            "User name and password do not match. Check Caps Lock and the input method; the system "
            "administrator can set a new password."
        ),
        "inactive": _("This account is deactivated."),
        "paused": _("Too many failed attempts. Wait ten minutes, or ask the security administrator."),
        "no_role": _("This account has no role yet; the security administrator grants it."),
        "over": _(
            "This first password was not used in time and is over. Ask the security administrator for a new slip; "
            "nothing else is needed."
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["username"].error_messages["required"] = _("Enter your user name.")
        self.fields["password"].label = _("Password")
        self.fields["password"].error_messages["required"] = _("Enter your password.")

    def clean(self):
        username, client = self.cleaned_data.get("username"), throttle.client_address(self.request)
        if not username or not self.cleaned_data.get("password"):
            return self.cleaned_data
        if throttle.blocked(username, client):
            raise ValidationError(self.error_messages["paused"], code="paused")
        try:
            cleaned = super().clean()
        except ValidationError as error:
            if error.code == "invalid_login":
                throttle.failed(username, client)
            raise
        throttle.succeeded(username, client)
        return cleaned

    def confirm_login_allowed(self, user):
        """Refuse an account that holds no role: a role that was only proposed grants nothing."""
        super().confirm_login_allowed(user)
        if not user.role:
            raise ValidationError(self.error_messages["no_role"], code="no_role")
        if user.first_password_is_over(today()):
            raise ValidationError(self.error_messages["over"], code="over")


class OwnPasswordForm(PasswordChangeForm):
    """A new password: another one than before."""

    def clean_new_password1(self):
        """Refuse the password that is to be changed; it was on paper, or somebody else's choice."""
        typed = self.cleaned_data["new_password1"]
        if self.user.check_password(typed):
            raise ValidationError(_("This is the password you have now; choose another one."), code="same")
        return typed


class AppearanceForm(forms.Form):
    """One or more of theme, size and language; what is not asked for stays as it is."""

    theme = forms.ChoiceField(choices=[(theme, theme) for theme in THEMES], required=False)
    size = forms.ChoiceField(choices=[(size, size) for size in SIZES], required=False)
    language = forms.ChoiceField(required=False)

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages
