"""What duties are filtered by, and what is typed into the bar at the bottom."""

import re

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ...choices import AssignmentRole, Role, Standing
from ...models import Assignment, Department, Plan, User
from ...rules.duties import ADD, REMOVE, REPLACE, DutyChange
from ..typed import TextField

FIELD = {"class": "in"}
PROPOSED, CONFIRMED, NOBODY = "proposed", "confirmed", "nobody"
IN_CHARGE = "leader"
WAYS_OF_CHANGE = ((ADD, _("Add to them")), (REPLACE, _("Put in their place")), (REMOVE, _("Take off")))
SEPARATORS = re.compile(r"[、,，;；\s]+")


class DutyFilter(forms.Form):
    """Standing, section, department and words; all may be left out, and what is not understood is."""

    standing = forms.ChoiceField(
        label=_("Standing"), required=False, widget=forms.Select(attrs=FIELD),
        choices=[
            ("", _("All")), (PROPOSED, _("To be confirmed")), (CONFIRMED, _("Confirmed")),
            (NOBODY, _("Nobody bears it")),
        ],
    )  # fmt: skip
    section = forms.ChoiceField(label=_("Section"), required=False, widget=forms.Select(attrs=FIELD))
    department = forms.ChoiceField(label=_("Department"), required=False, widget=forms.Select(attrs=FIELD))
    q = forms.CharField(
        label=_("Find"), required=False, max_length=50, widget=forms.TextInput(attrs=FIELD | {"type": "search"})
    )

    def __init__(self, data, plan: Plan):
        super().__init__(data)
        self.plan, everything = plan, [("", _("All"))]
        parts = plan.sections.values_list("code", "number", "short_title", "title")
        sections = [(code, f"{number}{short or title}") for code, number, short, title in parts]
        self.fields["section"].choices = everything + sections
        bearing = Assignment.objects.current().filter(commitment__plan=plan).values("department")
        departments = Department.objects.filter(pk__in=bearing).values_list("code", "short_name")
        self.fields["department"].choices = everything + list(departments)

    @cached_property
    def chosen(self) -> dict:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name not in self.errors}

    def commitments(self, on):
        """Return the commitments that every choice keeps."""
        rows, chosen = self.plan.commitments.standing(), self.chosen
        duties = Assignment.objects.current().filter(commitment=OuterRef("pk"))
        if "standing" in chosen:
            rows = with_standing(rows, chosen["standing"], duties)
        if "section" in chosen:
            rows = rows.filter(paragraph__section__code=chosen["section"])
        if "department" in chosen:
            rows = rows.filter(Exists(duties.filter(department__code=chosen["department"])))
        return rows.containing(chosen["q"], self.plan.day_of(on)) if "q" in chosen else rows


def with_standing(rows, standing: str, duties):
    """Return those whose duties wait to be confirmed, are all confirmed, or bear nobody."""
    proposed = Exists(duties.filter(standing=Standing.PROPOSED))
    if standing == NOBODY:
        return rows.filter(~Exists(duties.exclude(role=AssignmentRole.SUPPORTING)))
    return rows.filter(proposed) if standing == PROPOSED else rows.filter(Exists(duties), ~proposed)


class ChangeForm(forms.Form):
    """What the bar sets: a role and departments by their names, or a leader; with a reason once the plan is open."""

    role = forms.ChoiceField(
        label=_("As"), choices=[*AssignmentRole.choices, (IN_CHARGE, _("Leader in charge"))], initial="lead",
        widget=forms.RadioSelect,
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_("How"), choices=WAYS_OF_CHANGE, required=False, widget=forms.Select(attrs=FIELD), initial=REPLACE
    )
    names = TextField(
        label=_("Departments or leader"), max_length=300, required=False,
        widget=forms.TextInput(attrs=FIELD | {"list": "names", "autocomplete": "off"}),
    )  # fmt: skip
    reason = TextField(label=_("Reason"), max_length=300, required=False, widget=forms.TextInput(attrs=FIELD))

    def clean(self):
        cleaned = super().clean()
        names = [name for name in SEPARATORS.split(cleaned.get("names", "")) if name]
        if cleaned.get("role") == IN_CHARGE:
            self.leader = self.leader_named(names, cleaned.get("way"))
        else:
            self.departments = self.departments_named(names)
        return cleaned

    def departments_named(self, names: list[str]) -> tuple[int, ...]:
        """Return the keys of the departments of those names or codes, in the order they were named in."""
        found = {}
        for pk, *known in Department.objects.values_list("pk", "code", "short_name", "name"):
            found |= dict.fromkeys(known, pk)
        self.tell_unknown([name for name in names if name not in found])
        return tuple(dict.fromkeys(found[name] for name in names if name in found))

    def leader_named(self, names: list[str], way: str):
        """Return the leader of that name or title; nobody where one is taken off."""
        leaders = User.objects.filter(role=Role.LEADER, is_active=True)
        known = {word: leader for leader in leaders for word in (leader.username, leader.name, leader.title) if word}
        self.tell_unknown([name for name in names if name not in known])
        if len(names) != 1 and way != REMOVE:
            self.add_error("names", _("Name one leader."))
        return known.get(names[0]) if names and way != REMOVE else None

    def tell_unknown(self, names: list[str]) -> None:
        if names:
            self.add_error("names", _("Nobody is called %(names)s.") % {"names": "、".join(names)})

    @property
    def change(self) -> DutyChange:
        return DutyChange(self.cleaned_data["role"], self.cleaned_data["way"] or REPLACE, self.departments)
