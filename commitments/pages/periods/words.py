"""The interface's words for what a verb refused."""

from django.utils.translation import gettext as _

from ...workflow.office.holidays import published_years


def field_error_words(code: str, *, day=None, workdays=None) -> str:
    """Return the words of a field's error; a day off names the next workday."""
    if code == "day_off":
        return _("This is a day off; the next workday is %(day)s.") % {"day": workdays.on_or_after(day)}
    return {
        "required": _("Write the reason: it goes into the record."),
        "unchanged": _("The period falls due on this day already."),
        "nameless": _("Write the day's name, such as the holiday it belongs to."),
        "too_early": _("The day must not lie before the period's opening or in the past."),
        "not_later": _("The day must lie after the period's due day, and not in the past."),
        "too_far": _("The day lies too far away; look at the year."),
        "leads_nothing": _("This department leads no commitment of the plan."),
        "unfinished": _("Reports are still open; tick this to close nevertheless."),
        "weekday": _("Only a Saturday or Sunday is worked to make up; a weekday is worked anyway."),
        "not_exemptible": _("Only periods of the year can be left out, and not the last one: nothing would cover it."),
    }[code]


def not_published_words() -> str:
    first, last = published_years()
    words = _("The published calendar knows %(first)d to %(last)d. Enter other years by hand, or update the package.")
    return words % {"first": first, "last": last}


def refused_words(move: str, state: str, period) -> str:
    """Return why a move is not open now."""
    found = {
        ("open", "opened"): _("The period was opened already."),
        ("open", ""): _("Periods are opened once the plan is open."),
        ("close", "closed"): _("The period was closed already."),
        ("close", ""): _("The period was never opened."),
        ("reopen", "open"): _("The period is not closed."),
        ("due", "past"): _("The due day is past and stays. Give departments more time instead."),
        ("due", "closed"): _("The period is closed; its due day stays."),
        ("extend", "closed"): _("The period is closed. Reopen it first."),
        ("extend", ""): _("More time can be given once the period is open."),
    }
    return found.get((move, state)) or _("Period %(code)s cannot be changed now.") % {"code": period.code}


def changed_words() -> str:
    return _("Somebody else changed this meanwhile. What stands now is shown; nothing was overwritten.")


def changed_to_words(kind: str, name: str) -> str:
    words = _("Somebody else changed this meanwhile. It now says: %(kind)s, %(name)s. Nothing was overwritten.")
    return words % {"kind": kind, "name": name}
