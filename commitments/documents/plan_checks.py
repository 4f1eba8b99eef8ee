"""What must hold of one commitment in the data files. Every check reports, none stops the others."""

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..choices import Basis, Comparability, Comparator, Direction, Kind, Measured, Verb
from ..rules.reading.targets import means_the_same, read_target
from ..rules.sentences import sentence_around
from ..rules.target_consistency import TargetShape, kind_contradiction, target_contradiction
from ..workflow.office.target_loading import direction_of_row
from .plan_shapes import COMMITMENT_KEYS, TARGET_KEYS

CONTRADICTIONS = {
    "direction": gettext_lazy("“At least” is to be reached, “at most” to be kept within."),
    "flow_in_percent": gettext_lazy("A flow of the year is no percentage; a percentage is a rate or a level."),
    "no_flow": gettext_lazy("The kind is flow, but no target is a flow of the year to be reached."),
    "no_stock": gettext_lazy("The kind is stock, but no target is a level."),
    "no_rate": gettext_lazy("The kind is rate, but no target is a rate to be reached; of a limit the kind is ceiling."),
    "no_ceiling": gettext_lazy("The kind is ceiling, but not every target is a limit to be kept within."),
    "no_coverage": gettext_lazy("The kind is coverage, but no target is a share to be reached."),
}
COUNTED_FROM = {"milestones": Measured.MILESTONES, "scope": Measured.SCOPE}


def check_commitment(row, plan, paragraphs: dict, departments: set, report) -> None:
    """Report everything wrong with `row`, whose shape is sound, through `report(reason, line)`."""
    for key in row.keys() - COMMITMENT_KEYS.keys():
        report(_("Unknown key “%(key)s”.") % {"key": key})
    if row["kind"] not in Kind.values:
        report(_("Unknown kind “%(kind)s”.") % {"kind": row["kind"]})
    check_place(row, paragraphs, report)
    check_departments(row, departments, report)
    check_trajectory(row, report)
    check_due(row, plan, report)
    check_last_year(row, report)
    for target in row["targets"]:
        check_target(target, row, paragraphs, report)
    check_kind(row, report)
    for milestone in row["milestones"]:
        check_milestone(milestone, plan, report)
    check_named_once(row, report)


def check_place(row, paragraphs, report) -> None:
    """The code names the paragraph, and the quote stands there exactly once."""
    paragraph = paragraphs.get(row["code"].rpartition("-")[0])
    if paragraph is None:
        report(_("There is no paragraph for commitment “%(code)s”.") % {"code": row["code"]})
    elif (found := paragraph["text"].count(row["quote"])) != 1:
        words = _("The quote does not stand in its paragraph.") if not found else _("The quote stands there twice.")
        report(words)


def check_departments(row, departments, report) -> None:
    if row["lead"] == "STREETS":
        report(_("STREETS means all street offices and cannot lead; name one, and write STREETS under supporting."))
    for code in {row["lead"], *(row.get("supporting") or ())} - departments - {"STREETS"}:
        report(_("Unknown department “%(code)s”.") % {"code": code})


def check_trajectory(row, report) -> None:
    """Four planned shares that never fall and end at 100."""
    shares = row.get("trajectory")
    if shares is None:
        return
    if len(shares) != 4 or shares != sorted(shares) or shares[-1] != 100 or shares[0] < 0:
        report(_("A trajectory is four shares that never fall and end at 100."))


def check_due(row, plan, report) -> None:
    if not is_day_of(plan, row.get("due")):
        report(_("The due date must be a day of the plan's year."))


def is_day_of(plan, day) -> bool:
    return isinstance(day, datetime.date) and plan["starts"] <= day <= plan["ends"]


def check_last_year(row, report) -> None:
    """Comparability is known, and a valued baseline comes with last year's quote."""
    last = row.get("last_year")
    if last and last.get("comparability") not in Comparability.values:
        report(_("Unknown comparability of last year's figure."), last.line)
    baseline = row.get("baseline")
    if baseline and baseline.get("value") is not None and not (last and last.get("quote")):
        report(_("A baseline with a value needs last year's quote."), baseline.line)


