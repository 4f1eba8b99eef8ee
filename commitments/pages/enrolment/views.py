"""The room of accounts 账号: what is proposed, what was given out; and a table of accounts brought and written."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now
from ...documents.accounts_table import ACCOUNT_HEADS, ROLE_HEADS
from ...workflow.accounts.bulk_import import CHANGE, CREATE, REFUSE, import_accounts
from ...workflow.refusals import Incomplete
from ..attempt import attempt
from ..shortcuts import once
from .forms import BringAccountsForm, ReasonForm
from .query import EnrolmentList, ReadAccounts, require_role


def enrolment(request):
    """List the proposed accounts, for both administrators; one brings tables, the other decides."""
    if not request.user.is_administrator:
        raise PermissionDenied(_("Accounts are kept by the system and the security administrator."))
    return enrolment_page(request)


def enrolment_page(request, bring=None, *, notice="", status=200):
    found, said = EnrolmentList(request.GET, request.user), request.POST if request.method == "POST" else None
    context = {
        "found": found, "page": found.page, "bring": bring or BringAccountsForm(), "notice": notice, "key": uuid.uuid4,
        "reason": ReasonForm(said), "renew": ReasonForm(said, auto_id="renew_%s"), "query": request.GET.urlencode(),
        "brings": request.user.has_role(Role.SYSTEM_ADMIN), "decides": request.user.has_role(Role.SECURITY_ADMIN),
        "ticked": request.POST.getlist("a"), "heads": "、".join(ACCOUNT_HEADS.values()), "roles": "、".join(ROLE_HEADS),
    }  # fmt: skip
    return render(request, "enrolment/index.html", context, status=status)


@require_POST
def enrolment_look(request):
    """Show what a table of accounts would do, line by line; nothing is written."""
    require_role(request, Role.SYSTEM_ADMIN, _("Tables of accounts are brought by the system administrator."))
    form = BringAccountsForm(request.POST, request.FILES)
    if not form.is_valid():
        return enrolment_page(request, form, status=422)
    read = ReadAccounts(form.cleaned_data["pasted"])
    if not read.rows:
        form.add_error(None, " ".join(read.error_words) or _("The table has no line below its heads."))
        return enrolment_page(request, form, status=422)
    return look_page(request, read)


def look_page(request, read: ReadAccounts, *, notice="", status=200):
    context = {"read": read, "counts": read.counts, "notice": notice, "key": uuid.uuid4}
    return render(request, "enrolment/look.html", context, status=status)


@require_POST
def enrolment_write(request):
    """Propose every account of the table as it was shown, once; or none, with the reason."""
    require_role(request, Role.SYSTEM_ADMIN, _("Tables of accounts are brought by the system administrator."))
    form = BringAccountsForm(request.POST)
    if not form.is_valid():
        return enrolment_page(request, form, status=422)
    text, seen = form.cleaned_data["pasted"], form.cleaned_data["seen"]
    tried = attempt(
        lambda: once(request, "enrolment_write", lambda: write_once(text, seen, request.user)),
        missing=lambda fields: _("Nothing was written: mend the lines that are refused."),
        stale=_("Accounts were changed since this was shown; nothing was written. Look at it again."),
    )  # fmt: skip
    if tried.failed:
        return look_page(request, ReadAccounts(text), notice=tried.notice, status=tried.status)
    n = tried.answer["n"]
    words = ngettext("%(n)d account is proposed or changed.", "%(n)d accounts are proposed or changed.", n)
    messages.success(request, words % {"n": n})
    return redirect("enrolment")


def write_once(text: str, seen: str, user) -> dict:
    """Write the table if it does what was seen of it; raises Incomplete where a line of it is refused."""
    read = ReadAccounts(text)
    if not seen or read.counts[REFUSE]:
        raise Incomplete({"table": "refused"})
    done = import_accounts(read.rows, by=user, at=now(), seen=seen)
    return {"n": sum(each.outcome in (CREATE, CHANGE) for each in done)}
