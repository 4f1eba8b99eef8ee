"""What must hold of the plan itself in plan.yaml: its level, its days, its periods, the codes of its text."""

from collections import Counter

from django.utils.translation import gettext as _

from ..choices import Level
from ..rules.period import PERIOD_CODE
from ..workflow.planning.beginning import RESERVED_KEYS
from .marked_yaml import DataFileError
from .plan_shapes import SLUG

MILESTONE_DAYS = range(1, 367)


def plan_errors(plan) -> list[DataFileError]:
    """Return what is wrong with a plan whose shape is sound."""
    found = [(plan, words) for words in (level_words(plan), days_words(plan), threshold_words(plan)) if words]
    found += [(period, _("A period must start, open and fall due in this order.")) for period in disordered(plan)]
    found += [(plan, _("“%(code)s” stands twice.") % {"code": code}) for code in codes_twice(plan)]
    if plan["key"] in RESERVED_KEYS:
        found.append((plan, _("“%(key)s” is an address of its own and no plan's key.") % {"key": plan["key"]}))
    if not SLUG.fullmatch(plan["key"]):
        found.append((plan, _("The plan's key stands in addresses: letters, digits and hyphens only.")))
    return [DataFileError("plan.yaml", row.line, words) for row, words in found]


def level_words(plan) -> str:
    words = _("Unknown level “%(level)s”; known: %(known)s.")
    known = {"level": plan["level"], "known": ", ".join(Level.values)}
    return "" if plan["level"] in Level.values else words % known


def days_words(plan) -> str:
    sound = plan["starts"] < plan["ends"] and plan["starts"].year == plan["year"]
    return "" if sound else _("The plan must start in its year, and before it ends.")


def threshold_words(plan) -> str:
    """Return why the thresholds named are none; those not named are the usual ones."""
    red, yellow, days = (plan.get(name) for name in ("red_below", "yellow_at", "milestone_days"))
    red, yellow = -30 if red is None else red, -10 if yellow is None else yellow
    if not -1000 < red < yellow < 0:
        return _("The red threshold must lie below the yellow one, both below zero.")
    return "" if days is None or days in MILESTONE_DAYS else _("Milestones are behind after 1 to 366 days.")


def disordered(plan) -> list:
    """Return the periods whose code is none or whose days are in no order."""
    return [
        row
        for row in plan["periods"]
        if not (PERIOD_CODE.fullmatch(row["code"]) and row["starts"] < row["ends"] and row["starts"] < row["opens"])
        or row["due"] < row["opens"]
    ]


def codes_twice(plan) -> list[str]:
    """Return the codes of periods, of sections and of paragraphs that stand more than once among their like."""
    of_paragraphs = [row["code"] for section in plan["sections"] for row in section["paragraphs"]]
    alike = ([row["code"] for row in plan["periods"]], [row["code"] for row in plan["sections"]], of_paragraphs)
    return [code for codes in alike for code, times in Counter(codes).items() if times > 1]
