"""The ledger's filter, read from the address: what cannot be understood is named and left out."""

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from ...choices import Kind, Lamp, Role
from ...documents.typesetting import full_width
from ...models import Assignment, Department, Plan, User
from .. import prepared
from .tables import CHOICES, USUAL

OPTION = '<option value="{}"{}>{}</option>'
PAGE_SIZES = (50, 100, 195)


def department_choices(*, plan, day):
    """Return code and name of the departments that bore something of the plan on a day."""
    duties = Assignment.objects.on(day).filter(commitment__plan=plan).values("department")
    return Department.objects.filter(pk__in=duties).values_list("code", "short_name")


class FilterForm(forms.Form):
    """Section, department, kind, leader, words, lamps, late reports, columns and page size; all may be left out."""

    section = forms.ChoiceField(label=_("Section"), required=False)
    department = forms.ChoiceField(label=_("Lead department"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices])
    leader = forms.ChoiceField(label=_("Leader in charge"), required=False)
    q = forms.CharField(label=_("Find"), required=False, max_length=50)
    lamp = forms.MultipleChoiceField(label=_("Lamp"), required=False, choices=Lamp.choices)
    late = forms.BooleanField(label=_("Late report"), required=False)
    cols = forms.MultipleChoiceField(label=_("Columns"), required=False, choices=CHOICES)
    per = forms.TypedChoiceField(coerce=int, required=False, choices=[(size, size) for size in PAGE_SIZES])

    def __init__(self, data, plan: Plan, on):
        super().__init__(data)
        self.plan, self.day = plan, plan.day_of(on)
        everything = [("", _("All"))]
        parts = plan.sections.values_list("code", "number", "short_title", "title")
        names = [(code, f"{number}{short or title}") for code, number, short, title in parts]
        self.fields["section"].choices = everything + names
        self.fields["department"].choices = everything + prepared.rows(department_choices, plan=plan.pk, day=self.day)
        leaders = User.objects.filter(role=Role.LEADER)
        self.fields["leader"].choices = everything + list(leaders.values_list("username", "name"))

    @cached_property
    def chosen(self) -> dict:
        """What is filtered by, without anything that was not understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name not in self.errors}

    def commitments(self, on):
        """Return the commitments that stood on a day and that the choices keep; lamps and lateness need a verdict."""
        rows, chosen = self.plan.commitments.standing_on(on), self.chosen
        if "section" in chosen:
            rows = rows.filter(paragraph__section__code=chosen["section"])
        if "department" in chosen:
            rows = rows.filter(pk__in=self.led(department__code=chosen["department"]))
        if "kind" in chosen:
            rows = rows.filter(kind=chosen["kind"])
        if "leader" in chosen:
            own = Q(leader__username=chosen["leader"])
            rows = rows.filter(own | Q(leader=None, pk__in=self.led(department__leader__username=chosen["leader"])))
        return rows.containing(chosen["q"]) if "q" in chosen else rows

    def led(self, **by):
        """Return the commitments whose lead department of the day is one of those."""
        return Assignment.objects.on(self.day).representing(self.day).filter(**by).values("commitment")

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

    @property
    def conditions(self) -> dict:
        """What the rows are filtered by."""
        return {name: value for name, value in self.chosen.items() if name not in ("per", "cols")}

    def keeps(self, line) -> bool:
        """Whether the line's lamp is among the chosen ones; without a choice all are."""
        return not self.chosen.get("lamp") or line.lamp in self.chosen["lamp"]
