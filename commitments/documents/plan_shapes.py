"""What a plan's data files are made of: every key with its type and length, checked before anything else is asked."""

import datetime
import math
import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ..choices import SetAsideReason
from ..models import (
    Commitment,
    Department,
    Indicator,
    Milestone,
    Paragraph,
    Plan,
    PromiseLink,
    ReportingPeriod,
    Section,
    SetAside,
    Target,
)  # fmt: skip
from .marked_yaml import DataFileError

NUMBER = (int, float)
# What a figure column holds before its point.
LARGEST = 10**11
SLUG = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class ExpectedKey:
    """What a key holds: values of `kinds`, a text of at most `longest` characters; `filled` when it must not be empty,
    `optional` when it may be missing or null."""

    kinds: tuple | type
    longest: int | None = None
    filled: bool = False
    optional: bool = False

    def admits(self, value) -> bool:
        if value is None:
            return self.optional
        if isinstance(value, bool) and self.kinds is not bool:
            return False
        if isinstance(value, float) and not math.isfinite(value):
            return False
        return isinstance(value, self.kinds) and not isinstance(value, datetime.datetime)


def text_of_column(model, name: str, *, filled=False) -> ExpectedKey:
    return ExpectedKey(str, model._meta.get_field(name).max_length, filled)


def maybe(key: ExpectedKey) -> ExpectedKey:
    return replace(key, optional=True)


DAY, FIGURE, LIST, FLAG = (ExpectedKey(kind) for kind in (datetime.date, NUMBER, list, bool))
WHOLE, TEXT, GROUP = ExpectedKey(int), ExpectedKey(str), ExpectedKey(dict, optional=True)
PLAN_KEYS = {
    "key": text_of_column(Plan, "key", filled=True), "year": WHOLE, "level": TEXT,
    **{name: text_of_column(Plan, name, filled=True) for name in ("title", "report_title")},
    **{name: text_of_column(Plan, name) for name in ("presented_to", "presented_by")},
    "presented_on": DAY, "starts": DAY, "ends": DAY, "streets": WHOLE, "sections": LIST, "periods": LIST,
    "yellow_at": maybe(FIGURE), "red_below": maybe(FIGURE), "milestone_days": maybe(WHOLE),
}  # fmt: skip
SECTION_KEYS = {
    "code": text_of_column(Section, "code", filled=True), "title": text_of_column(Section, "title", filled=True),
    "number": text_of_column(Section, "number"), "short_title": text_of_column(Section, "short_title"),
    "paragraphs": LIST,
}  # fmt: skip
PARAGRAPH_KEYS = {
    "code": text_of_column(Paragraph, "code", filled=True), "lead": text_of_column(Paragraph, "lead"),
    "text": ExpectedKey(str, filled=True), "set_aside": maybe(LIST),
}  # fmt: skip
SET_ASIDE_KEYS = {
    "words": ExpectedKey(str, filled=True),
    "reason": TEXT,
    "note": maybe(text_of_column(SetAside, "note")),
}
PERIOD_KEYS = {
    "code": text_of_column(ReportingPeriod, "code", filled=True), "starts": DAY, "ends": DAY, "opens": DAY, "due": DAY,
}  # fmt: skip
COMMITMENT_KEYS = {
    **{name: text_of_column(Commitment, name, filled=True) for name in ("code", "quote", "title")},
    "kind": TEXT, "targets": LIST, "milestones": LIST, "lead": TEXT, "due": DAY,
    "title_en": maybe(text_of_column(Commitment, "title_en")), "note": maybe(text_of_column(Commitment, "note")),
    "evidence": maybe(text_of_column(Commitment, "evidence_hint")), "lead_certainty": maybe(TEXT),
    "supporting": maybe(LIST), "trajectory": maybe(LIST), "baseline": GROUP, "last_year": GROUP,
}  # fmt: skip
LAST_YEAR_KEYS = {
    "value": maybe(FIGURE), "comparability": maybe(TEXT),
    "unit": maybe(text_of_column(Commitment, "last_year_unit")),
    "quote": maybe(text_of_column(Commitment, "last_year_quote")),
    "note": maybe(text_of_column(Commitment, "last_year_note")),
}  # fmt: skip
BASELINE_KEYS = {"value": maybe(FIGURE)}
TARGET_KEYS = {
    "indicator": text_of_column(Indicator, "name", filled=True), "comparator": TEXT, "basis": TEXT, "stretch": FLAG,
    "unit": text_of_column(Indicator, "unit"), "wording": text_of_column(Target, "wording", filled=True),
    **{name: maybe(FIGURE) for name in ("value", "value_max", "tolerance", "stretch_value")},
    "lead_in": maybe(text_of_column(Target, "lead_in")), "source": maybe(text_of_column(Target, "source")),
    **{name: maybe(TEXT) for name in ("counted_from", "direction", "relative_to")},
}  # fmt: skip
MILESTONE_KEYS = {
    "what": text_of_column(Milestone, "what", filled=True), "verb": TEXT, "planned": DAY,
    "wording": maybe(text_of_column(Milestone, "wording")), "stretch": maybe(FLAG),
}  # fmt: skip
LINK_KEYS = {
    "to": TEXT, "kind": TEXT, "status": TEXT, "note": maybe(text_of_column(PromiseLink, "note")),
    **{name: maybe(TEXT) for name in ("commitment", "plan", "code")},
}  # fmt: skip
DEPARTMENT_KEYS = {
    "code": text_of_column(Department, "code", filled=True), "kind": ExpectedKey(str, filled=True),
    **{name: text_of_column(Department, name, filled=True) for name in ("name", "short_name")},
    "status": ExpectedKey(str, filled=True),
}  # fmt: skip


