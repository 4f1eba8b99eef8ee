"""The ways to begin a plan in this room: from nothing, from last year's, from a report's file, from its data files."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...clock import now
from ...documents.plan_uploads import read_plan_uploads
from ...workflow.office import plan_loading
from ...workflow.planning import beginning, continuation
from ...workflow.refusals import Incomplete
from ..attempt import attempt, said_of_each
from ..brought_reports import NO_PART, enter_report
from ..shortcuts import once
from .forms import NewPlanForm
from .query import plans_page, require_office

# Where one goes on with a new draft, by the way it was begun; else at its checklist.
NEXT_ROOMS = {"table": "breakdown", "report": "reading"}
BEGINNING_WORDS = {
    "taken": gettext_lazy("There is already a plan of this year at this level."),
    "range": gettext_lazy("A plan's year lies between 2000 and 2099."),
    "unknown": gettext_lazy("Choose one of the levels."),
    "required": gettext_lazy("Give the plan a name."),
    "earlier": gettext_lazy("Choose the plan that goes on."),
    "no_part": NO_PART,
}


@require_POST
def plans_new(request):
    """Begin a plan from nothing or from another one, once; or answer with what is wrong and the typed text kept."""
    require_office(request)
    way = request.POST.get("way")
    form = NewPlanForm(request.POST, request.FILES if way == "report" else None)
    if not form.is_valid():
        return plans_page(request, form, status=422)
    begin = BEGINNINGS.get(way, begin_empty)
    tried = attempt(
        lambda: once(request, "plans_new", lambda: begin(form, request.user)), form=form,
        missing=said_of_each(BEGINNING_WORDS.__getitem__), refused=_("This plan cannot be carried on."),
    )  # fmt: skip
    if tried.failed:
        return plans_page(request, form, notice=tried.notice, status=tried.status)
    messages.success(request, _("The draft is made; only the supervision office sees it."))
    return redirect(NEXT_ROOMS.get(way, "plans_checklist"), tried.answer["key"])


def begin_empty(form, user) -> dict:
    return {"key": beginning.begin_plan(form.new_plan(), by=user, at=now()).key}


def begin_next(form, user) -> dict:
    """Carry another plan on; raises Incomplete where none was chosen."""
    earlier = form.cleaned_data["earlier"]
    if earlier is None:
        raise Incomplete({"earlier": "earlier"})
    return {"key": continuation.continue_plan(earlier, form.new_plan(), by=user, at=now()).key}


def begin_reading(form, user) -> dict:
    """Begin a plan with the text of the report's file in it, or without one where none was chosen."""
    plan, text = beginning.begin_plan(form.new_plan(), by=user, at=now()), form.cleaned_data["report"]
    try:
        enter_report(plan, text, user) if text else None
    except Incomplete as error:
        raise Incomplete({"report": error.fields["text"]}) from None
    return {"key": plan.key}


BEGINNINGS = {"last_year": begin_next, "report": begin_reading}


@require_POST
def plans_files(request):
    """Load a plan's data files into a draft, all or nothing; or say line by line what is wrong with them."""
    require_office(request)
    files, refusals = read_plan_uploads(request.FILES.getlist("files"))
    if refusals:
        return plans_page(request, NewPlanForm(), refusals=refusals, status=422)
    try:
        answer = once(request, "plans_files", lambda: load_once(files, request.user))
    except plan_loading.AdditionsUnasked:
        words = _("The plan is past its draft; nothing was added to it.")
        return plans_page(request, NewPlanForm(), refusals=[words], status=409)
    messages.success(request, _("%(n)d rows were taken in; what stood already was kept.") % {"n": answer["created"]})
    return redirect("plans_checklist", answer["key"])


def load_once(files, user) -> dict:
    plan, report = plan_loading.load_plan_files(files, now(), by=user)
    return {"key": plan.key, "created": report.created.total()}
