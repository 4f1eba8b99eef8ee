"""Which commitments a filter of the ledger lists and in what order: little of each, so that it costs what it shows."""

import datetime
from collections import Counter
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, F, FilteredRelation, Q, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf

from ..choices import Lamp
from ..models import Assignment, Plan
from ..workflow.judgement.days import judge_missing
from .titles import title_in_language

# From worst to best: how a sort by lamp reads; grey comes last.
LAMP_RANK = {lamp: rank for rank, lamp in enumerate((*Lamp.worst_first(), Lamp.GREY))}


class LedgerLine(NamedTuple):
    """A commitment's place in the list: its section and paragraph (`place`), lamp, days late, and what it sorts by."""

    pk: int
    code: str
    order: int
    place: int
    section: str
    band: str
    paragraph: str
    lamp: str
    days_late: int
    key: object


# What a sort in the address may ask for → the value it sorts by, on a day.
SORT_KEYS = {
    "code": lambda on: F("order"),
    "title": lambda on: title_in_language(),
    "lead": lambda on: Assignment.objects.on(on).lead_place(),
    "due": lambda on: F("due"),
    "attained": lambda on: F("of_day__attained"),
    "gap": lambda on: F("of_day__gap"),
    "lamp": lambda on: Case(*(When(of_day__official=lamp, then=Value(rank)) for lamp, rank in LAMP_RANK.items())),
    "updated": lambda on: F("of_day__update__submitted_at"),
}


# What a line holds → the column of the query it is read from.
LINE_COLUMNS = {
    "pk": "pk", "code": "code", "order": "order", "place": "place", "section": "section", "band": "band",
    "paragraph": "paragraph__code",
    "lamp": "of_day__official", "days_late": "of_day__report_days_late", "key": "key",
}  # fmt: skip


def order_known(sort: str) -> str:
    """Return the order asked for; "", the report's, when it is none."""
    return sort if sort.removeprefix("-") in SORT_KEYS else ""


def outline(plan: Plan, commitments, on: datetime.date, order: str) -> list[LedgerLine]:
    """Return the lines of `commitments` (a queryset of the plan) in the report's order, as judged on `on`.

    Each has the value that `order` (a known one, or "") sorts by.
    """
    found = lines_judged(commitments, on, SORT_KEYS[order.removeprefix("-") or "code"](plan.day_of(on)))
    lines = list(map(LedgerLine._make, found))
    if not all(line.lamp for line in lines):
        judge_missing(plan, on)
        lines = list(map(LedgerLine._make, found.all()))
    return lines


def section_name(path: str):
    """Return the expression for the short title of the section at that path, its title where it has none."""
    return Coalesce(NullIf(f"{path}short_title", Value("")), f"{path}title")


def lines_judged(commitments, on: datetime.date, key):
    """Return every line's values in the order of its fields; the lamp is None where the day was not judged yet."""
    section = Concat("paragraph__section__number", section_name("paragraph__section__"))
    # The main targets, a paragraph each without a topic sentence, stand together under their section.
    name = Coalesce(NullIf("paragraph__lead", Value("")), section)
    place = Case(
        When(paragraph__lead="", then=-F("paragraph__section_id")), default=F("paragraph_id"),
        output_field=BigIntegerField(),
    )  # fmt: skip
    of_day = FilteredRelation("verdicts", condition=Q(verdicts__on=on))
    found = (
        commitments.in_report_order().annotate(of_day=of_day).annotate(place=place, section=section, band=name, key=key)
    )
    return found.values_list(*[LINE_COLUMNS[name] for name in LedgerLine._fields])


def lines_ordered(lines: list[LedgerLine], order: str) -> list[LedgerLine]:
    """Return the lines of an outline in the order they were fetched for; those without a value last, either way."""
    if order in ("", "code"):
        return lines
    given = [line for line in lines if line.key is not None]
    given.sort(key=lambda line: line.key, reverse=order.startswith("-"))
    return given + [line for line in lines if line.key is None]


def lamps_of(lines) -> list[tuple[str, int]]:
    """Return every lamp with its number of lines."""
    count = Counter(line.lamp for line in lines)
    return [(lamp, count[lamp]) for lamp in Lamp.values]