def plan_shape_errors(plan) -> list[DataFileError]:
    """Return what is wrong with the shape of plan.yaml's content."""
    errors = row_errors(plan, PLAN_KEYS, "plan.yaml", 1)
    if errors:
        return errors
    errors += [error for row in plan["periods"] for error in row_errors(row, PERIOD_KEYS, "plan.yaml", plan.line)]
    for section in plan["sections"]:
        wrong = row_errors(section, SECTION_KEYS, "plan.yaml", plan.line)
        for paragraph in () if wrong else section["paragraphs"]:
            errors += paragraph_errors(paragraph, section.line)
        errors += wrong
    return errors


def paragraph_errors(paragraph, line: int) -> list[DataFileError]:
    """Return what is wrong with a paragraph, and with what is set aside of it: words standing there, with why."""
    errors = row_errors(paragraph, PARAGRAPH_KEYS, "plan.yaml", line)
    for row in () if errors else paragraph.get("set_aside") or ():
        wrong = row_errors(row, SET_ASIDE_KEYS, "plan.yaml", line)
        if not wrong and not is_set_aside(row, paragraph["text"]):
            words = _("What is set aside stands in its paragraph, with a known reason; another one needs a note.")
            wrong = [DataFileError("plan.yaml", getattr(row, "line", line), words)]
        errors += wrong
    return errors


def is_set_aside(row, text: str) -> bool:
    if row["reason"] == SetAsideReason.OTHER and not row.get("note"):
        return False
    return row["words"] in text and row["reason"] in SetAsideReason.values


def commitment_shape_errors(commitments) -> list[DataFileError]:
    """Return what is wrong with the shape of commitments.yaml's content."""
    if not isinstance(commitments, list):
        return [DataFileError("commitments.yaml", 1, _("A list of commitments is expected."))]
    return [error for row in commitments for error in one_commitment_errors(row)]


def link_shape_errors(links) -> list[DataFileError]:
    """Return what is wrong with the shape of links.yaml's content."""
    if not isinstance(links, list):
        return [DataFileError("links.yaml", 1, _("A list of links is expected."))]
    return [error for row in links for error in one_link_errors(row)]


def one_link_errors(row) -> list[DataFileError]:
    """Return what is wrong with the shape of one link; a key that is missing is named, a key too many as well."""
    if errors := row_errors(row, LINK_KEYS, "links.yaml", 1):
        return errors
    row.update({name: row.get(name) for name in ("commitment", "plan", "code")})
    unknown = sorted(row.keys() - LINK_KEYS.keys())
    return [DataFileError("links.yaml", row.line, _("Unknown key “%(key)s”.") % {"key": key}) for key in unknown]


def one_commitment_errors(row) -> list[DataFileError]:
    file, errors = "commitments.yaml", row_errors(row, COMMITMENT_KEYS, "commitments.yaml", 1)
    if errors:
        return errors
    for name, expected in (("targets", TARGET_KEYS), ("milestones", MILESTONE_KEYS)):
        errors += [error for each in row[name] for error in row_errors(each, expected, file, row.line)]
    for name, expected in (("baseline", BASELINE_KEYS), ("last_year", LAST_YEAR_KEYS)):
        errors += row_errors(row[name], expected, file, row.line) if row.get(name) is not None else []
    if any(not isinstance(code, str) for code in row.get("supporting") or ()):
        errors.append(wrong_kind(file, row.line, "supporting"))
    if any(not FIGURE.admits(share) for share in row.get("trajectory") or ()):
        errors.append(wrong_kind(file, row.line, "trajectory"))
    return errors


def row_errors(row, expected: dict[str, ExpectedKey], file: str, line: int) -> list[DataFileError]:
    """Return an error for every key of a row that is missing, of another type, empty or too long; `line` stands in
    where the row is no mapping."""
    if not isinstance(row, dict):
        return [DataFileError(file, line, _("A mapping is expected."))]
    line = getattr(row, "line", line)
    return [error for key, each in expected.items() for error in key_errors(row.get(key), key, each, file, line)]


def key_errors(value, key: str, expected: ExpectedKey, file: str, line: int) -> list[DataFileError]:
    if not expected.admits(value) or (expected.filled and not value.strip()):
        return [wrong_kind(file, line, key)]
    if isinstance(value, str) and expected.longest and len(value) > expected.longest:
        words = _("“%(key)s” has %(found)d characters; at most %(n)d are kept.")
        return [DataFileError(file, line, words % {"key": key, "found": len(value), "n": expected.longest})]
    if isinstance(value, NUMBER) and abs(value) >= LARGEST:
        return [DataFileError(file, line, _("“%(key)s” is too large a number.") % {"key": key})]
    return []


def wrong_kind(file: str, line: int, key: str) -> DataFileError:
    return DataFileError(file, line, _("“%(key)s” is missing or of the wrong type.") % {"key": key})
