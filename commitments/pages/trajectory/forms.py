"""A trajectory as the office types it: a share for each day, and the reason once the plan is open."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...rules.trajectory import ShareError, read_planned_share, trajectory_errors
from ..typed import TextField

TRAJECTORY_REASON_LENGTH = 300
TRAJECTORY_ERRORS = {
    "empty": _("Enter a share."),
    "not_a_share": _("This is no share. Write it as 35 or 33.33."),
    "bounds": _("A share lies between 0 and 100."),
    "places": _("A share has at most two decimals."),
    "falls": _("Less than the point before; planned progress never falls."),
    "not_whole": _("The last point must be 100: by the due day the whole target is owed."),
    "number": _("A path has 1 to 12 points."),
    "days": _("These days do not fit the commitment; open the page again."),
    "unchanged": _("This path counts already; nothing was changed."),
    "required": _("Say why the path is changed: the reason stands on the commitment's page and in the history."),
}


class ShareField(forms.CharField):
    """A share in percent; cleans to a Decimal."""

    def __init__(self, label, attrs):
        widget = forms.TextInput(attrs={"class": "in", "inputmode": "decimal", "maxlength": 12, **attrs})
        super().__init__(label=label, required=False, widget=widget)

    def clean(self, value) -> Decimal:
        try:
            return read_planned_share(value or "")
        except ShareError as error:
            raise ValidationError(TRAJECTORY_ERRORS[error.code], code=error.code) from None


class TrajectoryForm(forms.Form):
    """The shares on `days`, in their order; `version` says which trajectory the form was drawn from."""

    version = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    reason = TextField(
        label=_("Reason for the change"), max_length=TRAJECTORY_REASON_LENGTH, required=False,
        widget=forms.Textarea(attrs={"class": "in", "rows": 2}),
    )  # fmt: skip

    def __init__(self, days, starts, due, data=None, **more):
        super().__init__(data, **more)
        self.days, self.starts, self.due = days, starts, due
        for n, day in enumerate(days):
            attrs = {"data-share": n, "autocomplete": "off"}
            self.fields[f"share_{n}"] = ShareField(day.isoformat(), attrs)

    @property
    def typed(self) -> list[Decimal | None]:
        """The shares as far as they can be read; None for the others."""
        return [share_or_none(self[f"share_{n}"].value()) for n in range(len(self.days))]

    @property
    def points(self) -> tuple:
        """The trajectory, once the form is valid."""
        return tuple((day, self.cleaned_data[f"share_{n}"]) for n, day in enumerate(self.days))

    def clean(self):
        if any(name.startswith("share_") for name in self.errors):
            return
        self.refuse(trajectory_errors(self.points, self.starts, self.due))

    def refuse(self, found: dict[str, str]) -> None:
        """Say what is wrong at the field it is about, or above the form."""
        for name, code in found.items():
            self.add_error(name if name in self.fields else None, TRAJECTORY_ERRORS[code])


def share_or_none(value) -> Decimal | None:
    try:
        return read_planned_share(str(value if value is not None else ""))
    except ShareError:
        return None
