"""The papers a command writes, by name: how each finds its data, and what makes a file of them."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.management.base import CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from ..choices import Role
from ..documents.bulletin_data import bulletin_data
from ..documents.bulletin_pdf import bulletin_pdf
from ..documents.department_sheet_data import department_sheet_data
from ..documents.department_sheet_pdf import department_sheet_pdf, departments_leading
from ..documents.one_page import card_pdf, leader_sheet_pdf
from ..documents.plan_paper import PLAN_ORDERS, plan_paper_data, plan_paper_pdf
from ..documents.word_bulletin import bulletin_word
from ..documents.word_department_sheet import department_sheet_word
from ..documents.word_one_page import card_word, leader_sheet_word
from ..documents.word_plan_paper import plan_paper_word
from ..documents.word_year_end import year_end_word
from ..documents.year_end_data import year_end_data
from ..documents.year_end_pdf import year_end_pdf
from ..documents.year_end_sheet import year_end_xlsx
from ..models import User
from ..pages.commitment.card import card_data
from ..pages.overview.sheet import sheet_data
from ..pages.overview.standing import standing_of
from .arguments import commitment_named, period_named


class PaperMaker(NamedTuple):
    """A paper: plan, what of it, day → its data; and file ending → what makes the bytes."""

    data: Callable
    writers: dict


def period_begun(plan, code: str, on):
    """Return the plan's period of that code; for "" the newest begun. Raises CommandError while it has not begun."""
    begun = list(plan.periods.begun(on))
    if not code and begun:
        return begun[0]
    found = period_named(plan, code)
    if found not in begun:
        raise CommandError(_("Period %(code)s has not begun reporting yet.") % {"code": code})
    return found


def office() -> User:
    """Return an account that reads what the office reads; nobody's."""
    return User(role=Role.SUPERVISOR)


def data_of_bulletin(plan, what, on) -> dict:
    return bulletin_data(period_begun(plan, what, on), on)


def data_of_leader_sheet(plan, what, on) -> dict:
    with translation.override("zh-hans"):
        return sheet_data(standing_of(plan, what, on), office())


def data_of_card(plan, what, on) -> dict:
    with translation.override("zh-hans"):
        return card_data(commitment_named(plan, what), office(), on)


def data_of_year_end(plan, what, on) -> dict:
    return year_end_data(plan, on)


def data_of_plan(plan, what, on) -> dict:
    if what and what not in PLAN_ORDERS:
        words = _("The table of tasks is ordered by %(orders)s.")
        raise CommandError(words % {"orders": ", ".join(PLAN_ORDERS)})
    return plan_paper_data(plan, on, what or "section")


def data_of_department_sheet(plan, what, on) -> dict:
    """`what` is a department's code, with a period behind a colon where it is not the newest: JSJ:2024-Q2."""
    code, _colon, period = what.partition(":")
    departments = {each.code: each for each in departments_leading(plan)}
    if code not in departments:
        words = _("No department “%(code)s” leads anything in this plan; known: %(known)s.")
        raise CommandError(words % {"code": code, "known": ", ".join(departments)})
    return department_sheet_data(period_begun(plan, period, on), departments[code], on)


PAPER_MAKERS = {
    "bulletin": PaperMaker(data_of_bulletin, {".pdf": bulletin_pdf, ".docx": bulletin_word}),
    "leader": PaperMaker(data_of_leader_sheet, {".pdf": leader_sheet_pdf, ".docx": leader_sheet_word}),
    "department": PaperMaker(data_of_department_sheet, {".pdf": department_sheet_pdf, ".docx": department_sheet_word}),
    "card": PaperMaker(data_of_card, {".pdf": card_pdf, ".docx": card_word}),
    "year-end": PaperMaker(data_of_year_end, {".pdf": year_end_pdf, ".docx": year_end_word, ".xlsx": year_end_xlsx}),
    "plan": PaperMaker(data_of_plan, {".pdf": plan_paper_pdf, ".docx": plan_paper_word}),
}
