"""Planned paths 序时计划: the list of all, and the editor of one with its preview."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now, today
from ...workflow import pathing
from ...workflow.refusals import Stale
from ..as_of import day_asked
from ..attempt import attempt, said_of_each
from ..shortcuts import commitment_or_404, once, plan_or_404, render_part
from .editor import Editor
from .forms import WORDS
from .rows import STANDINGS, rows_of


def index(request, plan, *, notice="", status=200):
    """List every planned path, or those of one standing by `?standing=`; of a past day by `?on=`, to read."""
    plan = plan_or_404(plan)
    on = day_asked(request, plan)
    rows = rows_of(plan, on if on < today() else None)
    chosen = request.GET.get("standing", "")
    counts = {name: sum(row.standing == name for row in rows) for name in STANDINGS}
    shown = [row for row in rows if chosen not in STANDINGS or row.standing == chosen]
    context = {
        "plan": plan, "rows": shown, "all": len(rows), "counts": counts, "chosen": chosen, "notice": notice,
        "may_set": on == today() and pathing.may_set(request.user, plan), "key": uuid.uuid4,
        "ticked": request.POST.getlist("path"),
    }  # fmt: skip
    return render(request, "path/index.html", context, status=status)


def edit(request, plan, code):
    """Show one planned path: to the office as a form, to everyone else, and of a past day, to read."""
    found = paced_or_404(plan, code)
    editor = Editor(found, request.user, day_asked(request, found.plan), request.GET.get("by", ""))
    return page(request, editor)


def page(request, editor: Editor, *, previewed=False, notice="", status=200):
    context = {
        "plan": editor.plan, "commitment": editor.commitment, "editor": editor, "form": editor.form, "today": editor.on,
        "previewed": previewed, "notice": notice, "key": uuid.uuid4,
    }  # fmt: skip
    return render_part(request, "path/edit.html", "effect", context, status=status)


@require_POST
def preview(request, plan, code):
    """Show what the path as typed would do to the lamp; with `shape` its shares are filled in. Stores nothing."""
    editor = editor_of(request, plan, code)
    taken = editor.take(request.POST["shape"]) if "shape" in request.POST else True
    if not taken:
        raise Http404(_("There is no shape of that name."))
    sound = editor.preview is not None
    return page(request, editor, previewed=True, status=200 if sound else 422)


@require_POST
def save(request, plan, code):
    """Set the path, or change it with a reason once the plan is open."""
    editor = editor_of(request, plan, code)
    found, form = editor.commitment, editor.form
    if not form.is_valid():
        return page(request, editor, previewed=True, status=422)
    said = {"reason": form.cleaned_data["reason"], "drawn_from": form.cleaned_data["drawn_from"]}

    def act():
        return {"from": str(pathing.set_path(found, form.points, by=request.user, at=now(), **said).valid_from)}

    missing = said_of_each(WORDS.__getitem__)
    tried = attempt(lambda: once(request, "path_save", act), form=form, missing=missing, changed=words_for)
    if tried.failed:
        kept = editor if tried.status == 422 else redrawn(request, editor)
        return page(request, kept, previewed=True, notice=tried.notice, status=tried.status)
    messages.success(request, _("The planned path of %(code)s counts from %(day)s on.") % {
        "code": found.code, "day": tried.answer["from"],
    })  # fmt: skip
    return redirect("path_edit", editor.plan.key, found.code)


def redrawn(request, editor: Editor) -> Editor:
    """Return the editor with what was typed, on the path that stands now."""
    data = request.POST.copy()
    data["drawn_from"] = editor.seen
    return Editor(editor.commitment, request.user, editor.on, editor.by, data)


def words_for(error: Exception) -> str:
    if isinstance(error, Stale):
        return _("Meanwhile somebody else changed this path. It is drawn below as a thin line; what you typed is kept.")
    return _("The path cannot be changed now: the plan is closed, or the commitment is not judged along a path.")


def editor_of(request, plan, code) -> Editor:
    """Return the editor with what was typed; 403 for everybody but the office."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("Planned paths are set by the supervision office."))
    return Editor(paced_or_404(plan, code), request.user, today(), request.POST.get("by", ""), request.POST)


def paced_or_404(plan, code):
    """Return the commitment; 404 with words when it is not judged along a path."""
    found = commitment_or_404(plan_or_404(plan), code)
    if not pathing.paced_targets(found):
        raise Http404(_("“%(code)s” has no planned path: it is not a quantity that grows over the year.") % {
            "code": code,
        })  # fmt: skip
    return found
