"""What every room uses: rows one may see, whole pages or their parts, and a repeat that changes nothing."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from ..models import Plan, Submission, prepared
from ..workflow.refusals import Refused, Stale
from .plan_shown import plan_shown
from .typed import form_digest

COUNTS = "_parts/masthead.html#counts"


def plan_or_404(key: str, user=None) -> Plan:
    """Return the plan of that key, a draft only where `user` may read it; 404 with the same words otherwise."""
    plan = prepared.one(plan_of_key, key=key)
    if plan is None or not plan.is_visible_to(user):
        raise Http404(_("There is no plan “%(key)s”.") % {"key": key})
    return plan


def plan_of_key(*, key):
    return Plan.objects.filter(key=key)


def page_plan_or_404(request, key: str) -> Plan:
    """Like plan_or_404, for a whole page: the plan comes with what the masthead counts, in one query for both."""
    found = None if request.htmx else plan_shown(request.user, key)
    if found is None or found.key != key:
        return plan_or_404(key, request.user)
    request.plan_shown = found
    return found


def one_or_404(queryset, **lookup):
    """Return the one row of `queryset` that fits; 404 with words when there is none."""
    found = queryset.filter(**lookup).first()
    if found is None:
        raise Http404(_("There is nothing here any more, or it was never yours to see."))
    return found


def visible_or_404(rows, user, **lookup):
    """Return the one row of `rows` (a model or queryset with `visible_to`) that `user` may read, else 404."""
    queryset = rows.objects.all() if hasattr(rows, "objects") else rows
    return one_or_404(queryset.visible_to(user), **lookup)


def commitment_or_404(plan: Plan, code: str, on=None):
    """Return the plan's commitment of that code if it stands, or stood on the day `on`; 404 with words otherwise."""
    found = plan.commitments.select_related("plan", "paragraph__section").filter(code=code).first()
    if found is None:
        raise Http404(_("The plan has no commitment “%(code)s”.") % {"code": code})
    if found.withdrawn_on and (on is None or found.withdrawn_on <= on):
        words = _("“%(code)s” was withdrawn on %(day)s (%(reason)s); ask for an earlier day to see it.")
        raise Http404(words % {"code": code, "day": found.withdrawn_on, "reason": found.withdrawn_reason})
    return found


def render_part(request, template: str, part: str, context: dict, status: int = 200):
    """Render the whole page for a browser, the named partial for htmx; behind an act, with what waits since then."""
    is_part = request.htmx and not request.htmx.boosted
    response = render(request, f"{template}#{part}" if is_part else template, context, status=status)
    if is_part and request.method == "POST":
        add_counts(request, response)
    patch_vary_headers(response, ["HX-Request"])
    return response


def add_counts(request, response):
    """Return the answer with what waits in each room now, to be swapped into the masthead."""
    response.write(render_to_string(COUNTS, request=request))
    return response


@transaction.atomic
def once(request, action: str, act, *, apart: bool = False) -> dict:
    """Run `act` (→ a JSON-able answer) the first time the form's key arrives; a repeat gets the first answer.

    A key that served another account or another act is no repeat of this one: 404 with words; unless the act stands
    `apart` from what the same form saves while one types, which may be under way with the same key.
    """
    key = request.POST.get("key", "")
    try:
        key = str(uuid.uuid5(uuid.UUID(key), action)) if apart else key
        first = Submission.objects.begin(Submission(key=key, user=request.user, action=action))
    except (ValueError, ValidationError):
        raise Http404(_("The form has no key; reload the page.")) from None
    sent = Submission.objects.filter(key=key)
    if not first:
        return answer_to_first(sent.select_for_update().get(), request.user, action)
    answer = act()
    sent.update(answer=answer)
    return answer


def answer_to_first(submission, user, action: str) -> dict:
    """Return the answer the key got; 404 with words where it served another account or another act."""
    if (submission.user_id, submission.action) != (user.pk, action):
        raise Http404(_("This form was used for something else already; reload the page."))
    return submission.answer


def once_as_sent(request, action: str, act) -> dict:
    """Like `once`, for a form that is written on; raise Stale when its key was already sent with something else."""
    sent = form_digest(request)
    answer = once(request, action, lambda: act() | {"sent": sent})
    if answer.get("sent") != sent:
        raise Stale(None)
    return answer


def one_of_two(request, action, act) -> dict:
    """Like `once`, for a form with several buttons; raise Refused when its key already did what another one does."""
    answer = once(request, action, lambda: act() | {"did": request.path})
    if answer.get("did") != request.path:
        raise Refused(action)
    return answer
