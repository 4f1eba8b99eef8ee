"""What a reporter fills in for one commitment and period."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...choices import Lamp
from ...clock import today
from ...models import ProgressUpdate
from ...rules.quantity import QuantityError, format_quantity, read_quantity
from ...workflow.reports.drafts import TEXTS
from ...workflow.reports.entries import ReportEntry
from ..figures_typed import IS_PROVISIONAL, awaited_figure, typed_figure
from ..typed import TextField, misread_words

DEPARTMENT_LAMPS = [(lamp.value, lamp.label) for lamp in (Lamp.GREEN, Lamp.YELLOW, Lamp.RED, Lamp.DONE)]
TEXT_LABELS = {
    "narrative": _("Progress"), "problems": _("Problems"), "help_needed": _("Help needed"),
    "next_steps": _("Next steps"),
}  # fmt: skip
# What a draft saved while it is typed may lack: named at the field, kept in the box, not stored yet.
LEFT_OUT = ("figure_", "expected_", "reached_", "forecast")
TEXT_LENGTHS = {name: ProgressUpdate._meta.get_field(name).max_length for name in TEXTS}


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs):
        super().__init__(format="%Y-%m-%d", attrs={"class": "in dt", **attrs})


class ItemForm(forms.Form):
    """Cut-off, texts and lamp; and for each indicator entered here a figure, for each milestone a day."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    cutoff = forms.DateField(label=_("Cut-off date"), widget=DateInput())
    provisional = forms.BooleanField(label=IS_PROVISIONAL, required=False)
    forecast = forms.CharField(label=_("Year-end forecast"), required=False, max_length=40)
    self_lamp = forms.ChoiceField(label=_("Own lamp"), required=False, choices=DEPARTMENT_LAMPS)

    def __init__(self, item, data=None):
        super().__init__(data, initial=item_initial(item), auto_id=f"{item.commitment.code}_%s")
        self.item, self.figures = item, {}
        for name in TEXTS:
            label, box = TEXT_LABELS[name], forms.Textarea(attrs={"class": "in", "rows": 2})
            self.fields[name] = TextField(label=label, required=False, max_length=TEXT_LENGTHS[name], widget=box)
        for indicator in item.entered:
            self.fields[f"figure_{indicator.pk}"] = TextField(required=False, max_length=60)
            self.fields[f"foreign_{indicator.pk}"] = forms.BooleanField(required=False)
            self.fields[f"awaited_{indicator.pk}"] = forms.BooleanField(required=False)
            self.fields[f"expected_{indicator.pk}"] = forms.DateField(required=False, widget=DateInput())
        for milestone in item.milestones:
            self.fields[f"ticked_{milestone.pk}"] = forms.BooleanField(required=False)
            self.fields[f"reached_{milestone.pk}"] = forms.DateField(required=False, widget=DateInput())

    def clean_cutoff(self):
        """The data lies within the plan's year and the period, and not in the future."""
        cutoff, plan = self.cleaned_data["cutoff"], self.item.commitment.plan
        last = min(today(), self.item.period.ends)
        if not plan.starts <= cutoff <= last:
            words = _("The data's last day must lie between %(first)s and %(last)s.")
            raise ValidationError(words, params={"first": plan.starts, "last": last})
        return cutoff

    def clean_forecast(self):
        text = self.cleaned_data["forecast"]
        if not text:
            return None
        try:
            return read_quantity(text, self.item.unit)
        except QuantityError as error:
            raise ValidationError(misread_words(error), code=error.code) from None

    def clean(self):
        for indicator in self.item.entered:
            try:
                self.read_figure(indicator)
            except ValidationError as error:
                self.add_error(f"figure_{indicator.pk}", error)
        for milestone in self.item.milestones:
            reached = self.reached_on(milestone)
            if reached and not self.item.commitment.plan.starts <= reached <= today():
                words = _("A milestone is reached in the plan's year and not in the future.")
                self.add_error(f"reached_{milestone.pk}", words)

    def reached_on(self, milestone):
        """Return the day given, or for a tick alone the cut-off; None for neither."""
        said = self.cleaned_data
        day = said.get(f"reached_{milestone.pk}")
        return day or (said.get("cutoff") if said.get(f"ticked_{milestone.pk}") else None)

    @property
    def storable(self) -> bool:
        """Whether everything but single figures and days can be stored: half-typed ones are left out of a draft."""
        return all(name.startswith(LEFT_OUT) for name in self.errors)

    def read_figure(self, indicator) -> None:
        said = self.cleaned_data
        text = said.get(f"figure_{indicator.pk}", "")
        if said.get(f"awaited_{indicator.pk}"):
            self.figures[indicator.pk] = awaited_figure(
                said.get(f"expected_{indicator.pk}"), text, self.item.commitment.plan
            )
        elif text:
            foreign = said.get(f"foreign_{indicator.pk}", False)
            figure = typed_figure(text, indicator.unit, provisional=said["provisional"], foreign=foreign)
            self.figures[indicator.pk] = figure

    @property
    def entries(self) -> list[dict]:
        """Each indicator with its fields, and the figure as stored now."""
        update = self.item.update
        stored = {row.indicator_id: row for row in update.observations.all()} if update else {}
        names = ("figure", "foreign", "awaited", "expected")
        return [
            {"indicator": each, "stored": stored.get(each.pk)} | {name: self[f"{name}_{each.pk}"] for name in names}
            for each in self.item.entered
        ]

    @property
    def days(self) -> list[dict]:
        """Each milestone with its tick and its day."""
        names = ("ticked", "reached")
        return [
            {"milestone": each} | {name: self[f"{name}_{each.pk}"] for name in names} for each in self.item.milestones
        ]

    @property
    def texts(self) -> list:
        """The text fields; the longest first, what is only sometimes needed last."""
        return [self[name] for name in TEXTS]

    def entry(self) -> ReportEntry:
        """Return what was filled in as the verb takes it."""
        said = self.cleaned_data
        reached = {
            each.pk: self.reached_on(each) for each in self.item.milestones if f"reached_{each.pk}" not in self.errors
        }
        return ReportEntry(
            cutoff=said["cutoff"], forecast=said.get("forecast"), self_lamp=said["self_lamp"], figures=self.figures,
            reached={pk: day for pk, day in reached.items() if day}, **{name: said[name] for name in TEXTS},
        )  # fmt: skip


def item_initial(item) -> dict:
    """Return what the form starts from: the draft or the returned update, else the cut-off alone.

    Milestones an earlier report says were reached stay ticked.
    """
    update = item.update
    days = item.reached if update is None else {r.milestone_id: r.reached for r in update.milestones_reached.all()}
    reached = {f"reached_{pk}": day for pk, day in days.items()} | {f"ticked_{pk}": True for pk in days}
    if update is None:
        return {"version": 0, "cutoff": min(item.period.ends, today())} | reached
    initial = {name: getattr(update, name) for name in (*TEXTS, "cutoff", "self_lamp")} | {"version": item.version}
    initial["forecast"] = text_of(update.forecast)
    for row in update.observations.all():
        initial[f"figure_{row.indicator_id}"] = row.as_typed or text_of(row.value)
        initial[f"foreign_{row.indicator_id}"] = row.state == "not_comparable"
        initial[f"awaited_{row.indicator_id}"] = row.state == "awaited"
        initial[f"expected_{row.indicator_id}"] = row.expected_on
        initial["provisional"] = row.state == "given" and row.finality == "provisional"
    return initial | reached


def text_of(value: Decimal | None) -> str:
    return "" if value is None else format_quantity(value)
