"""What is typed in contributions: a contribution, whom the lead asks for one, and why one is returned."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import Contribution
from ..figures_form import FiguresForm, figures_initial
from ..typed import TextField

LONGEST_CONTRIBUTION = Contribution._meta.get_field("text").max_length
CONTRIBUTION_ERRORS = {
    "required": _("Write something, enter a figure or attach a file before you file the part."),
    "too_long": _("With this part your report would be longer than 2,000 characters; shorten your text first."),
    "not_wanted": _("The lead's report does not enter this figure; leave it empty."),
}


class ContributionForm(FiguresForm):
    """The contribution's text, and a figure for each indicator the lead's report enters."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = TextField(
        label=_("Text for the report"), required=False, max_length=LONGEST_CONTRIBUTION,
        widget=forms.Textarea(attrs={"class": "in", "rows": 3}),
    )  # fmt: skip
    ticks = ("provisional",)

    def __init__(self, row, data=None):
        contribution, rows = row.contribution, list(row.contribution.figures.all())
        initial = {"version": contribution.version, "text": contribution.text} | figures_initial(rows)
        super().__init__(row.wanted, rows, data, initial=initial, auto_id=f"p{contribution.pk}_%s")


class AskForm(forms.Form):
    """Whom the lead asks for what until when, for one commitment."""

    departments = forms.TypedMultipleChoiceField(label=_("Departments"), coerce=int, required=False)
    wanted = TextField(
        label=_("What you need"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"class": "in", "rows": 2}),
    )  # fmt: skip
    due = forms.DateField(
        label=_("Until"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "in dt"})
    )

    def __init__(self, others: list, data=None, initial=None):
        super().__init__(data, initial=initial, auto_id="ask_%s")
        self.fields["departments"].choices = [(each.pk, each.short_name) for each in others]
        self.others = others

    def chosen(self) -> list:
        """Return the departments that were ticked."""
        return [each for each in self.others if each.pk in self.cleaned_data["departments"]]


class SettleForm(forms.Form):
    """The version of the contribution an act is based on, and the reason for returning it."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = TextField(label=_("What is to be changed"), required=False, max_length=500)
