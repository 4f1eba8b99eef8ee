"""The ledger's filter: its conditions, and which columns and how many rows a page shows."""

from django import forms
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from ...documents.typesetting import full_width
from ..conditions import ConditionsForm
from .tables import CHOICES, USUAL

OPTION = '<option value="{}"{}>{}</option>'
PAGE_SIZES = (50, 100, 195)


class FilterForm(ConditionsForm):
    """The conditions, columns and page size."""

    cols = forms.MultipleChoiceField(label=_("Columns"), required=False, choices=CHOICES)
    per = forms.TypedChoiceField(coerce=int, required=False, choices=[(size, size) for size in PAGE_SIZES])

    def selects(self):
        """Yield (name, label, printed options) of the conditions with a list; printed here, for they are many."""
        for name in ("section", "department", "kind", "leader"):
            field, chosen = self.fields[name], self.data.get(name, "")
            options = (
                OPTION.format(escape(v), " selected" * (v == chosen), escape(full_width(str(label))))
                for v, label in field.choices
            )
            yield name, field.label, mark_safe("".join(options))  # noqa: S308 - both are escaped

    @cached_property
    def columns(self) -> list[str]:
        """The columns to show behind code and title, in their fixed order; the usual ones without a choice."""
        chosen = self.chosen.get("cols", USUAL)
        return [name for name, _label in CHOICES if name in chosen]

    def conditions_words(self) -> str:
        """Return what the rows are filtered by in a sentence: Section: …; Lamp: ….; "" without a condition."""
        said = [
            f"{self.fields[name].label}：{self.value_words(name, value)}" for name, value in self.conditions.items()
        ]
        return f"{'；'.join(said)}。" if said else ""

    def value_words(self, name: str, value) -> str:
        labels = dict(getattr(self.fields[name], "choices", ()))
        values = value if isinstance(value, list) else [value]
        return "、".join("✓" if each is True else str(labels.get(each, each)) for each in values)
