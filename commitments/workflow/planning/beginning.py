"""A plan begun: one draft per year and level, from nothing or to be filled from somewhere."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from ...choices import Level, Role
from ...models import Installation, Plan, User
from ..record import record
from ..refusals import Incomplete, Refused

# Addresses that stand above every plan: no plan's key may hide them.
RESERVED_KEYS = frozenset({"plans", "new", "admin", "accounts", "enrolment", "static", "media", "verify"})
YEARS = range(2000, 2100)


@dataclass(frozen=True)
class NewPlan:
    """What is said of a plan before there is anything in it."""

    year: int
    level: str
    title: str


def may_begin_plan(user: User) -> bool:
    return user.has_role(Role.SUPERVISOR)


@transaction.atomic
def begin_plan(new: NewPlan, *, by: User, at, like: Plan | None = None) -> Plan:
    """Return a new draft without text, with the calendar and thresholds of `like`, where one is named.

    Raises Refused unless `by` is a supervisor, Incomplete with year (range, taken), level (unknown), title (required).
    """
    if not may_begin_plan(by):
        raise Refused("begin", "")
    Installation.objects.locked()
    if errors := new_plan_errors(new):
        raise Incomplete(errors)
    plan = Plan.objects.create(**plan_values(new, like))
    after = {"year": plan.year, "level": plan.level, "from": like.key if like else ""}
    record("plan_add", plan.key, of=plan, by=by, at=at, after=after)
    return plan


def new_plan_errors(new: NewPlan) -> dict[str, str]:
    """Return field → code of what is wrong with a new plan."""
    errors = {} if new.title.strip() else {"title": "required"}
    if new.level not in Level.values:
        errors["level"] = "unknown"
    if new.year not in YEARS:
        errors["year"] = "range"
    elif Plan.objects.filter(year=new.year, level=new.level).exists():
        errors["year"] = "taken"
    return errors


KEPT = ("frequency", "due_day", "review_days", "presented_to", "presented_by")
THRESHOLDS = ("yellow_at", "red_below", "milestone_days")


def plan_values(new: NewPlan, like: Plan | None) -> dict:
    """Return the columns of a new plan; what nobody said yet is what `like` has, or empty."""
    starts, ends = datetime.date(new.year, 1, 1), datetime.date(new.year, 12, 31)
    kept = {name: getattr(like, name) for name in KEPT} if like else {"presented_to": "", "presented_by": ""}
    if like:
        standing = like.thresholds_on(like.ends)
        kept |= {name: getattr(standing, name) for name in THRESHOLDS}
    return kept | {
        "key": free_key(new), "year": new.year, "level": new.level, "title": new.title.strip(),
        "report_title": new.title.strip(), "presented_on": starts, "starts": starts, "ends": ends,
    }  # fmt: skip


def free_key(new: NewPlan) -> str:
    """Return the key of a new plan: the name in the keys of its level's other plans, else the level's, and the year."""
    other = Plan.objects.filter(level=new.level).order_by("-year", "-pk").first()
    name = other.key.removesuffix(f"-{other.year}") if other else new.level
    key = f"{name[:40]}-{new.year}"
    return key if not Plan.objects.filter(key=key).exists() else f"{key}-{Plan.objects.count() + 1}"


@transaction.atomic
def drop_draft(plan: Plan, *, by: User, at) -> None:
    """Delete a draft with all that is in it; the history keeps that there was one. Raises Refused past the draft."""
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if not may_begin_plan(by) or not plan.is_draft:
        raise Refused("drop", plan.state)
    before = {"title": plan.title, "commitments": plan.commitments.count()}
    record("plan_drop", plan.key, by=by, at=at, before=before)
    plan.commitments.all().delete()
    plan.delete()
