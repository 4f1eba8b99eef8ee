"""Copies of the sample plan, straight into the tables: a district's archive of many years."""

from django.db import transaction

from commitments.choices import UpdateState
from commitments.models import (
    Assignment,
    Commitment,
    Indicator,
    Milestone,
    MilestoneReached,
    Observation,
    Paragraph,
    Plan,
    ProgressUpdate,
    ReportingPeriod,
    Section,
    Target,
    TrajectoryPoint,
)

# How many returned revisions stand before each update, so that a plan holds more than 2,400 of them.
RETURNED = 4
BATCH = 500


class Copy:
    """One copy of `plan` under the key `key`; `new` maps (model, old id) to the new id."""

    def __init__(self, plan: Plan, key: str):
        self.plan, self.key, self.new = plan, key, {}

    def rows(self, model, found, **links) -> list:
        """Copy `found`; `links` names the fields that point to copied rows, with their models."""
        old = list(found)
        made = [self.row(model, row, links) for row in old]
        model.objects.bulk_create(made, batch_size=BATCH)
        self.new |= {(model, was.pk): row.pk for was, row in zip(old, made, strict=True)}
        return made

    def row(self, model, row, links):
        values = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
        del values["id"]
        for name, target in links.items():
            values[f"{name}_id"] = self.new.get((target, values[f"{name}_id"]), values[f"{name}_id"])
        if model is Plan:
            values |= {"key": self.key, "year": row.year - Plan.objects.filter(level=row.level).count()}
        if model is Indicator:
            values |= dict.fromkeys(("name", "loaded_as"), f"{row.name[: 98 - len(self.key)]} {self.key}")
        return model(**values)


@transaction.atomic
def copy_plan(plan: Plan, key: str) -> int:
    """Copy the plan with everything reported; return how many updates that made."""
    copy, of_plan = Copy(plan, key), {"commitment__plan": plan}
    copy.rows(Plan, [plan])
    copy.rows(Section, plan.sections.all(), plan=Plan)
    copy.rows(Paragraph, Paragraph.objects.filter(section__plan=plan), section=Section)
    copy.rows(Commitment, plan.commitments.all(), plan=Plan, paragraph=Paragraph)
    copy.rows(ReportingPeriod, plan.periods.all(), plan=Plan)
    copy_parts(copy, of_plan)
    return copy_updates(copy, of_plan)


def copy_parts(copy: Copy, of: dict) -> None:
    """Copy what hangs on the commitments that were copied, by the lookup `of`: duties, days, figures to reach."""
    for model in (Assignment, Milestone, TrajectoryPoint):
        copy.rows(model, model.objects.filter(**of), commitment=Commitment)
    measured = {f"targets__{name}": value for name, value in of.items()}
    copy.rows(Indicator, Indicator.objects.filter(**measured).distinct())
    of_indicator = {f"indicator__{name}": value for name, value in measured.items()}
    copy.rows(Observation, Observation.objects.filter(update=None, **of_indicator).distinct(), indicator=Indicator)
    links = {"commitment": Commitment, "indicator": Indicator, "baseline": Observation, "last_year": Observation}
    copy.rows(Target, Target.objects.filter(**of), **links)


def copy_updates(copy: Copy, of: dict, returned: int = RETURNED) -> int:
    """Copy the updates with their figures, each after some returned revisions; approved ones are closed last."""
    old = list(ProgressUpdate.objects.filter(**of, corrects=None))
    made = [copy.row(ProgressUpdate, row, {"commitment": Commitment, "period": ReportingPeriod}) for row in old]
    states = [row.state for row in made]
    for row in made:
        row.revision += returned * row.revision
        row.state = UpdateState.SUBMITTED if row.state == UpdateState.APPROVED else row.state
    ProgressUpdate.objects.bulk_create(made, batch_size=BATCH)
    copy.new |= {(ProgressUpdate, was.pk): row.pk for was, row in zip(old, made, strict=True)}
    of_updates = {"update__in": old}
    for model, links in ((Observation, {"indicator": Indicator}), (MilestoneReached, {"milestone": Milestone})):
        copy.rows(model, model.objects.filter(**of_updates), update=ProgressUpdate, **links)
    approved = [row.pk for row, state in zip(made, states, strict=True) if state == UpdateState.APPROVED]
    ProgressUpdate.objects.filter(pk__in=approved).update(state=UpdateState.APPROVED)
    return len(made) + returned_before(made, returned)


def returned_before(made: list, returned: int) -> int:
    """Give every update its returned forerunners; return their number."""
    names = [field.attname for field in ProgressUpdate._meta.concrete_fields if field.attname != "id"]
    earlier = []
    for row in made:
        if row.submitted_at is None:
            continue
        for step in range(1, returned + 1):
            values = {name: getattr(row, name) for name in names}
            values |= {"revision": row.revision - step, "state": UpdateState.RETURNED, "return_reason": "请补充依据。"}
            values["decided_at"] = row.submitted_at
            earlier.append(ProgressUpdate(**values))
    ProgressUpdate.objects.bulk_create(earlier, batch_size=BATCH)
    return len(earlier)
