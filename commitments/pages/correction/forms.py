"""What is typed into a correction: its reason, and the whole report as it should have been."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...choices import DataState, Finality, Lamp
from ...clock import today
from ...models import ProgressUpdate
from ...rules.quantity import QuantityError, format_quantity, read_quantity
from ...workflow.reports.drafts import TEXTS, indicators_entered_at
from ...workflow.reports.entries import ReportEntry
from ..figures_typed import IS_PROVISIONAL, awaited_figure, typed_figure
from ..typed import TextField, misread_words

SELF_LAMPS = [(lamp.value, lamp.label) for lamp in Lamp.judged()]
REASON_COLUMN = ProgressUpdate._meta.get_field("correction_reason")


def text_field(name: str) -> forms.CharField:
    """Return the form's field for a text of the update."""
    column, box = ProgressUpdate._meta.get_field(name), forms.Textarea(attrs={"class": "in", "rows": 2})
    return TextField(label=column.verbose_name, required=False, max_length=column.max_length, widget=box)


def optional_day_field(**more) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"class": "in dt", "type": "date"})
    return forms.DateField(required=False, widget=widget, **more)


class CorrectionReasonForm(forms.Form):
    """Why something approved is to be corrected."""

    correction_reason = TextField(
        label=REASON_COLUMN.verbose_name, required=False, max_length=REASON_COLUMN.max_length,
        widget=forms.Textarea(attrs={"class": "in", "rows": 2}),
    )  # fmt: skip


class DropForm(forms.Form):
    """Why a correction that others have seen is given up."""

    note = TextField(required=False, max_length=500)


class CorrectionForm(CorrectionReasonForm):
    """The correction of `update`; for each indicator entered there a figure, for each milestone a day."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    cutoff = optional_day_field(label=_("Data to"))
    provisional = forms.BooleanField(label=IS_PROVISIONAL, required=False)
    forecast = forms.CharField(label=_("Year-end forecast"), required=False, max_length=40)
    self_lamp = forms.ChoiceField(label=_("Own lamp"), required=False, choices=SELF_LAMPS)

    def __init__(self, update, data=None):
        super().__init__(data, initial=correction_initial(update))
        self.update, self.figures = update, {}
        self.rows = {row.indicator_id: row for row in update.observations.select_related("indicator")}
        entered = {row.pk: row for row in indicators_entered_at(update.commitment)}
        self.indicators = entered | {pk: row.indicator for pk, row in self.rows.items()}
        self.milestones = list(update.commitment.milestones.all())
        for name in TEXTS:
            self.fields[name] = text_field(name)
        for pk in self.indicators:
            self.fields[f"figure_{pk}"] = TextField(required=False, max_length=60)
            self.fields[f"foreign_{pk}"] = forms.BooleanField(required=False)
            self.fields[f"awaited_{pk}"] = forms.BooleanField(required=False)
            self.fields[f"expected_{pk}"] = optional_day_field()
        for milestone in self.milestones:
            self.fields[f"reached_{milestone.pk}"] = optional_day_field()

    @property
    def unit(self) -> str:
        """The unit of the first target; a forecast is given in it."""
        target = self.update.commitment.targets.select_related("indicator").order_by("pk").first()
        return target.indicator.unit if target else ""

    def clean_cutoff(self):
        """The data lies within the plan's year and the period, and not in the future."""
        plan, period = self.update.commitment.plan, self.update.period
        cutoff, last = self.cleaned_data["cutoff"], min(today(), period.ends)
        if cutoff is None or not plan.starts <= cutoff <= last:
            words = _("The data's last day must lie between %(first)s and %(last)s.")
            raise ValidationError(words, params={"first": plan.starts, "last": last})
        return cutoff

    def clean_forecast(self):
        text = self.cleaned_data["forecast"]
        if not text:
            return None
        try:
            return read_quantity(text, self.unit)
        except QuantityError as error:
            raise ValidationError(misread_words(error), code=error.code) from None

    def clean(self):
        for pk, indicator in self.indicators.items():
            try:
                self.read_figure(pk, indicator)
            except ValidationError as error:
                self.add_error(f"figure_{pk}", error)
        for milestone in self.milestones:
            reached = self.cleaned_data.get(f"reached_{milestone.pk}")
            if reached and not self.update.commitment.plan.starts <= reached <= today():
                words = _("A milestone is reached in the plan's year and not in the future.")
                self.add_error(f"reached_{milestone.pk}", words)

    def read_figure(self, pk: int, indicator) -> None:
        said = self.cleaned_data
        text = said.get(f"figure_{pk}", "")
        if said.get(f"awaited_{pk}"):
            self.figures[pk] = awaited_figure(said.get(f"expected_{pk}"), text, self.update.commitment.plan)
        elif text:
            foreign = said.get(f"foreign_{pk}", False)
            self.figures[pk] = typed_figure(text, indicator.unit, provisional=said["provisional"], foreign=foreign)

    @property
    def entries(self) -> list[dict]:
        """Each indicator with its fields and what the form understood of the stored figure."""
        names = ("figure", "foreign", "awaited", "expected")
        return [
            {"indicator": indicator, "stored": self.rows.get(pk)} | {name: self[f"{name}_{pk}"] for name in names}
            for pk, indicator in self.indicators.items()
        ]

    @property
    def texts(self) -> list:
        return [self[name] for name in TEXTS]

    @property
    def days(self) -> list[tuple]:
        """Each milestone with its field."""
        return [(each, self[f"reached_{each.pk}"]) for each in self.milestones]

    def entry(self) -> ReportEntry:
        """Return what was filled in as the verb takes it."""
        said = self.cleaned_data
        reached = {milestone.pk: said.get(f"reached_{milestone.pk}") for milestone in self.milestones}
        return ReportEntry(
            cutoff=said["cutoff"], forecast=said["forecast"], self_lamp=said["self_lamp"], figures=self.figures,
            reached={pk: day for pk, day in reached.items() if day}, **{name: said[name] for name in TEXTS},
        )  # fmt: skip


def correction_initial(update) -> dict:
    """Return what the form starts from: the draft, or the correction that was returned."""
    names = (*TEXTS, "version", "cutoff", "self_lamp", "correction_reason")
    initial = {name: getattr(update, name) for name in names}
    initial["forecast"] = "" if update.forecast is None else format_quantity(update.forecast)
    for row in update.observations.all():
        typed = row.as_typed or ("" if row.value is None else format_quantity(row.value))
        initial[f"figure_{row.indicator_id}"] = typed
        initial[f"foreign_{row.indicator_id}"] = row.state == DataState.NOT_COMPARABLE
        initial[f"awaited_{row.indicator_id}"] = row.state == DataState.AWAITED
        initial[f"expected_{row.indicator_id}"] = row.expected_on
        given = row.state == DataState.GIVEN
        initial["provisional"] = (given and row.finality == Finality.PROVISIONAL) or initial.get("provisional", False)
    return initial | {f"reached_{row.milestone_id}": row.reached for row in update.milestones_reached.all()}
