"""Why a row of a table stops it, or is odd, in words."""

from django.utils.translation import gettext_lazy as _

from ...documents.plan_checks import CONTRADICTIONS

ERROR_WORDS = {
    **CONTRADICTIONS,
    "unknown_department": _("There is no department “%(word)s”; write it as the register has it, or add it there."),
    "unknown_code": _("The draft has no commitment “%(word)s”; leave the code empty for a new one."),
    "code_is_day": _("“%(word)s” is a date a spreadsheet made of a code; make its column text and write the code."),
    "other_year": _("%(word)s lies outside the plan's year."),
    "twice": _("The same task stands in row %(word)s already."),
    "required": _("The task is empty."),
    "other_unit": _("“%(word)s”: the indicator is known with another unit or basis."),
    "unread": _("No figure can be read from “%(word)s”."),
    "not_in_quote": _("“%(word)s” does not stand in the task."),
    "flow_in_percent": _("“%(word)s”: a percentage is a rate, no amount of the year."),
    "range": _("“%(word)s”: a range is at least its lower value, and its upper value is higher."),
    "not_there": _("“%(word)s”: the new words of the task do not stand in its paragraph."),
    "title": _("The task is empty."),
    "direction": _("“%(word)s”: “at least” is to be reached, “at most” to be kept within."),
}
ODD_WORDS = {
    "number_gap": _("The running numbers leave a gap before this row."),
    "due_unread": _("The due date cannot be read; the year's end is proposed."),
    "target_unread": _("The target cannot be read; the task comes in without one."),
    "kind_unread": _("The kind is none of those the ledger knows; it stays as it is."),
    "quarters_unread": _("The quarters rise to no target; no planned path is made of them."),
}
CHANGE_WORDS = {
    "due": _("due date"), "duties": _("duties"), "target": _("target"), "quote": _("wording"), "kind": _("kind"),
    "note": _("note"), "leader": _("leader in charge"), "unit": _("unit of measure"),
}  # fmt: skip


def error_words(code: str, word: str) -> str:
    """Return what is wrong with a row."""
    return str(ERROR_WORDS[code]) % {"word": word}


def odd_words(code: str) -> str:
    return str(ODD_WORDS[code])
