"""The form of one commitment in a draft: its words, its quote, its targets with baselines, its milestones."""

import re
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...choices import BaselineState, Comparator, Direction, Kind, Standing, Verb
from ...models import Commitment
from ...workflow.planning.commitment_edits import CommitmentEdit, MilestoneEdit, TargetEdit
from ...workflow.planning.draft_baselines import BaselineEdit, needs_baseline
from ..typed import TextField
from .forms import FIELD

PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
DIGITS = {"max_digits": 15, "decimal_places": 4}


def day_box(label) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs=FIELD | {"type": "date"})
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"])


def line_box(label, longest, *, required=True) -> TextField:
    return TextField(label=label, max_length=longest, required=required, widget=forms.TextInput(attrs=FIELD))


class PlainNumberField(forms.DecimalField):
    """A figure of digits, sign and point; full-width digits and commas are understood, exponents and words are not."""

    def to_python(self, value):
        text = normalize("NFKC", value).replace(",", "").replace("−", "-").strip() if isinstance(value, str) else value
        if isinstance(text, str) and text and not PLAIN_NUMBER.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


def number_box(label, *, required=True) -> PlainNumberField:
    widget = forms.TextInput(attrs=FIELD | {"inputmode": "decimal"})
    return PlainNumberField(label=label, required=required, widget=widget, **DIGITS)


def choice_box(label, choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.Select(attrs=FIELD))


def tick_box(label) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class CommitmentForm(forms.Form):
    """Everything of one commitment that a draft lets change; `targets` and `milestones` group their boxes."""

    title = line_box(_("Short title"), 100)
    kind = choice_box(_("Kind"), Kind.choices)
    due = day_box(_("Due date"))
    due_confirmed = tick_box(_("Due date is confirmed"))
    quote = TextField(
        label=_("Wording in the report"), max_length=2000, strip=False,
        widget=forms.Textarea(attrs=FIELD | {"rows": 2}),
    )  # fmt: skip
    evidence_hint = line_box(_("Expected evidence"), 200, required=False)
    note = TextField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs=FIELD | {"rows": 2}))

    def __init__(self, row: Commitment, data=None):
        self.row = row
        self.rows_of_targets = list(row.targets.select_related("indicator", "baseline"))
        self.rows_of_milestones = list(row.milestones.all())
        super().__init__(data, initial=initial_of(row))
        for target in self.rows_of_targets:
            self.fields |= target_boxes(target)
            self.initial |= target_initial(target)
        for stone in self.rows_of_milestones:
            self.fields |= milestone_boxes(stone.pk)
            self.initial |= milestone_initial(stone)

    @property
    def targets(self) -> list[tuple]:
        """Each target with its boxes."""
        return [(row, self.boxes_of(f"target_{row.pk}_")) for row in self.rows_of_targets]

    @property
    def milestones(self) -> list[tuple]:
        """Each milestone with its boxes."""
        return [(row, self.boxes_of(f"milestone_{row.pk}_")) for row in self.rows_of_milestones]

    def boxes_of(self, prefix: str) -> list:
        return [self[name] for name in self.fields if name.startswith(prefix)]

    def edit(self) -> CommitmentEdit:
        said = self.cleaned_data
        own = {name: said[name] for name in CommitmentForm.base_fields}
        targets = {row.pk: self.target_edit(row, said) for row in self.rows_of_targets}
        stones = {
            row.pk: MilestoneEdit(**values_under(said, f"milestone_{row.pk}_")) for row in self.rows_of_milestones
        }
        return CommitmentEdit(**own, targets=targets, milestones=stones)

    def target_edit(self, row, said) -> TargetEdit:
        values = values_under(said, f"target_{row.pk}_")
        baseline = None
        if needs_baseline(row):
            baseline = BaselineEdit(values.pop("baseline"), values.pop("confirmed"), values.pop("waived"))
        return TargetEdit(**values, baseline=baseline)


def values_under(said: dict, prefix: str) -> dict:
    """Return what the boxes of one row say, by the names behind their prefix."""
    return {name.removeprefix(prefix): value for name, value in said.items() if name.startswith(prefix)}


def initial_of(row: Commitment) -> dict:
    names = ("title", "kind", "due", "quote", "evidence_hint", "note")
    return {name: getattr(row, name) for name in names} | {"due_confirmed": row.due_standing == Standing.CONFIRMED}


def target_boxes(target) -> dict:
    """Return the boxes of a target; a level has those of its baseline too."""
    prefix = f"target_{target.pk}_"
    boxes = {
        "comparator": choice_box(_("Comparator"), Comparator.choices), "value": number_box(_("Value")),
        "upper": number_box(_("Upper value"), required=False),
        "direction": choice_box(_("Direction"), Direction.choices),
        "wording": line_box(_("Wording"), 100), "stretch": tick_box(_("Stretch")),
    }  # fmt: skip
    if needs_baseline(target):
        boxes |= {
            "baseline": number_box(_("Baseline"), required=False), "confirmed": tick_box(_("Baseline is confirmed")),
            "waived": tick_box(_("No baseline is set")),
        }  # fmt: skip
    return {prefix + name: box for name, box in boxes.items()}


def target_initial(target) -> dict:
    prefix = f"target_{target.pk}_"
    values = {name: getattr(target, name) for name in ("comparator", "direction", "wording", "stretch")}
    values |= {name: plain(getattr(target, name)) for name in ("value", "upper")}
    values["baseline"] = plain(target.baseline.value if target.baseline else None)
    values["confirmed"] = target.baseline_state == BaselineState.CONFIRMED
    values["waived"] = target.baseline_state == BaselineState.WAIVED
    return {prefix + name: value for name, value in values.items()}


def plain(value) -> str:
    """Return a figure as it is typed, without zeros behind the point; "" for none."""
    return "" if value is None else f"{value.normalize():f}"


def milestone_boxes(pk: int) -> dict:
    boxes = {
        "verb": choice_box(_("Verb"), Verb.choices), "what": line_box(_("What"), 100),
        "planned": day_box(_("Planned date")), "confirmed": tick_box(_("Day is confirmed")),
    }  # fmt: skip
    return {f"milestone_{pk}_{name}": box for name, box in boxes.items()}


def milestone_initial(stone) -> dict:
    values = {"verb": stone.verb, "what": stone.what, "planned": stone.planned}
    values["confirmed"] = stone.standing == Standing.CONFIRMED
    return {f"milestone_{stone.pk}_{name}": value for name, value in values.items()}
