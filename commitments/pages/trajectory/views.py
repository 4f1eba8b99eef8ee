"""Trajectories 序时计划: the list of all, the editor of one with its preview, and confirming what is proposed."""

import uuid
from collections import Counter
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now, today
from ...workflow.office import trajectory_changes
from ...workflow.refusals import Stale
from ..as_of import as_of_context, day_asked
from ..attempt import attempt, said_of_each
from ..shortcuts import commitment_or_404, once, page_plan_or_404, plan_or_404, render_part
from ..tables import PAGE_LENGTH, PagedRows, PagesAsked
from .editor import TrajectoryEditor
from .forms import TRAJECTORY_ERRORS
from .query import STANDINGS, trajectory_lines, trajectory_rows
from .tables import TrajectoryTable


def trajectory_list(request, plan, *, notice="", status=200):
    """List every trajectory, or those of one standing by `?standing=`; of a past day by `?on=`, to read."""
    plan = page_plan_or_404(request, plan)
    on = day_asked(request, plan)
    past, chosen = on if on < today() else None, request.GET.get("standing", "")
    lines = trajectory_lines(plan, past)
    shown = [line for line in lines if chosen not in STANDINGS or line.standing == chosen]
    may_set = on == today() and trajectory_changes.may_set_trajectory(request.user, plan)
    ticks = {"may_set": may_set, "ticked": request.POST.getlist("trajectory")}
    rows = PagedRows(shown, partial(trajectory_rows, plan, past))
    table = TrajectoryTable(rows, plan, as_of_context(request)["query"], **ticks)
    table.paginate(PagesAsked, PAGE_LENGTH, request.GET.get("page"))
    counts = Counter(line.standing for line in lines)
    context = {
        "plan": plan, "table": table, "all": len(lines), "counts": {name: counts[name] for name in STANDINGS},
        "chosen": chosen, "notice": notice, "may_set": may_set, "key": uuid.uuid4,
    }  # fmt: skip
    return render(request, "trajectory/index.html", context, status=status)


def trajectory_edit(request, plan, code):
    """Show one trajectory: to the office as a form, to everyone else, and of a past day, to read."""
    found = paced_or_404(request.user, plan, code)
    editor = TrajectoryEditor(found, request.user, day_asked(request, found.plan), request.GET.get("by", ""))
    return editor_page(request, editor)


def editor_page(request, editor: TrajectoryEditor, *, previewed=False, notice="", status=200):
    context = {
        "plan": editor.plan, "commitment": editor.commitment, "editor": editor, "form": editor.form, "today": editor.on,
        "previewed": previewed, "notice": notice, "key": uuid.uuid4,
    }  # fmt: skip
    return render_part(request, "trajectory/edit.html", "effect", context, status=status)


@require_POST
def trajectory_preview(request, plan, code):
    """Show what the trajectory as typed would do to the lamp; with `shape` its shares are filled in. Stores nothing."""
    editor = editor_of(request, plan, code)
    taken = editor.take(request.POST["shape"]) if "shape" in request.POST else True
    if not taken:
        raise Http404(_("There is no shape of that name."))
    sound = editor.preview is not None
    return editor_page(request, editor, previewed=True, status=200 if sound else 422)


@require_POST
def trajectory_save(request, plan, code):
    """Set the trajectory, or change it with a reason once the plan is open."""
    editor = editor_of(request, plan, code)
    found, form = editor.commitment, editor.form
    if not form.is_valid():
        return editor_page(request, editor, previewed=True, status=422)
    said = {"reason": form.cleaned_data["reason"], "version": form.cleaned_data["version"]}

    def act():
        return {
            "from": str(
                trajectory_changes.set_trajectory(found, form.points, by=request.user, at=now(), **said).valid_from
            )
        }

    missing = said_of_each(TRAJECTORY_ERRORS.__getitem__)
    tried = attempt(lambda: once(request, "trajectory_save", act), form=form, missing=missing, changed=refusal_words)
    if tried.failed:
        kept = editor if tried.status == 422 else redrawn(request, editor)
        return editor_page(request, kept, previewed=True, notice=tried.notice, status=tried.status)
    messages.success(request, _("The planned path of %(code)s counts from %(day)s on.") % {
        "code": found.code, "day": tried.answer["from"],
    })  # fmt: skip
    return redirect("trajectory_edit", editor.plan.key, found.code)


def redrawn(request, editor: TrajectoryEditor) -> TrajectoryEditor:
    """Return the editor with what was typed, on the trajectory that stands now."""
    data = request.POST.copy()
    data["version"] = editor.version
    return TrajectoryEditor(editor.commitment, request.user, editor.on, editor.by, data)


def refusal_words(error: Exception) -> str:
    if isinstance(error, Stale):
        return _("Meanwhile somebody else changed this path. It is drawn below as a thin line; what you typed is kept.")
    return _("The path cannot be changed now: the plan is closed, or the commitment is not judged along a path.")


def editor_of(request, plan, code) -> TrajectoryEditor:
    """Return the editor with what was typed; 403 for everybody but the office."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("Planned paths are set by the supervision office."))
    return TrajectoryEditor(
        paced_or_404(request.user, plan, code), request.user, today(), request.POST.get("by", ""), request.POST
    )


def paced_or_404(user, plan, code):
    """Return the commitment; 404 with words when it is not judged along a trajectory."""
    found = commitment_or_404(plan_or_404(plan, user), code)
    if not trajectory_changes.paced_targets(found):
        raise Http404(_("“%(code)s” has no planned path: it is not a quantity that grows over the year.") % {
            "code": code,
        })  # fmt: skip
    return found


MOST_TICKED = 1000


@require_POST
def trajectory_confirm(request, plan):
    """Confirm the ticked trajectories as they were seen: all of them or none."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("Planned paths are confirmed by the supervision office."))
    plan = plan_or_404(plan, request.user)
    shown = (value for value in request.POST.getlist("trajectory")[:MOST_TICKED] if value.isprintable())
    ticked = dict(value.partition("~")[::2] for value in shown)
    found = {row: ticked[row.code] for row in plan.commitments.standing().filter(code__in=ticked)}
    changed = _("The path of %(code)s was changed meanwhile; nothing was confirmed. Look at it, then confirm again.")
    tried = attempt(
        lambda: once(
            request,
            "trajectory_confirm",
            lambda: {"n": trajectory_changes.confirm_trajectories(found, by=request.user, at=now())},
        ),
        missing=_("Tick the proposed paths you want to confirm."),
        stale=lambda error: changed % {"code": error.current.code},
        refused=_("These paths cannot be confirmed now: the plan is closed, or one is no longer judged along a path."),
    )
    if tried.failed:
        return trajectory_list(request, plan.key, notice=tried.notice, status=tried.status)
    confirmed = ngettext("%(n)d path confirmed.", "%(n)d paths confirmed.", tried.answer["n"])
    messages.success(request, confirmed % tried.answer)
    one = next(iter(found)).code if len(found) == 1 and "one" in request.POST else None
    return redirect("trajectory_edit", plan.key, one) if one else redirect("trajectory", plan.key)
