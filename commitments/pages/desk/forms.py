"""What a reporter fills in for one commitment and period."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...choices import Kind, Lamp
from ...clock import today
from ...models import ProgressUpdate
from ...rules.quantity import format_quantity
from ...workflow.reports.drafts import TEXTS
from ...workflow.reports.entries import ReportEntry
from ..figures_form import DateInput, ReportFiguresForm, figures_initial, optional_day_field
from ..typed import TextField, answer_field

DEPARTMENT_LAMPS = [(lamp.value, lamp.label) for lamp in (Lamp.GREEN, Lamp.YELLOW, Lamp.RED, Lamp.DONE)]
TEXT_LABELS = {
    "narrative": _("Progress"), "problems": _("Problems"), "help_needed": _("Help needed"),
    "next_steps": _("Next steps"),
}  # fmt: skip
# What a draft saved while it is typed may lack: named at the field, kept in the box, not stored yet.
LEFT_OUT = ("figure_", "expected_", "reached_", "forecast", "data_expected")
TEXT_LENGTHS = {name: ProgressUpdate._meta.get_field(name).max_length for name in TEXTS}


class ItemForm(ReportFiguresForm):
    """Cut-off, texts and lamp; and for each indicator entered here a figure, for each milestone a day."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    cutoff = forms.DateField(label=_("Cut-off date"), widget=DateInput())
    self_lamp = forms.ChoiceField(label=_("Own lamp"), required=False, choices=DEPARTMENT_LAMPS)

    def __init__(self, item, data=None):
        self.item, self.unit, self.behind, self.period = item, item.unit, item.earlier, item.period
        self.is_qualitative = item.commitment.kind == Kind.QUALITATIVE
        code, plan = item.commitment.code, item.commitment.plan
        super().__init__(item.entered, item.given, data, plan=plan, initial=item_initial(item), auto_id=f"{code}_%s")
        for name in TEXTS:
            label, box = TEXT_LABELS[name], forms.Textarea(attrs={"class": "in", "rows": 2})
            self.fields[name] = TextField(label=label, required=False, max_length=TEXT_LENGTHS[name], widget=box)
        if item.came_back:
            self.fields["return_answer"] = answer_field()
        for milestone in item.milestones:
            self.fields[f"ticked_{milestone.pk}"] = forms.BooleanField(required=False)
            self.fields[f"reached_{milestone.pk}"] = optional_day_field()

    @property
    def stored_forecast(self):
        return self.item.update.forecast if self.item.update else None

    def show_item(self, item) -> None:
        """Stand on the page as what `item` now holds: a save has stored what was typed."""
        self.item = item
        self.data = self.data.copy()
        self.data["version"] = item.version
        self.show_stored(item.given)

    def clean_cutoff(self):
        """The data lies within the plan's year and the period, and not in the future."""
        cutoff, plan = self.cleaned_data["cutoff"], self.item.commitment.plan
        last = min(today(), self.item.period.ends)
        if not plan.starts <= cutoff <= last:
            words = _("The data's last day must lie between %(first)s and %(last)s.")
            raise ValidationError(words, params={"first": plan.starts, "last": last})
        return cutoff

    def clean(self):
        super().clean()
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
        return [self[name] for name in (*TEXTS, "return_answer") if name in self.fields]

    def entry(self) -> ReportEntry:
        """Return what was filled in as the verb takes it."""
        said = self.cleaned_data
        reached = {
            each.pk: self.reached_on(each) for each in self.item.milestones if f"reached_{each.pk}" not in self.errors
        }
        return ReportEntry(
            cutoff=said["cutoff"], forecast=said.get("forecast"), self_lamp=said["self_lamp"],
            data_expected=said.get("data_expected"), figures=self.figures, return_answer=said.get("return_answer", ""),
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
    names = (*TEXTS, "cutoff", "self_lamp", "data_expected")
    initial = {name: getattr(update, name) for name in names} | {"version": item.version}
    initial |= {"forecast": text_of(update.forecast), "awaited": bool(update.data_expected)}
    initial["return_answer"] = "" if item.begins else update.return_answer
    return initial | figures_initial(update.observations.all()) | reached


def text_of(value: Decimal | None) -> str:
    return "" if value is None else format_quantity(value)