def check_milestone(milestone, plan, report) -> None:
    if milestone["verb"] not in Verb.values:
        report(_("A milestone needs what and a known verb."), milestone.line)
    elif not is_day_of(plan, milestone.get("planned")):
        report(_("A milestone's planned date must be a day of the plan's year."), milestone.line)


def check_named_once(row, report) -> None:
    """No indicator and no milestone stands twice in one commitment."""
    for name, rows in (("indicator", row["targets"]), ("what", row["milestones"])):
        seen = set()
        for each in rows:
            if each[name] in seen:
                report(_("“%(name)s” stands twice in this commitment.") % {"name": each[name]}, each.line)
            seen.add(each[name])


def check_target(target, row, paragraphs, report) -> None:
    """Report what is wrong with a target."""
    line = target.line
    for key in target.keys() - TARGET_KEYS.keys():
        report(_("Unknown key “%(key)s”.") % {"key": key}, line)
    if target["comparator"] not in Comparator.values or target["basis"] not in Basis.values:
        report(_("Unknown comparator or basis."), line)
    if target.get("counted_from") not in (None, *COUNTED_FROM):
        report(_("A target is counted from milestones or scope."), line)
    if target.get("direction") not in (None, *Direction.values):
        report(_("A target's direction is reach or keep_within."), line)
    if target.get("value") is None and "value" in target:
        report(_("“%(key)s” is missing or of the wrong type.") % {"key": "value"}, line)
    check_wording(target, row, paragraphs, lambda reason: report(reason, line))


def check_kind(row, report) -> None:
    """Kind, basis, comparator and direction do not contradict each other."""
    measured = [target for target in row["targets"] if not target.get("counted_from")]
    shapes = [shape_of_row(target, row["kind"]) for target in measured]
    for target, shape in zip(measured, shapes, strict=True):
        if code := target_contradiction(shape):
            report(str(CONTRADICTIONS[code]), target.line)
    if code := kind_contradiction(row["kind"], shapes):
        report(str(CONTRADICTIONS[code]))


def shape_of_row(target, kind: str) -> TargetShape:
    return TargetShape(target["basis"], target["comparator"], direction_of_row(target, kind), target["unit"])


def check_wording(target, row, paragraphs, report) -> None:
    """The wording stands in the quote, its lead-in in the sentence, and both say the value."""
    if target["wording"] not in row["quote"]:
        report(_("The wording “%(words)s” does not stand in the quote.") % {"words": target["wording"]})
    lead_in = target.get("lead_in") or ""
    paragraph = paragraphs.get(row["code"].rpartition("-")[0])
    begin = paragraph["text"].find(row["quote"]) if paragraph else -1
    if begin >= 0:
        first, last = sentence_around(paragraph["text"], begin, begin + len(row["quote"]))
        for part in filter(None, lead_in.split("…")):
            if part not in paragraph["text"][first:last]:
                report(_("The lead-in “%(words)s” does not stand in the sentence.") % {"words": part})
    told = not target.get("source") and not target.get("relative_to")
    if told and not words_say(target, f"{lead_in}{target['wording']}"):
        report(_("The value cannot be read from the wording “%(words)s”.") % {"words": target["wording"]})


def words_say(target, words: str) -> bool:
    """Whether value, range, comparator, stretch and stretch value are what the words say."""
    read = read_target(words, target["unit"], target["indicator"])
    figures = (read.value, read.upper, read.stretch_value)
    told = tuple(exact_number(target.get(key)) for key in ("value", "value_max", "stretch_value"))
    same = means_the_same(read, target["comparator"], exact_number(target.get("tolerance")))
    return figures == told and same and read.stretch == target["stretch"]


def exact_number(value) -> Decimal | None:
    """Return a number of the file as Decimal, or None when it is none."""
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None
