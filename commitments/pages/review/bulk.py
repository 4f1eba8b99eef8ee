"""All that is on track of one department at once: listed first, then each approved by the verb of the single one."""

import re
import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...choices import HeldMove
from ...clock import now
from ...workflow.refusals import Incomplete, Refused, Stale
from ...workflow.reports import locks
from ..held import hold_and_settle
from ..shortcuts import once
from .views import queue_of

# What a ticked box says: the update, the version that was shown, and the code to name it by.
TICK = re.compile(r"(?P<pk>[0-9]{1,11}):(?P<version>[0-9]{1,9}):(?P<code>[0-9-]{1,20})", re.ASCII)


def review_bulk(request, plan, department):
    """List what would be approved; POST approves the ticked ones, each for itself, and names those left."""
    found = queue_of(request, plan)
    group = next((group for group in found.groups if group.department.code == department), None)
    if request.method == "POST":
        return approve_all(request, found, {item.update.pk: item.update for item in (group.plain if group else ())})
    if group is None:
        raise Http404(_("Nothing of this department waits for review."))
    items = [item for item in group.plain if "approve" in item.update.moves_for(request.user)]
    context = {
        "plan": found.plan, "queue": found, "group": group, "items": items, "others": len(group.items) - len(items),
        "key": uuid.uuid4(),
    }  # fmt: skip
    return render(request, "review/bulk.html", context)


def approve_all(request, found, plain: dict):
    """Approve what was ticked and is still on track at the version that was shown; then back to the queue."""
    said = [tick for text in request.POST.getlist("item") if (tick := TICK.fullmatch(text))]
    ticked, codes = [(row["pk"], row["version"]) for row in said], {row["pk"]: row["code"] for row in said}
    answer = once(request, "review_bulk", lambda: approve_each(ticked, plain, request.user))
    done, left = len(answer["done"]), [codes[pk] for pk in answer["left"]]
    if done:
        messages.success(request, ngettext("%(n)d update approved.", "%(n)d updates approved.", done) % {"n": done})
    if left:
        words = _("Left as they were, because they changed or were decided meanwhile: %(codes)s.")
        messages.warning(request, words % {"codes": _(", ").join(left)})
    if not ticked:
        messages.warning(request, _("Nothing was ticked; nothing was approved."))
    return redirect(found.address())


def approve_each(ticked: list, plain: dict, user) -> dict:
    """Approve each of (pk, version), in digits, to be undone together; return the pks done and those left."""
    done, left, press = [], [], uuid.uuid4()
    locks.lock_reports([update.commitment_id for update in plain.values()])
    for pk, version in ticked:
        update = plain.get(int(pk))
        try:
            if update is None:
                raise Refused("approve")
            hold_and_settle(update, HeldMove.APPROVE, by=user, at=now(), version=int(version), press=press)
        except (Refused, Stale, Incomplete):
            left.append(pk)
        else:
            done.append(pk)
    return {"done": done, "left": left}
