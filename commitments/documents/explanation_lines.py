"""The calculation behind a lamp, one line a step, in the reader's language."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import Reason
from ..rules.explanation import Explanation
from ..rules.quantity import format_quantity
from ..rules.shares import CENT
from ..rules.shown import format_share_exactly
from . import judgement_words as words
from .judgement_words import day_or_month_end


def explanation_lines(told: Explanation) -> list[str]:
    """Return the steps in words, from the target to the lamp."""
    return [LINE_WRITERS[step.code](step.figures, told) for step in told.steps]


def with_unit(value, told: Explanation) -> str:
    return f"{format_quantity(value)}{told.unit}"


def reading_line(figures: dict, told: Explanation) -> str:
    values = {"figure": words.reported_words(told), "day": day_or_month_end(figures["cutoff"])}
    if figures["final"]:
        return _("Reported: %(figure)s by %(day)s, final.") % values
    return _("Reported: %(figure)s by %(day)s, provisional.") % values


def attained_line(formula: str):
    """Return the writer of an attained share by its formula over value, target and baseline."""

    def write(figures: dict, _told) -> str:
        numbers = {name: format_quantity(value) for name, value in figures.items()}
        return _("Attained: %(formula)s = %(share)s") % {
            "formula": formula.format(**numbers), "share": format_share_exactly(figures["attained"]),
        }  # fmt: skip

    return write


def trajectory_line(figures: dict, _told) -> str:
    at_point = figures["to"] == figures["on"]
    values = {"share": format_share_exactly(figures["expected"]), "day": day_or_month_end(figures["on"])}
    if at_point or figures["to"] == figures["from"]:
        return _("Expected: %(share)s by %(day)s, as planned.") % values
    values |= {"first": format_share_exactly(figures["from_share"]), "from": day_or_month_end(figures["from"])}
    values |= {"last": format_share_exactly(figures["to_share"]), "to": day_or_month_end(figures["to"])}
    return _("Expected: %(share)s by %(day)s, between %(first)s (%(from)s) and %(last)s (%(to)s).") % values


def elapsed_line(figures: dict, _told) -> str:
    gone, whole = (format_quantity(figures[name].quantize(CENT)) for name in ("gone", "all"))
    return _("Expected: %(gone)s of %(all)s months = %(share)s") % {
        "gone": gone, "all": whole, "share": format_share_exactly(figures["expected"]),
    }  # fmt: skip


def step_line(figures: dict, _told) -> str:
    if figures["at"] is None:
        return _("Expected: nothing before the first planned day.")
    return _("Expected: %(share)s since %(day)s; so few are due on the planned days.") % {
        "share": format_share_exactly(figures["share"]), "day": day_or_month_end(figures["at"]),
    }  # fmt: skip


def whole_units_line(figures: dict, told: Explanation) -> str:
    return _("Whole units are owed: %(count)s of %(units)s = %(share)s") % {
        "count": with_unit(figures["count"].quantize(Decimal(1)), told), "units": with_unit(figures["units"], told),
        "share": format_share_exactly(figures["expected"]),
    }  # fmt: skip


def gap_line(figures: dict, _told) -> str:
    values = {name: format_share_exactly(figures[name]) for name in ("attained", "expected")} | {
        "gap": format_quantity(figures["gap"])
    }
    text = _("Gap: %(attained)s − %(expected)s = %(gap)s points") % values
    if figures["ratio"] is None:
        return text
    return _("%(gap)s; %(ratio)s of plan") % {"gap": text, "ratio": format_share_exactly(figures["ratio"])}


def over_line(figures: dict, told: Explanation) -> str:
    return _("Limit %(limit)s, exceeded by %(over)s; a warning up to a tenth, %(leeway)s.") % {
        "limit": with_unit(figures["value"], told), "over": with_unit(figures["over_by"], told),
        "leeway": with_unit(figures["leeway"].normalize(), told),
    }  # fmt: skip


def short_line(figures: dict, told: Explanation) -> str:
    below = words.rate_words(figures["short_by"], told.unit)
    return _("A rate speaks in its own points: %(words)s.") % {"words": below}


def thresholds_line(figures: dict, _told) -> str:
    return _("Rule: above %(yellow)s points on track, from %(yellow)s to %(red)s warning, below %(red)s behind.") % {
        "yellow": format_quantity(figures["yellow"]), "red": format_quantity(figures["red"]),
    }  # fmt: skip


def days_line(figures: dict, _told) -> str:
    return ngettext(
        "Rule: warning from the planned day, behind after more than %(n)d day.",
        "Rule: warning from the planned day, behind after more than %(n)d days.",
        figures["days"],
    ) % {"n": figures["days"]}


def lamp_line(figures: dict, told: Explanation) -> str:
    values = {"lamp": words.lamp_words(told.component), "reason": Reason(figures["reason"]).label}
    return _("Lamp: %(lamp)s, %(reason)s") % values


def baseline_line(figures: dict, told: Explanation) -> str:
    return _("Counted from the baseline of %(value)s.") % {"value": with_unit(figures["value"], told)}


def dated_line(text):
    """Return the writer of a line that needs a day alone."""
    return lambda figures, _told: text() % {"day": day_or_month_end(figures.get("day") or figures["cutoff"])}


LINE_WRITERS = {
    "target": lambda _f, told: _("Target: %(target)s") % {"target": words.goal_words(told)},
    "reference": lambda f, told: (
        _("It is relative to “%(name)s”, %(value)s.") % {"name": f["name"], "value": with_unit(f["value"], told)}
    ),
    "reference_missing": lambda f, _told: _("“%(name)s”, which it is relative to, has no figure yet.") % f,
    "baseline": baseline_line,
    "baseline_waived": lambda _f, _told: _("The baseline was waived: the whole value counts."),
    "baseline_passed": lambda _f, _told: _("The baseline lies beyond the target: the whole value counts."),
    "no_reading": lambda _f, _told: _("No figure has been approved yet."),
    "awaited": lambda figures, _told: words.awaited_sentence(figures),
    "not_comparable": dated_line(lambda: _("The figure to %(day)s has a unit that cannot be converted.")),
    "reading": reading_line,
    "attained_share": attained_line("{value} ÷ {target}"),
    "attained_level": attained_line("({value} − {baseline}) ÷ ({target} − {baseline})"),
    "attained_falling": attained_line("({baseline} − {value}) ÷ ({baseline} − {target})"),
    "attained_inverse": attained_line("{target} ÷ {value}"),
    "expected_rate": lambda _f, _told: _("Expected: always 100%, a rate is not cumulative."),
    "expected_trajectory": trajectory_line,
    "expected_time": elapsed_line,
    "expected_step": step_line,
    "expected_due": lambda f, _told: (
        _("Expected: %(share)s; so few are due on the due day.") % {"share": format_share_exactly(f["expected"])}
    ),
    "expected_whole": whole_units_line,
    "gap": gap_line,
    "short": short_line,
    "over": over_line,
    "due": dated_line(lambda: _("The due day %(day)s has come and the target is not met.")),
    "thresholds": thresholds_line,
    "days": days_line,
    "planned": lambda figures, _told: _("Planned: %(day)s") % {"day": words.planned_words(figures)},
    "reached": dated_line(lambda: _("Reached: %(day)s")),
    "not_reached": dated_line(lambda: _("Not reached by %(day)s.")),
    "said": lambda figures, _told: words.department_sentence(figures),
    "lamp": lamp_line,
}
