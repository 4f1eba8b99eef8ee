"""The boxes of figures in a form: of each indicator a figure with its ticks, what it is understood as, what is kept."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..choices import DataState, Finality
from ..rules.quantity import format_quantity
from ..workflow.reports.entries import Figure
from ..workflow.reports.plausibility import gain_of
from .figures_typed import (
    IS_PROVISIONAL,
    awaited_figure,
    below_the_box,
    expected_day,
    typed_figure,
    typed_forecast,
)  # fmt: skip
from .typed import TextField

TICKS = {"provisional": IS_PROVISIONAL, "foreign": None, "awaited": None}


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs):
        super().__init__(format="%Y-%m-%d", attrs={"class": "in dt", **attrs})


def optional_day_field(**more) -> forms.DateField:
    return forms.DateField(required=False, widget=DateInput(), **more)


class FiguresForm(forms.Form):
    """A figure for each of `indicators`, with the `ticks` it may have; `stored` are the rows that hold them now.

    `figures` is what was typed, by indicator id, as far as it is understood; `plan` bounds the day data is expected.
    """

    ticks = tuple(TICKS)

    def __init__(self, indicators, stored, data=None, *, plan=None, **more):
        super().__init__(data, **more)
        self.indicators, self.plan, self.figures = list(indicators), plan, {}
        self.show_stored(stored, is_stored=not self.is_bound)
        for indicator in self.indicators:
            self.fields[f"figure_{indicator.pk}"] = TextField(required=False, max_length=60)
            self.fields[f"confirm_{indicator.pk}"] = forms.CharField(required=False, max_length=60)
            for tick in self.ticks:
                self.fields[f"{tick}_{indicator.pk}"] = forms.BooleanField(label=TICKS[tick], required=False)
            if "awaited" in self.ticks:
                self.fields[f"expected_{indicator.pk}"] = optional_day_field()

    def show_stored(self, rows, *, is_stored=True) -> None:
        """Take `rows` as what the database holds; `is_stored` says that what stands in the boxes is what they say."""
        self.stored, self.is_stored = {row.indicator_id: row for row in rows}, is_stored

    def clean(self):
        for indicator in self.indicators:
            try:
                if figure := self.read_figure(indicator):
                    self.figures[indicator.pk] = figure
            except ValidationError as error:
                self.add_error(f"figure_{indicator.pk}", error)

    def read_figure(self, indicator) -> Figure | None:
        names = ("figure", "confirm", "expected", *self.ticks)
        said = {name: self.cleaned_data.get(f"{name}_{indicator.pk}") for name in names}
        text = said["figure"] or ""
        if said.get("awaited"):
            return awaited_figure(said["expected"], text, indicator.unit, self.plan)
        ticks = {name: bool(said.get(name)) for name in ("provisional", "foreign")}
        return typed_figure(text, indicator.unit, **ticks, confirmed=said["confirm"] or "") if text else None

    @property
    def understood(self) -> dict:
        """Indicator id → what the text in its box is understood as: as stored, or as typed while that is not stored."""
        if self.is_stored:
            return self.stored
        if self._errors is None:
            self.full_clean()
        return self.figures

    @property
    def entries(self) -> list[dict]:
        """Each indicator with its fields, and what stands in its box as understood."""
        understood = self.understood
        names = ("figure", "confirm", *self.ticks, *(("expected",) if "awaited" in self.ticks else ()))
        return [
            {"indicator": each, "read": understood.get(each.pk)}
            | {name: self[f"{name}_{each.pk}"] for name in names}
            | below_the_box(self[f"figure_{each.pk}"].value(), each.unit)
            for each in self.indicators
        ]


class ReportFiguresForm(FiguresForm):
    """The figures of a report, and its own for the year's end in the unit of its first target (`unit`).

    What has no figure at all (`is_qualitative`) may say instead that its data is not published: then it has no lamp.
    """

    forecast = forms.CharField(label=_("Year-end forecast"), required=False, max_length=40)
    awaited = forms.BooleanField(label=_("No data yet"), required=False)
    data_expected = optional_day_field(label=_("Not yet published; expected on"))
    is_qualitative = False
    unit = ""
    stored_forecast = None
    behind, period = (), None

    @property
    def entries(self) -> list[dict]:
        """Each indicator as above, with what its figure means beside the reports `behind` it of earlier periods."""
        return [entry | {"gain": self.gain(entry["indicator"], entry["read"])} for entry in super().entries]

    def gain(self, indicator, read):
        return gain_of(read.value, indicator, list(self.behind), self.period) if read else None

    def clean(self):
        super().clean()
        if not self.is_qualitative or not self.cleaned_data.get("awaited"):
            self.cleaned_data["data_expected"] = None
            return
        try:
            expected_day(self.cleaned_data.get("data_expected"), self.plan)
            self.cleaned_data["self_lamp"] = ""
        except ValidationError as error:
            if "data_expected" not in self.errors:
                self.add_error("data_expected", error)

    def clean_forecast(self):
        text = self.cleaned_data["forecast"]
        return typed_forecast(text, self.unit) if text else None

    @property
    def understood_forecast(self):
        """What the forecast in its box is understood as, as stored or as typed while that is not stored; or None."""
        if self.is_stored:
            return self.stored_forecast
        return None if "forecast" in self.errors else self.cleaned_data.get("forecast")


def figures_initial(rows) -> dict:
    """Return what the boxes of figures start from, of observations or of a contribution's figures."""
    initial = {}
    for row in rows:
        state, pk = getattr(row, "state", DataState.GIVEN), row.indicator_id
        initial |= {
            f"figure_{pk}": row.as_typed or ("" if row.value is None else format_quantity(row.value)),
            f"provisional_{pk}": state == DataState.GIVEN and row.finality == Finality.PROVISIONAL,
            f"confirm_{pk}": row.as_typed,
            f"foreign_{pk}": state == DataState.NOT_COMPARABLE, f"awaited_{pk}": state == DataState.AWAITED,
            f"expected_{pk}": getattr(row, "expected_on", None),
        }  # fmt: skip
    return initial
