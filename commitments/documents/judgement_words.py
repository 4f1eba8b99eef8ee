"""A judgement in a sentence, in the reader's language: gaps, and the whole calculation step by step."""

import calendar
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ..choices import Comparator, Exactness, Lamp, Reason
from ..rules.explanation import Explanation
from ..rules.quantity import format_quantity
from ..rules.shares import CENT


def figure_with_separators(value: Decimal) -> str:
    """Return a figure with separators and a real minus."""
    return format_quantity(Decimal(value)).replace("-", "−")


def share_text(value: Decimal) -> str:
    """Return a share in percent with up to two decimals: 62%, 44.44%."""
    return f"{figure_with_separators(value.quantize(CENT, ROUND_HALF_UP))}%"


def day_or_month_end(day: date) -> str:
    """Return a day; the last of a month as its end."""
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        # Translators: a date format (n: month as a figure, F: its name).
        return _("end of %(month)s") % {"month": dateformat.format(day, pgettext("month", "F"))}
    return dateformat.format(day, _("F j"))


def rate_words(short_by) -> str:
    return (
        _("%(points)s points below target") % {"points": figure_with_separators(short_by)}
        if short_by
        else _("on target")
    )


def ceiling_words(over_by) -> str:
    return (
        _("%(points)s points over the limit") % {"points": figure_with_separators(over_by)}
        if over_by
        else _("within the limit")
    )


def gap_words(gap) -> str:
    """Return a gap in words: 10.4 points ahead of schedule."""
    if gap == 0:
        return _("exactly on schedule")
    words = _("%(points)s points ahead of schedule") if gap > 0 else _("%(points)s points behind schedule")
    return words % {"points": figure_with_separators(abs(gap).quantize(CENT))}


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
        values |= {
            "judged": rate_words(component.short_by) if component.short_by or component.met else _("not exceeded")
        }
        return _("%(actual)s by %(day)s, target %(target)s: %(judged)s, %(lamp)s") % values
    if component.over_by is not None:
        judged = (
            ceiling_words(component.over_by) if component.over_by or component.met else _("at the limit, not below it")
        )
        return _("%(actual)s by %(day)s, limit %(target)s: %(judged)s, %(lamp)s") % (values | {"judged": judged})
    if component.gap is None:
        return _("%(actual)s by %(day)s, target %(target)s: %(lamp)s") % values
    values |= {
        "expected": share_text(component.expected),
        "attained": share_text(component.attained),
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
    planned, reached = told.figures("planned")["day"], told.figures("reached")
    values = {
        "planned": day_or_month_end(planned),
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


def reported_words(told: Explanation) -> str:
    """Return what was reported, with its unit, as exactly as it was."""
    reading = told.figures("reading")
    text = f"{figure_with_separators(reading['value'])}{told.unit}"
    if reading["exactness"] == Exactness.EXACT:
        return text
    return _("%(figure)s %(exactness)s") % {"figure": text, "exactness": Exactness(reading["exactness"]).label}


def goal_words(told: Explanation) -> str:
    """Return the target with its comparator and unit."""
    target = told.figures("target")
    value = figure_with_separators(target["value"]) + (
        f"–{figure_with_separators(target['upper'])}" if target["upper"] is not None else ""
    )
    comparator = Comparator(target["comparator"]).worded(target["direction"])
    return _("%(comparator)s %(value)s") % {"comparator": comparator, "value": f"{value}{told.unit}"}
