"""Send everything that is ready at once, each as it was seen; take back what nobody decided on."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...clock import now
from ...models import ProgressUpdate
from ...workflow import reporting
from ...workflow.refusals import Incomplete, Refused, Stale
from ..attempt import attempt
from ..shortcuts import once, visible_or_404
from .page import address, desk_of


@require_POST
def send_all(request, plan):
    """Send every draft that lacks nothing, at the version shown; what changed meanwhile stays and is named."""
    found = desk_of(request, plan)
    first = once(request, "desk_all", lambda: sent_as_seen(found, seen_in(request), request.user))
    if first["sent"]:
        words = ngettext("%(n)d report sent.", "%(n)d reports sent.", len(first["sent"]))
        messages.success(request, words % {"n": len(first["sent"])})
    if first["left"]:
        words = _("Not sent, because they changed meanwhile: %(codes)s. Look at them and send again.")
        messages.warning(request, words % {"codes": "、".join(first["left"])})
    if not first["sent"] and not first["left"]:
        messages.warning(request, _("Nothing is ready to be sent yet."))
    return redirect("desk", plan)


def seen_in(request) -> dict[str, str]:
    """Return code → version of the items the form showed as ready."""
    pairs = (text.partition("@") for text in request.POST.getlist("seen"))
    return {code: version for code, _at, version in pairs}


def sent_as_seen(found, seen: dict[str, str], user) -> dict:
    """Send what is ready and unchanged; return the codes sent and the codes left."""
    reporting.lock([item.commitment.pk for item in (found.items if found.period else ())])
    ready = {item.commitment.code: item for item in (found.ready if found.period else ())}
    sent = [code for code, item in ready.items() if seen.get(code) == str(item.version) and goes(item.update, user)]
    return {"sent": sent, "left": sorted(seen.keys() - set(sent))[:200]}


def goes(update, user) -> bool:
    """Send one update at its version and say whether it went."""
    try:
        reporting.send(update, by=user, at=now(), version=update.version)
    except (Refused, Stale, Incomplete):
        return False
    return True


@require_POST
def withdraw(request, plan, pk):
    """Take an undecided update back as a draft."""
    found = desk_of(request, plan)
    rows = ProgressUpdate.objects.filter(commitment__plan=found.plan, department=found.department)
    update = visible_or_404(rows.select_related("commitment"), request.user, pk=pk)
    code, version = update.commitment.code, request.POST.get("version", "")
    version = int(version) if version.isdecimal() and len(version) < 10 else -1
    tried = attempt(
        lambda: once(request, "desk_withdraw", lambda: taken_back(update, request.user, version)),
        refused=_("%(code)s was already decided; it cannot be taken back."),
        stale=_("%(code)s changed meanwhile; look at it again."),
    )
    said = messages.error if tried.failed else messages.success
    said(request, (tried.notice or _("%(code)s is a draft again.")) % {"code": code})
    return redirect(address(plan, code))


def taken_back(update, user, version: int) -> dict:
    return {"pk": reporting.withdraw(update, by=user, at=now(), version=version).pk}
