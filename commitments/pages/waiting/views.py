"""To do 待办 and the late board 催报: what waits for whom since when, and who owes which report."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from ...clock import today
from ..as_of import as_of_context, day_asked
from ..shortcuts import page_plan_or_404, render_part
from ..tables import PAGE_LENGTH, PagesAsked
from .board import LATE, OWED, STAGES, Board
from .query import VIEWS, TodoList
from .tables import BoardTable, WaitTable


def waiting_list(request, plan):
    """List what waits: for the reader, for their department, or all of it; `?department=` and `?state=` narrow it."""
    if request.user.role not in VIEWS:
        raise PermissionDenied(_("What waits is shown to departments, the supervision office and the leaders."))
    plan = page_plan_or_404(request, plan)
    waiting = TodoList(plan, request.user, today(), request.GET)
    table = WaitTable([wait for wait, _days in waiting.rows], plan, waiting.on, waiting.view)
    table.paginate(PagesAsked, PAGE_LENGTH, request.GET.get("page"))
    context = {"plan": plan, "waiting": waiting, "table": table, "may_chase": may_chase(request.user)}
    return render_part(request, "waiting/page.html", "results", context)


def waiting_late(request, plan):
    """Show the board of the newest period, or of an earlier one by `?period=`; as of a past day by `?on=`."""
    board = permitted_board(request, plan)
    return render(request, "waiting/late.html", {"plan": board.plan, "board": board, "on": board.on})


def waiting_behind(request, plan):
    """List the commitments behind one number of the board: `?stage=`, `?department=`, `?period=`."""
    board = permitted_board(request, plan)
    stage, code = request.GET.get("stage", OWED), request.GET.get("department", "")
    line = next((line for line in board.lines if line.department and line.department.code == code), None)
    if board.period is None or stage not in (OWED, LATE, *STAGES) or (code and line is None):
        raise Http404(_("The board has no list of that name."))
    line = line or board.total
    table = BoardTable(line.of(stage), board.plan, as_of_context(request)["query"])
    table.paginate(PagesAsked, PAGE_LENGTH, request.GET.get("page"))
    context = {"plan": board.plan, "board": board, "line": line, "stage": stage, "table": table}
    return render(request, "waiting/behind.html", context)


def permitted_board(request, key: str) -> Board:
    """Return the board asked for; 403 for those who do not chase."""
    if not may_chase(request.user):
        raise PermissionDenied(_("The late board is for the supervision office and the leaders."))
    plan = page_plan_or_404(request, key)
    return Board(plan, request.GET.get("period", ""), day_asked(request, plan))


def may_chase(user) -> bool:
    return user.sees_district
