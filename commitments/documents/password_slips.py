"""Sealed slips 账号密码条: one page for each account, folded so that the first password lies inside.

They exist once, as an answer to whoever grants. What is printed on them goes to the press over a pipe, is kept in no
file and no log, and the press that set them ends at once.
"""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from ..choices import Role
from ..models import Place
from ..rules.first_password import last_day_of
from ..workflow.accounts.enrolment import FirstPassword
from .accounts_table import ROLE_HEADS
from .papers_set import set_elsewhere
from .typesetting import STANDARDS, paper_to_set

SLIPS_TEMPLATE, SLIPS_TITLE = "password_slips.typ", "账号密码条"
# The papers are Chinese whatever the interface speaks.
ROLE_ON_SLIP = {role: word for word, role in ROLE_HEADS.items()}


@sensitive_variables()
def password_slips_data(passwords: Iterable[FirstPassword], site: str, on: datetime.date) -> dict:
    """Return what the slips print, JSON-able: by department in official order, then by name."""
    place = Place.objects.here()
    days = settings.FIRST_PASSWORD_DAYS
    return {
        "title": SLIPS_TITLE, "ledger": place.ledger_name, "organ": place.organ, "site": site, "days": days,
        "issued_on": day_on_slip(on), "last_day": day_on_slip(last_day_of(on, days)),
        "slips": [slip_of(each, place) for each in sorted(passwords, key=slip_place)],
    }  # fmt: skip


@sensitive_variables()
def slip_of(password: FirstPassword, place: Place) -> dict:
    account = password.account
    role = account.proposed_role or account.role
    return {
        "department": account.department.name if account.department else "", "name": account.name,
        "title": account.title, "role": place.leaders if role == Role.LEADER else ROLE_ON_SLIP[role],
        "username": account.username, "password": password.plain,
    }  # fmt: skip


def slip_place(password: FirstPassword) -> tuple:
    account = password.account
    return account.department is not None, account.department.place if account.department else (), account.username


def day_on_slip(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@sensitive_variables()
def password_slips_pdf(data: dict, on: datetime.date) -> bytes:
    """Return the slips as PDF/A-2a and PDF/UA-1, one page each; raises PaperFailed and PressBusy."""
    paper = paper_to_set(SLIPS_TEMPLATE, data, on, format="pdf", pdf_standards=list(STANDARDS))
    return set_elsewhere(paper | {"forgotten": True})[0]
