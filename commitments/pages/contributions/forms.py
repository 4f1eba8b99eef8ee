"""What is typed in contributions: a contribution, whom the lead asks for one, and why one is returned."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...choices import Finality
from ...models import Contribution
from ...rules.quantity import QuantityError, format_quantity, read_reported
from ...workflow.reports.entries import Figure
from ..figures_typed import IS_PROVISIONAL
from ..typed import TextField, misread_words

LONGEST_CONTRIBUTION = Contribution._meta.get_field("text").max_length
CONTRIBUTION_ERRORS = {
    "required": _("Write something, enter a figure or attach a file before you file the part."),
    "too_long": _("With this part your report would be longer than 2,000 characters; shorten your text first."),
    "not_wanted": _("The lead's report does not enter this figure; leave it empty."),
}


class ContributionForm(forms.Form):
    """The contribution's text, and a figure for each indicator the lead's report enters."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = TextField(
        label=_("Text for the report"), required=False, max_length=LONGEST_CONTRIBUTION,
        widget=forms.Textarea(attrs={"class": "in", "rows": 3}),
    )  # fmt: skip
    provisional = forms.BooleanField(label=IS_PROVISIONAL, required=False)

    def __init__(self, row, data=None):
        super().__init__(data, initial=contribution_initial(row.contribution), auto_id=f"p{row.contribution.pk}_%s")
        self.row, self.figures = row, {}
        for indicator in row.wanted:
            self.fields[f"figure_{indicator.pk}"] = TextField(required=False, max_length=60)

    def clean(self):
        for indicator in self.row.wanted:
            text = self.cleaned_data.get(f"figure_{indicator.pk}")
            if not text:
                continue
            try:
                read = read_reported(text, indicator.unit)
            except QuantityError as error:
                self.add_error(f"figure_{indicator.pk}", ValidationError(misread_words(error), code=error.code))
                continue
            finality = Finality.PROVISIONAL if self.cleaned_data.get("provisional") else Finality.FINAL
            self.figures[indicator.pk] = Figure(
                value=read.value, exactness=read.exactness, finality=finality, as_typed=text[:60]
            )

    @property
    def entries(self) -> list[dict]:
        """Each indicator with its field and what is stored of it."""
        stored = {row.indicator_id: row for row in self.row.contribution.figures.all()}
        return [
            {"indicator": each, "field": self[f"figure_{each.pk}"], "stored": stored.get(each.pk)}
            for each in self.row.wanted
        ]


def contribution_initial(contribution: Contribution) -> dict:
    """Return what the form starts from: what the department typed so far."""
    rows = contribution.figures.all()
    initial = {"version": contribution.version, "text": contribution.text}
    initial["provisional"] = any(row.finality == Finality.PROVISIONAL for row in rows)
    return initial | {f"figure_{row.indicator_id}": row.as_typed or format_quantity(row.value) for row in rows}


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
