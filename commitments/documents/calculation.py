"""The calculation behind a lamp, one line a step, in the reader's language."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import Reason
from ..rules.explain import Explanation
from . import judgement_words as words
from .judgement_words import day_words, number, share

CENT = Decimal("0.01")


def lines(told: Explanation) -> list[str]:
    """Return the steps in words, from the target to the lamp."""
    return [LINES[step.code](step.figures, told) for step in told.steps]


def with_unit(value, told: Explanation) -> str:
    return f"{number(value)}{told.unit}"


def reading(figures: dict, told: Explanation) -> str:
    values = {"figure": words.figure(told), "day": day_words(figures["cutoff"])}
    if figures["final"]:
        return _("Reported: %(figure)s by %(day)s, final.") % values
    return _("Reported: %(figure)s by %(day)s, provisional.") % values


def attained(formula: str):
    """Return the writer of an attained share by its formula over value, target and baseline."""

    def write(figures: dict, _told) -> str:
        numbers = {name: number(value) for name, value in figures.items()}
        return _("Attained: %(formula)s = %(share)s") % {
            "formula": formula.format(**numbers), "share": share(figures["attained"]),
        }  # fmt: skip

    return write


def path(figures: dict, _told) -> str:
    at_point = figures["to"] == figures["on"]
    values = {"share": share(figures["expected"]), "day": day_words(figures["on"])}
    if at_point or figures["to"] == figures["from"]:
        return _("Expected: %(share)s by %(day)s, as planned.") % values
    values |= {"first": share(figures["from_share"]), "from": day_words(figures["from"])}
    values |= {"last": share(figures["to_share"]), "to": day_words(figures["to"])}
    return _("Expected: %(share)s by %(day)s, between %(first)s (%(from)s) and %(last)s (%(to)s).") % values


def elapsed(figures: dict, _told) -> str:
    gone, whole = (number(figures[name].quantize(CENT)) for name in ("gone", "all"))
    return _("Expected: %(gone)s of %(all)s months = %(share)s") % {
        "gone": gone, "all": whole, "share": share(figures["expected"]),
    }  # fmt: skip


def step(figures: dict, _told) -> str:
    if figures["at"] is None:
        return _("Expected: nothing before the first planned day.")
    return _("Expected: %(share)s since %(day)s; so few are due on the planned days.") % {
        "share": share(figures["share"]), "day": day_words(figures["at"]),
    }  # fmt: skip


def whole(figures: dict, told: Explanation) -> str:
    return _("Whole units are owed: %(count)s of %(units)s = %(share)s") % {
        "count": with_unit(figures["count"].quantize(Decimal(1)), told), "units": with_unit(figures["units"], told),
        "share": share(figures["expected"]),
    }  # fmt: skip


def gap(figures: dict, _told) -> str:
    values = {name: share(figures[name]) for name in ("attained", "expected")} | {"gap": number(figures["gap"])}
    text = _("Gap: %(attained)s − %(expected)s = %(gap)s points") % values
    if figures["ratio"] is None:
        return text
    return _("%(gap)s; %(ratio)s of plan") % {"gap": text, "ratio": share(figures["ratio"])}


def over(figures: dict, told: Explanation) -> str:
    return _("Limit %(limit)s, exceeded by %(over)s; a warning up to a tenth, %(leeway)s.") % {
        "limit": with_unit(figures["value"], told), "over": with_unit(figures["over_by"], told),
        "leeway": with_unit(figures["leeway"].normalize(), told),
    }  # fmt: skip


def short(figures: dict, told: Explanation) -> str:
    return _("A rate speaks in its own points: %(words)s.") % {"words": words.rate_words(figures["short_by"])}


def thresholds(figures: dict, _told) -> str:
    return _("Rule: above %(yellow)s points on track, from %(yellow)s to %(red)s warning, below %(red)s behind.") % {
        "yellow": number(figures["yellow"]), "red": number(figures["red"]),
    }  # fmt: skip


def days(figures: dict, _told) -> str:
    return ngettext(
        "Rule: warning from the planned day, behind after more than %(n)d day.",
        "Rule: warning from the planned day, behind after more than %(n)d days.",
        figures["days"],
    ) % {"n": figures["days"]}


def lamp(figures: dict, told: Explanation) -> str:
    values = {"lamp": words.lamp_words(told.part), "reason": Reason(figures["reason"]).label}
    return _("Lamp: %(lamp)s, %(reason)s") % values


def baseline(figures: dict, told: Explanation) -> str:
    return _("Counted from the baseline of %(value)s.") % {"value": with_unit(figures["value"], told)}


def dated(text):
    """Return the writer of a line that needs a day alone."""
    return lambda figures, _told: text() % {"day": day_words(figures.get("day") or figures["cutoff"])}


LINES = {
    "target": lambda _f, told: _("Target: %(target)s") % {"target": words.goal(told)},
    "baseline": baseline,
    "baseline_waived": lambda _f, _told: _("The baseline was waived: the whole value counts."),
    "baseline_passed": lambda _f, _told: _("The baseline lies beyond the target: the whole value counts."),
    "no_reading": lambda _f, _told: _("No figure has been approved yet."),
    "awaited": dated(lambda: _("The data to %(day)s is not yet published.")),
    "not_comparable": dated(lambda: _("The figure to %(day)s has a unit that cannot be converted.")),
    "reading": reading,
    "attained_share": attained("{value} ÷ {target}"),
    "attained_level": attained("({value} − {baseline}) ÷ ({target} − {baseline})"),
    "attained_falling": attained("({baseline} − {value}) ÷ ({baseline} − {target})"),
    "attained_inverse": attained("{target} ÷ {value}"),
    "expected_rate": lambda _f, _told: _("Expected: always 100%, a rate is not cumulative."),
    "expected_path": path,
    "expected_time": elapsed,
    "expected_step": step,
    "expected_due": lambda f, _told: (
        _("Expected: %(share)s; so few are due on the due day.") % {"share": share(f["expected"])}
    ),
    "expected_whole": whole,
    "gap": gap,
    "short": short,
    "over": over,
    "due": dated(lambda: _("The due day %(day)s has come and the target is not met.")),
    "thresholds": thresholds,
    "days": days,
    "planned": dated(lambda: _("Planned: %(day)s")),
    "reached": dated(lambda: _("Reached: %(day)s")),
    "not_reached": dated(lambda: _("Not reached by %(day)s.")),
    "said": lambda figures, _told: words.said(figures),
    "lamp": lamp,
}
