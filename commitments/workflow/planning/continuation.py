"""Next year's plan from this year's: text, departments, indicators and duties copied, each promise tied to its old one.

What was approved until the day the new one is begun becomes baseline and comparison of the new one by itself.
"""

from django.db import transaction

from ...choices import LinkKind, Role, Standing
from ...models import Commitment, Paragraph, Plan, PromiseLink, Section, User
from ..judgement import assessment
from ..record import record
from ..refusals import Refused
from ..snapshot.snapshot import Snapshot
from . import carried_duties, carried_figures, carried_schedule
from .beginning import NewPlan, begin_plan


@transaction.atomic
def continue_plan(earlier: Plan, new: NewPlan, *, by: User, at) -> Plan:
    """Return the draft of `new` with everything of `earlier` that was not withdrawn, all of it to be looked at.

    Raises Refused (no supervisor, or `earlier` itself a draft) and Incomplete like begin_plan.
    """
    if not by.has_role(Role.SUPERVISOR) or earlier.is_draft:
        raise Refused("continue", earlier.state)
    plan = begin_plan(new, by=by, at=at, like=earlier)
    Continuation(earlier, plan).run(at.date())
    carried = list(plan.commitments.all())
    after = {"from": earlier.key, "commitments": len(carried)}
    record("plan_loaded", plan.key, of=plan, by=by, at=at, after=after)
    if carried:
        assessment.refresh(carried, at.date())
    return plan


class Continuation:
    """One copy of a plan into the next; `new` maps (model, old key) to the copy."""

    def __init__(self, earlier: Plan, plan: Plan):
        self.earlier, self.plan, self.new = earlier, plan, {}
        rows = earlier.commitments.standing().in_report_order().select_related("paragraph__section")
        self.commitments = list(rows)

    def run(self, on) -> None:
        """Copy everything, with what is known of the old plan at the end of the day `on`."""
        self.copy(Section, self.earlier.sections.all(), plan=lambda row: self.plan)
        paragraphs = Paragraph.objects.filter(section__plan=self.earlier)
        self.copy(Paragraph, paragraphs, section=lambda row: self.new[Section, row.section_id])
        known = Snapshot(self.earlier, on, self.commitments)
        self.copy_commitments(known)
        carried_duties.carry_duties(self)
        carried_figures.carry_targets(self, known)
        carried_schedule.carry_schedule(self, known)
        PromiseLink.objects.bulk_create(
            PromiseLink(plan=self.plan, commitment=self.new[Commitment, row.pk], earlier=row, kind=LinkKind.SAME)
            for row in self.commitments
        )

    def copy(self, model, rows, **changed) -> None:
        """Copy rows of a model; `changed` names the columns that differ, each with what makes its value of the row."""
        rows = list(rows)
        made = [
            model(**own_values(row, changed) | {name: value(row) for name, value in changed.items()}) for row in rows
        ]
        for row, copy in zip(rows, model.objects.bulk_create(made), strict=True):
            self.new[model, row.pk] = copy

    def copy_commitments(self, known: Snapshot) -> None:
        """Copy the promises with their quotes; due days move by the years between the plans and are proposed."""
        self.copy(
            Commitment, self.commitments,
            plan=lambda row: self.plan, paragraph=lambda row: self.new[Paragraph, row.paragraph_id],
            due=lambda row: self.moved(row.due), due_standing=lambda row: Standing.PROPOSED,
            **carried_figures.last_year_columns(known),
        )  # fmt: skip

    def moved(self, day):
        """Return a day of the old plan as a day of the new one's year: 29 February becomes the 28th."""
        year = day.year + self.plan.year - self.earlier.year
        try:
            return day.replace(year=year)
        except ValueError:
            return day.replace(year=year, day=28)


def own_values(row, changed) -> dict:
    """Return the columns of a row but its key and those that are changed."""
    fields = (field for field in row._meta.concrete_fields if not field.primary_key and field.name not in changed)
    return {field.attname: getattr(row, field.attname) for field in fields}
