"""Proposed roles granted or refused, and first passwords given anew; slips are the answer to the act that makes them.

A repeat of the same form finds no slip any more: they are in one answer alone.
"""

import secrets

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now, today
from ...documents.account_words import grant_refusal_words
from ...documents.password_slips import SLIPS_TITLE, password_slips_data, password_slips_pdf
from ...models import User
from ...workflow.accounts import enrolment
from ...workflow.refusals import Incomplete, Stale
from ...workflow.todo.leaving import left_by_each
from ..attempt import attempt
from ..downloads import download
from ..shortcuts import once
from .forms import ReasonForm
from .query import EnrolmentList, require_role
from .views import enrolment_page

# Told to the page that stays open behind the download, so that it can show what is left.
HANDED_COOKIE, HANDED_SECONDS = "slips", 120


def require_decider(request) -> None:
    require_role(request, Role.SECURITY_ADMIN, _("Roles are granted by the security administrator."))


@require_POST
@sensitive_variables()
def enrolment_grant(request):
    """Grant the proposed roles meant, and answer with the slips of those that have no password yet."""
    require_decider(request)
    said = {"by": request.user, "at": now()}

    def act(seen, passwords) -> int:
        return len(enrolment.grant_proposed(seen, passwords, **said))

    def check(accounts) -> dict[str, str]:
        return enrolment.grant_errors(accounts, request.user) | begun_corrections(accounts)

    return hand_out(request, "enrolment_grant", act, check)


def begun_corrections(accounts: list[User]) -> dict[str, str]:
    """Return user name → corrections for accounts that would leave corrections they have begun."""
    left = left_by_each([each for each in accounts if each.role], today())
    return {name: "corrections" for name, waits in left.items() if any(each.personal for each in waits)}


@require_POST
@sensitive_variables()
def enrolment_renew(request):
    """Give new first passwords to accounts nobody signed in with, for a reason, and answer with the slips."""
    require_decider(request)
    form = ReasonForm(request.POST)
    said = {"by": request.user, "at": now(), "reason": form.cleaned_data["reason"] if form.is_valid() else ""}

    def act(seen, passwords) -> int:
        return len(enrolment.renew_first_passwords(seen, passwords, **said))

    def check(accounts) -> dict[str, str]:
        return {} if said["reason"] else {"reason": "required"}

    return hand_out(request, "enrolment_renew", act, check)


@sensitive_variables()
def hand_out(request, name: str, act, check):
    """Make passwords and slips, then act once; answer with the slips, or with why nothing was done.

    They are made before: what cannot be printed is not granted, and nothing is locked while it is hashed and set.
    """
    made = {}

    def handed() -> dict:
        seen = EnrolmentList(request.GET, request.user).meant(request.POST)
        enrolment.check_number(seen)  # before the first of them is hashed, which takes its time
        accounts = list(User.objects.filter(pk__in=seen).select_related("department"))
        if errors := check(accounts):
            raise Incomplete(errors)
        passwords = enrolment.first_passwords(each for each in accounts if not each.has_own_password)
        made["paper"], mark = slips_of(request, passwords), secrets.token_hex(8)
        answer = once(request, name, lambda: {"n": act(seen, passwords), "mark": mark})
        if answer["mark"] != mark:
            raise Stale(None)
        return answer

    tried = attempt(handed, missing=grant_refusal_words, stale=stale_words(), refused=stale_words())
    if tried.failed:
        return enrolment_page(request, notice=tried.notice, status=tried.status)
    return slips_answer(request, tried.answer["n"], made["paper"])


def stale_words() -> str:
    return _("Nothing was done: an account was changed meanwhile, or these slips were handed out already. Look again.")


@sensitive_variables()
def slips_of(request, passwords) -> bytes:
    """Return the slips of the passwords, b"" where there are none."""
    data = password_slips_data(passwords, request.build_absolute_uri("/"), today())
    return password_slips_pdf(data, today()) if passwords else b""


@sensitive_variables()
def slips_answer(request, n: int, paper: bytes):
    """Answer with the slips to take away, or with the list where nobody needed one; the list says what was done."""
    words = ngettext("Done for %(n)d account.", "Done for %(n)d accounts.", n) % {"n": n}
    if not paper:
        messages.success(request, words)
        return redirect("enrolment")
    messages.success(request, f"{words} {_('The slips are in the file that was just saved, and nowhere else.')}")
    answer = download(paper, f"{SLIPS_TITLE}.pdf", "slips")
    answer.set_cookie(
        HANDED_COOKIE, "1", max_age=HANDED_SECONDS, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )
    return answer


@require_POST
def enrolment_refuse(request):
    """Refuse the proposed roles meant, with one reason."""
    require_decider(request)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""

    def act() -> dict:
        seen = EnrolmentList(request.GET, request.user).meant(request.POST)
        return {"n": len(enrolment.refuse_proposed(seen, by=request.user, at=now(), reason=reason))}

    tried = attempt(lambda: once(request, "enrolment_refuse", act), missing=grant_refusal_words,
                    stale=stale_words(), refused=stale_words())  # fmt: skip
    if tried.failed:
        return enrolment_page(request, notice=tried.notice, status=tried.status)
    words = ngettext("%(n)d proposal is refused.", "%(n)d proposals are refused.", tried.answer["n"])
    messages.success(request, words % {"n": tried.answer["n"]})
    return redirect("enrolment")
