"""What is typed into a correction: its reason, and the whole report as it should have been."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ...choices import Kind, Lamp, UpdateState
from ...clock import today
from ...models import ProgressUpdate
from ...rules.quantity import format_quantity
from ...workflow.reports.drafts import TEXTS, indicators_entered_at
from ...workflow.reports.entries import ReportEntry
from ...workflow.reports.plausibility import reports_behind
from ...workflow.reports.returns import came_back
from ..figures_form import ReportFiguresForm, figures_initial, optional_day_field
from ..typed import TextField, answer_field

SELF_LAMPS = [(lamp.value, lamp.label) for lamp in Lamp.judged()]
REASON_COLUMN = ProgressUpdate._meta.get_field("correction_reason")


def text_field(name: str) -> forms.CharField:
    """Return the form's field for a text of the update."""
    column, box = ProgressUpdate._meta.get_field(name), forms.Textarea(attrs={"class": "in", "rows": 2})
    return TextField(label=column.verbose_name, required=False, max_length=column.max_length, widget=box)


def reason_field() -> forms.CharField:
    box = forms.Textarea(attrs={"class": "in", "rows": 2})
    return TextField(label=REASON_COLUMN.verbose_name, required=False, max_length=REASON_COLUMN.max_length, widget=box)


class CorrectionReasonForm(forms.Form):
    """Why something approved is to be corrected."""

    correction_reason = reason_field()


class DropForm(forms.Form):
    """Why a correction that others have seen is given up."""

    note = TextField(required=False, max_length=500)


class CorrectionForm(ReportFiguresForm):
    """The correction of `update`; for each indicator entered there a figure, for each milestone a day."""

    correction_reason = reason_field()
    version = forms.IntegerField(widget=forms.HiddenInput)
    cutoff = optional_day_field(label=_("Data to"))
    self_lamp = forms.ChoiceField(label=_("Own lamp"), required=False, choices=SELF_LAMPS)

    def __init__(self, update, data=None):
        rows = list(update.observations.select_related("indicator"))
        entered = {row.pk: row for row in indicators_entered_at(update.commitment)}
        indicators = entered | {row.indicator_id: row.indicator for row in rows}
        self.update, self.stored_forecast, plan = update, update.forecast, update.commitment.plan
        self.behind, self.period = reports_behind(update.commitment, update.period), update.period
        self.is_qualitative = update.commitment.kind == Kind.QUALITATIVE
        super().__init__(indicators.values(), rows, data, plan=plan, initial=correction_initial(update, rows))
        self.milestones = list(update.commitment.milestones.all())
        for name in TEXTS:
            self.fields[name] = text_field(name)
        if came_back(update):
            self.fields["return_answer"] = answer_field()
        for milestone in self.milestones:
            self.fields[f"reached_{milestone.pk}"] = optional_day_field()

    @cached_property
    def first_indicator(self):
        """The indicator of the first target, in whose unit a forecast is given; or None."""
        target = self.update.commitment.targets.select_related("indicator").order_by("pk").first()
        return target.indicator if target else None

    @property
    def unit(self) -> str:
        return self.first_indicator.unit if self.first_indicator else ""

    def clean_cutoff(self):
        """The data lies within the plan's year and the period, and not in the future."""
        plan, period = self.update.commitment.plan, self.update.period
        cutoff, last = self.cleaned_data["cutoff"], min(today(), period.ends)
        if cutoff is None or not plan.starts <= cutoff <= last:
            words = _("The data's last day must lie between %(first)s and %(last)s.")
            raise ValidationError(words, params={"first": plan.starts, "last": last})
        return cutoff

    def clean(self):
        super().clean()
        for milestone in self.milestones:
            reached = self.cleaned_data.get(f"reached_{milestone.pk}")
            if reached and not self.update.commitment.plan.starts <= reached <= today():
                words = _("A milestone is reached in the plan's year and not in the future.")
                self.add_error(f"reached_{milestone.pk}", words)

    @property
    def texts(self) -> list:
        return [self[name] for name in (*TEXTS, "return_answer") if name in self.fields]

    @property
    def days(self) -> list[tuple]:
        """Each milestone with its field."""
        return [(each, self[f"reached_{each.pk}"]) for each in self.milestones]

    def entry(self) -> ReportEntry:
        """Return what was filled in as the verb takes it."""
        said = self.cleaned_data
        reached = {milestone.pk: said.get(f"reached_{milestone.pk}") for milestone in self.milestones}
        return ReportEntry(
            cutoff=said["cutoff"], forecast=said["forecast"], self_lamp=said["self_lamp"],
            data_expected=said["data_expected"], figures=self.figures, return_answer=said.get("return_answer", ""),
            reached={pk: day for pk, day in reached.items() if day}, **{name: said[name] for name in TEXTS},
        )  # fmt: skip


def correction_initial(update, rows) -> dict:
    """Return what the form starts from: the draft, or the correction that was returned."""
    names = (*TEXTS, "version", "cutoff", "self_lamp", "data_expected", "correction_reason")
    initial = {name: getattr(update, name) for name in names}
    initial["return_answer"] = update.return_answer if update.state == UpdateState.DRAFT else ""
    initial["forecast"] = "" if update.forecast is None else format_quantity(update.forecast)
    initial["awaited"] = bool(update.data_expected)
    reached = {f"reached_{row.milestone_id}": row.reached for row in update.milestones_reached.all()}
    return initial | figures_initial(rows) | reached
