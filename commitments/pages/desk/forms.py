"""What a reporter fills in for one commitment and period."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...choices import Lamp
from ...clock import today
from ...models import ProgressUpdate
from ...rules.quantity import QuantityError, format_quantity, read_quantity
from ...rules.text import is_clean
from ...workflow.reporting import TEXTS, Entry
from ..figures_typed import awaited, figure_of, words_for

LAMPS = [(lamp.value, lamp.label) for lamp in (Lamp.DONE, Lamp.GREEN, Lamp.YELLOW, Lamp.RED)]
LABELS = {
    "narrative": _("Progress"), "problems": _("Problems"), "help_needed": _("Help needed"),
    "next_steps": _("Next steps"),
}  # fmt: skip
LONGEST = {name: ProgressUpdate._meta.get_field(name).max_length for name in TEXTS}


def clean_text(value: str) -> None:
    if not is_clean(value):
        raise ValidationError(_("The text holds invisible control characters; delete them or paste it as plain text."))


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs):
        super().__init__(format="%Y-%m-%d", attrs={"class": "in dt", **attrs})


class ItemForm(forms.Form):
    """Cut-off, texts and lamp; and for each indicator entered here a figure, for each milestone a day."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    cutoff = forms.DateField(label=_("Data to"), widget=DateInput())
    provisional = forms.BooleanField(label=_("Provisional"), required=False)
    forecast = forms.CharField(label=_("Year-end forecast"), required=False, max_length=40)
    self_lamp = forms.ChoiceField(label=_("Own lamp"), required=False, choices=LAMPS)

    def __init__(self, item, data=None):
        super().__init__(data, initial=initial_of(item), auto_id=f"{item.commitment.code}_%s")
        self.item, self.figures = item, {}
        for name in TEXTS:
            label, box = LABELS[name], forms.Textarea(attrs={"class": "in", "rows": 2})
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=LONGEST[name], validators=[clean_text], widget=box
            )
        for indicator in item.entered:
            self.fields[f"figure_{indicator.pk}"] = forms.CharField(
                required=False, max_length=60, validators=[clean_text]
            )
            self.fields[f"foreign_{indicator.pk}"] = forms.BooleanField(required=False)
            self.fields[f"awaited_{indicator.pk}"] = forms.BooleanField(required=False)
            self.fields[f"expected_{indicator.pk}"] = forms.DateField(required=False, widget=DateInput())
        for milestone in item.milestones:
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
            raise ValidationError(words_for(error), code=error.code) from None

    def clean(self):
        for indicator in self.item.entered:
            try:
                self.read_figure(indicator)
            except ValidationError as error:
                self.add_error(f"figure_{indicator.pk}", error)
        for milestone in self.item.milestones:
            reached = self.cleaned_data.get(f"reached_{milestone.pk}")
            if reached and not self.item.commitment.plan.starts <= reached <= today():
                words = _("A milestone is reached in the plan's year and not in the future.")
                self.add_error(f"reached_{milestone.pk}", words)

    def read_figure(self, indicator) -> None:
        said = self.cleaned_data
        text = said.get(f"figure_{indicator.pk}", "")
        if said.get(f"awaited_{indicator.pk}"):
            self.figures[indicator.pk] = awaited(said.get(f"expected_{indicator.pk}"), text)
        elif text:
            foreign = said.get(f"foreign_{indicator.pk}", False)
            figure = figure_of(text, indicator.unit, provisional=said["provisional"], foreign=foreign)
            self.figures[indicator.pk] = figure

    @property
    def entries(self) -> list[dict]:
        """Each indicator with its fields and the figure of the period before."""
        earlier = {row.indicator_id: row for row in self.item.previous.observations.all()} if self.item.previous else {}
        names = ("figure", "foreign", "awaited", "expected")
        return [
            {"indicator": each, "earlier": earlier.get(each.pk)} | {name: self[f"{name}_{each.pk}"] for name in names}
            for each in self.item.entered
        ]

    @property
    def days(self) -> list[tuple]:
        """Each milestone with its field."""
        return [(each, self[f"reached_{each.pk}"]) for each in self.item.milestones]

    @property
    def texts(self) -> list:
        """The text fields; the longest first, what is only sometimes needed last."""
        return [self[name] for name in TEXTS]

    def entry(self) -> Entry:
        """Return what was filled in as the verb takes it."""
        said = self.cleaned_data
        reached = {milestone.pk: said.get(f"reached_{milestone.pk}") for milestone in self.item.milestones}
        return Entry(
            cutoff=said["cutoff"], forecast=said["forecast"], self_lamp=said["self_lamp"], figures=self.figures,
            reached={pk: day for pk, day in reached.items() if day}, **{name: said[name] for name in TEXTS},
        )  # fmt: skip


def initial_of(item) -> dict:
    """Return what the form starts from: the draft or the returned update, else the period's end alone."""
    update = item.update
    if update is None:
        return {"version": 0, "cutoff": item.period.ends}
    initial = {name: getattr(update, name) for name in (*TEXTS, "version", "cutoff", "self_lamp")}
    initial["forecast"] = text_of(update.forecast)
    for row in update.observations.all():
        initial[f"figure_{row.indicator_id}"] = row.as_typed or text_of(row.value)
        initial[f"foreign_{row.indicator_id}"] = row.state == "not_comparable"
        initial[f"awaited_{row.indicator_id}"] = row.state == "awaited"
        initial[f"expected_{row.indicator_id}"] = row.expected_on
        initial["provisional"] = row.state == "given" and row.finality == "provisional"
    return initial | {f"reached_{row.milestone_id}": row.reached for row in update.milestones_reached.all()}


def text_of(value: Decimal | None) -> str:
    return "" if value is None else format_quantity(value)
