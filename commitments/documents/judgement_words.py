"""A judgement in a sentence, in the reader's language: gaps, and the whole calculation step by step."""

import calendar
from datetime import date
from decimal import Decimal

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ..choices import Comparator, Exactness, Lamp, Reason
from ..rules.explanation import Explanation
from ..rules.quantity import format_quantity
from ..rules.shown import format_points, format_share_exactly
from ..rules.target import POINT_UNITS


def day_or_month_end(day: date) -> str:
    """Return a day; the last of a month as its end."""
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        # Translators: a date format (n: month as a figure, F: its name).
        return _("end of %(month)s") % {"month": dateformat.format(day, pgettext("month", "F"))}
    return dateformat.format(day, _("F j"))


def distance_words(value: Decimal, unit: str) -> str:
    """Return how far something is from its target or limit: in points of a percentage, else in its unit."""
    if unit and unit not in POINT_UNITS:
        return f"{format_quantity(value)}{unit}"
    return _("%(points)s points") % {"points": format_quantity(value)}


def rate_words(short_by: Decimal, unit: str = "") -> str:
    return _("%(distance)s below target") % {"distance": distance_words(short_by, unit)} if short_by else _("on target")


def ceiling_words(over_by: Decimal, unit: str = "") -> str:
    if not over_by:
        return _("within the limit")
    return _("%(distance)s over the limit") % {"distance": distance_words(over_by, unit)}


def gap_words(gap) -> str:
    """Return a gap in words: 10.4 points ahead of schedule."""
    if gap == 0:
        return _("exactly on schedule")
    words = _("%(points)s points ahead of schedule") if gap > 0 else _("%(points)s points behind schedule")
    return words % {"points": format_points(gap)}


def delay_words(days: int) -> str:
    """Return how late or early a milestone is."""
    if days == 0:
        return _("on its day")
    if days > 0:
        return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
    return ngettext("%(n)d day early", "%(n)d days early", -days) % {"n": -days}


def lamp_words(component) -> str:
    words = str(Lamp(component.lamp).label)
    return (
        _("%(lamp)s (provisional)") % {"lamp": words}
        if component.lamp == Lamp.DONE and component.provisional
        else words
    )


def verdict_words(verdict) -> str:
    """Return why a lamp burns, with its figure: 8 points behind schedule; a verdict or one of its components."""
    if verdict.lamp == Lamp.GREY or verdict.reason in (Reason.DEPARTMENT_SAYS, Reason.NOT_YET_PLANNED):
        return str(Reason(verdict.reason).label)
    component = getattr(verdict, "deciding", None) or verdict
    unit = getattr(component, "unit", "")
    if component.short_by is not None:
        return rate_words(component.short_by, unit)
    if component.over_by is not None:
        at_limit = not component.over_by and verdict.reason == Reason.EXCEEDED
        return _("at the limit, not below it") if at_limit else ceiling_words(component.over_by, unit)
    if component.late_days is not None and component.late_days > 0 and verdict.lamp != Lamp.DONE:
        return ngettext("%(n)d day late", "%(n)d days late", component.late_days) % {"n": component.late_days}
    return gap_words(verdict.gap) if verdict.gap is not None else str(Reason(verdict.reason).label)


def explanation_sentence(told: Explanation) -> str:
    """Return the calculation of one component in a single sentence."""
    component = told.component
    if component is None:
        said = told.figures("said")
        return department_sentence(said) if said else awaited_sentence(told.figures("awaited"))
    if component.lamp == Lamp.GREY:
        return str(Reason(component.reason).label)
    if told.figures("planned"):
        return milestone_sentence(told)
    values = {
        "actual": reported_words(told),
        "target": goal_words(told),
        "lamp": lamp_words(component),
        "day": day_or_month_end(component.cutoff),
    }
    if component.short_by is not None:
        exactly = not component.short_by and not component.met
        values["judged"] = _("not exceeded") if exactly else rate_words(component.short_by, told.unit)
        return _("%(actual)s by %(day)s, target %(target)s: %(judged)s, %(lamp)s") % values
    if component.over_by is not None:
        exactly = not component.over_by and not component.met
        values["judged"] = _("at the limit, not below it") if exactly else ceiling_words(component.over_by, told.unit)
        return _("%(actual)s by %(day)s, limit %(target)s: %(judged)s, %(lamp)s") % values
    if component.gap is None:
        return _("%(actual)s by %(day)s, target %(target)s: %(lamp)s") % values
    values |= {
        "expected": format_share_exactly(component.expected),
        "attained": format_share_exactly(component.attained),
        "gap": gap_words(component.gap),
    }
    return _("%(expected)s due by %(day)s, actual %(actual)s = %(attained)s, %(gap)s: %(lamp)s") % values


def awaited_sentence(figures: dict) -> str:
    """Return up to which day data is not published, and when it is expected if that is known."""
    values = {"day": day_or_month_end(figures["cutoff"])}
    if not figures.get("expected_on"):
        return _("The data to %(day)s is not yet published.") % values
    values["expected"] = day_or_month_end(figures["expected_on"])
    return _("The data to %(day)s is not yet published; it is expected on %(expected)s.") % values


def department_sentence(figures: dict) -> str:
    if not figures["lamp"]:
        return _("Nothing reported yet.")
    return _("The department says “%(lamp)s”; approving the report confirmed it.") % {
        "lamp": Lamp(figures["lamp"]).label
    }


def milestone_sentence(told: Explanation) -> str:
    reached = told.figures("reached")
    values = {
        "planned": planned_words(told.figures("planned")),
        "late": delay_words(told.component.late_days),
        "lamp": lamp_words(told.component),
    }
    if reached:
        values |= {"day": day_or_month_end(reached["day"])}
        return _("Planned %(planned)s, reached %(day)s, %(late)s: %(lamp)s") % values
    values |= {"day": day_or_month_end(told.component.cutoff)}
    if told.component.late_days < 0:
        return _("Planned %(planned)s, not due by %(day)s: %(lamp)s") % values
    return _("Planned %(planned)s, not reached by %(day)s, %(late)s: %(lamp)s") % values


def planned_words(figures: dict) -> str:
    """Return the day a milestone is planned for, with the adopted one where another was set in its place."""
    day = day_or_month_end(figures["day"])
    if "adopted" not in figures:
        return day
    return _("%(day)s (adopted: %(adopted)s)") % {"day": day, "adopted": day_or_month_end(figures["adopted"])}


def reported_words(told: Explanation) -> str:
    """Return what was reported, with its unit, as exactly as it was."""
    reading = told.figures("reading")
    text = f"{format_quantity(reading['value'])}{told.unit}"
    if reading["exactness"] == Exactness.EXACT:
        return text
    return _("%(figure)s %(exactness)s") % {"figure": text, "exactness": Exactness(reading["exactness"]).label}


def goal_words(told: Explanation) -> str:
    """Return the target with its comparator and unit."""
    target = told.figures("target")
    value = format_quantity(target["value"]) + (
        f"–{format_quantity(target['upper'])}" if target["upper"] is not None else ""
    )
    comparator = Comparator(target["comparator"]).worded(target["direction"])
    return _("%(comparator)s %(value)s") % {"comparator": comparator, "value": f"{value}{told.unit}"}
