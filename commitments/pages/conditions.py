"""What the ledger is filtered by, read from an address and kept in the addresses that lead from it and back.

What cannot be understood is left out.
"""

from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..choices import Kind, Lamp, Role
from ..models import Assignment, Department, Plan, User, leaders_then, prepared
from .outline import LedgerLine, lines_ordered, order_known, outline


def department_choices(*, plan, day):
    """Return code and name of the departments that bore something of the plan on a day."""
    duties = Assignment.objects.on(day).filter(commitment__plan=plan).values("department")
    return Department.objects.filter(pk__in=duties).values_list("code", "short_name")


class ConditionsForm(forms.Form):
    """Section, department, kind, leader, words, lamps, late reports; all may be left out."""

    section = forms.ChoiceField(label=_("Section"), required=False)
    department = forms.ChoiceField(label=_("Lead department"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices])
    leader = forms.ChoiceField(label=_("Leader in charge"), required=False)
    q = forms.CharField(label=_("Find"), required=False, max_length=50)
    lamp = forms.MultipleChoiceField(label=_("Lamp"), required=False, choices=Lamp.choices)
    late = forms.BooleanField(label=_("Late report"), required=False)

    def __init__(self, data, plan: Plan, on):
        super().__init__(data)
        self.plan, self.on, self.day = plan, on, plan.day_of(on)
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

    @property
    def conditions(self) -> dict:
        """What the rows are filtered by."""
        return {name: self.chosen[name] for name in ConditionsForm.base_fields if name in self.chosen}

    @property
    def order(self) -> str:
        """The order asked for; "", the report's, when there is none of that name."""
        return order_known(self.data.get("sort", ""))

    @cached_property
    def whole(self) -> list[LedgerLine]:
        """The lines that all conditions but the lamp keep, in the report's order."""
        lines = outline(self.plan, self.commitments(), self.on, self.order)
        return [line for line in lines if line.days_late] if "late" in self.chosen else lines

    @cached_property
    def lines(self) -> list[LedgerLine]:
        """The lines that every condition keeps, in the report's order."""
        lamps = self.chosen.get("lamp")
        return [line for line in self.whole if line.lamp in lamps] if lamps else self.whole

    def commitments(self):
        """Return the commitments that stood on the day and that the choices keep; lamps and lateness need a verdict."""
        rows, chosen = self.plan.commitments.standing_on(self.on), self.chosen
        if "section" in chosen:
            rows = rows.filter(paragraph__section__code=chosen["section"])
        if "department" in chosen:
            rows = rows.filter(pk__in=self.led(department__code=chosen["department"]))
        if "kind" in chosen:
            rows = rows.filter(kind=chosen["kind"])
        if "leader" in chosen:
            rows = rows.filter(self.in_charge_of(chosen["leader"]))
        return rows.containing(chosen["q"], self.day) if "q" in chosen else rows

    def in_charge_of(self, username: str) -> Q:
        """Return the condition for what that leader was in charge of: by name, else by its lead department."""
        own, departments = leaders_then(self.on)
        theirs = Q(leader__username=username)
        led = Department.objects.filter(then(theirs, departments, username))
        by_lead = Q(pk__in=self.led(department__in=led.order_by().values("pk")))
        return then(theirs, own, username) | then(Q(leader=None), own, None) & by_lead

    def led(self, **by):
        """Return the commitments whose lead department of the day is one of those."""
        return Assignment.objects.on(self.day).representing(self.day).filter(**by).values("commitment")

    def beside(self, commitment) -> tuple[str, str]:
        """Return the codes before and behind a commitment among the lines, "" at their ends.

        One that the conditions no longer keep is looked for where it stood in the report.
        """
        lines = lines_ordered(self.lines, self.order)
        at = next((number for number, line in enumerate(lines) if line.pk == commitment.pk), None)
        if at is None:
            before = [line.code for line in self.lines if line.order < commitment.order]
            behind = [line.code for line in self.lines if line.order > commitment.order]
        else:
            before, behind = ([line.code for line in part] for part in (lines[:at], lines[at + 1 :]))
        return (before or [""])[-1], (behind or [""])[0]


def then(now: Q, others: dict, username: str | None) -> Q:
    """Return the condition `now` for a day gone by, when the leaders of `others` were in charge of their keys."""
    was = [pk for pk, leader in others.items() if (leader.username if leader else None) == username]
    return now & ~Q(pk__in=list(others)) | Q(pk__in=was)


def conditions_asked(request) -> dict[str, list[str]]:
    """Return what of the address filters and orders the ledger, as it was asked; {} for the whole in its own order."""
    asked = {name: [value for value in request.GET.getlist(name) if value] for name in CONDITIONS}
    return {name: values for name, values in asked.items() if values}


def kept_query(request, past) -> str:
    """Return what an address ends with that keeps all that the ledger was asked for, the past day too; else ""."""
    shown = {name: request.GET[name] for name in ("per",) if request.GET.get(name)}
    columns = {"cols": request.GET.getlist("cols")} if "cols" in request.GET else {}
    asked = conditions_asked(request) | columns | shown | ({"on": past} if past else {})
    return f"?{urlencode(asked, doseq=True)}" if asked else ""


# What the rows are filtered and ordered by.
CONDITIONS = (*ConditionsForm.base_fields, "sort")
