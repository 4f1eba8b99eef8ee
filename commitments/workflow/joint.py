"""Joint work: the lead asks supporting departments for parts of a report; they file, it takes over or returns."""

import datetime

from django.db import transaction

from ..choices import PartState
from ..models import Commitment, Part, PartFigure, ProgressUpdate, ReportingPeriod, User
from ..rules.part_moves import latest_due
from .parts_taken import TakenOver, figures_wanted, take_into_draft
from .record import record
from .refusals import Incomplete, Refused, Stale
from .reporting import lock, may_write

__all__ = ["TakenOver", "ask", "cancel", "figures_wanted", "file", "give_back", "save", "take_over", "withdraw"]


@transaction.atomic
def ask(
    commitment: Commitment,
    period: ReportingPeriod,
    *,
    departments: list,
    wanted: str,
    due: datetime.date,
    by: User,
    at,
    sample=False,
) -> list[Part]:
    """Ask departments that take part in the commitment for their parts; return these. One entry in the history.

    Raises Refused unless `by` is of the lead and may write the period's report, Incomplete with field → code:
    departments (required, not_assigned, already_asked), wanted (required), due (past, too_late).
    """
    lock([commitment.pk])
    update = newest(commitment, period)
    if not may_write(commitment, period, update, by) or period.opened is None:
        raise Refused("ask", update.state if update else "")
    standing = {part.department_id: part for part in Part.objects.filter(commitment=commitment, period=period)}
    last = latest_due(period.due_for(by.represents, at.date()), at.date())
    if wrong := objections(commitment, standing, departments, wanted, due, (at.date(), last)):
        raise Incomplete(wrong)
    parts = [standing.get(each.pk) or Part(version=0) for each in departments]
    for part, department in zip(parts, departments, strict=True):
        part.commitment, part.period, part.department, part.sample = commitment, period, department, sample
        part.state, part.wanted, part.due, part.return_reason = PartState.ASKED, wanted.strip(), due, ""
        part.asked_by, part.asked_at, part.version = by, at, part.version + 1
        part.save()
    names = [department.short_name for department in departments]
    record(
        "part_ask", f"{commitment.code} {period.code}", by=by, at=at, commitment=commitment, note=wanted.strip(),
        after={"departments": names, "due": str(due)}, sample=sample,
    )  # fmt: skip
    return parts


def objections(commitment, standing: dict, departments: list, wanted: str, due, days: tuple) -> dict[str, str]:
    """Return field → code of what stands against asking; `days` are the first and the last day it may be due."""
    wrong = {}
    taking_part = {duty.department_id for duty in commitment.current_duties} - {commitment.lead.pk}
    asked = {pk for pk, part in standing.items() if part.state not in PartState.settled()}
    if not departments:
        wrong["departments"] = "required"
    elif not {each.pk for each in departments} <= taking_part:
        wrong["departments"] = "not_assigned"
    elif {each.pk for each in departments} & asked:
        wrong["departments"] = "already_asked"
    if not wanted.strip():
        wrong["wanted"] = "required"
    if not days[0] <= due <= days[1]:
        wrong["due"] = "past" if due < days[0] else "too_late"
    return wrong


def newest(commitment, period) -> ProgressUpdate | None:
    rows = ProgressUpdate.objects.filter(commitment=commitment, period=period)
    return rows.order_by("-revision").first()


@transaction.atomic
def save(part: Part, *, text: str, figures: dict, by: User, version: int | None) -> Part:
    """Store the part's text and figures (indicator id → entries.Figure) as typed so far; writes no history.

    Raises Refused when the part is not open to `by`, Stale when it has moved on since `version`,
    Incomplete (not_wanted) for a figure the lead's report does not hold.
    """
    part = locked(part, version)
    permit(part, "file", by)
    wanted = {indicator.pk for indicator in figures_wanted([part.commitment])[part.commitment_id]}
    if foreign := figures.keys() - wanted:
        raise Incomplete({f"figure_{pk}": "not_wanted" for pk in foreign})
    part.text, part.version = text, part.version + 1
    part.save()
    part.figures.all().delete()
    names = ("value", "exactness", "finality", "as_typed")
    PartFigure.objects.bulk_create(
        PartFigure(part=part, indicator_id=pk, **{name: getattr(figure, name) for name in names})
        for pk, figure in figures.items()
    )
    return part


def file(part: Part, *, by: User, at, version: int | None = None) -> Part:
    """Hand the part to the lead. Raises Incomplete when it holds neither text nor figure nor file."""
    return move(part, "file", by=by, at=at, version=version)


def withdraw(part: Part, *, by: User, at, version: int | None = None) -> Part:
    """Take a filed part back before the lead has settled it."""
    return move(part, "withdraw", by=by, at=at, version=version)


def cancel(part: Part, *, by: User, at, version: int | None = None) -> Part:
    """As the lead, ask no longer for a part that is still owed; what was typed stays with its department."""
    return move(part, "cancel", by=by, at=at, version=version)


def give_back(part: Part, *, by: User, at, reason: str, version: int | None = None) -> Part:
    """As the lead, return a filed part; `reason` says what is to be changed."""
    if not reason.strip():
        raise Incomplete({"reason": "required"})
    return move(part, "return", by=by, at=at, note=reason.strip(), version=version)


@transaction.atomic
def take_over(part: Part, *, by: User, at, version: int | None = None) -> TakenOver:
    """As the lead, put a filed part into the report's draft; return it with the figures that were left as they stood.

    Raises Refused when the report cannot be written now, Incomplete (too_long) when the text does not fit.
    """
    taken = take_into_draft(locked(part, version), newest(part.commitment, part.period), by)
    taken.part = move(part, "take_over", by=by, at=at, version=version)
    return taken


@transaction.atomic
def move(part: Part, name: str, *, by: User, at, note: str = "", version: int | None = None) -> Part:
    """Make one move of rules.part_moves on the locked row and record it; return the row.

    Raises Refused, Stale or Incomplete, and then nothing has changed.
    """
    part = locked(part, version)
    permit(part, name, by)
    if name == "file" and not (part.text.strip() or part.figures.exists() or part.evidence.standing().exists()):
        raise Incomplete({"text": "required"})
    before = part.state
    part.advance(name)
    stamp(part, name, by, at, note)
    part.save()
    record(
        f"part_{name}", part, by=by, at=at, commitment=part.commitment, note=note, sample=part.sample,
        before={"state": before}, after={"state": part.state},
    )  # fmt: skip
    return part


def stamp(part: Part, name: str, by: User, at, note: str) -> None:
    """Write down who and when, as far as the move has a place for it."""
    if name == "file":
        part.filed_by, part.filed_at, part.return_reason, part.settled_at = by, at, "", None
    elif name in ("take_over", "return"):
        part.settled_at, part.return_reason = at, note


def permit(part: Part, name: str, by: User) -> None:
    if name not in part.moves_for(by):
        raise Refused(name, part.state)


def locked(part: Part, version: int | None) -> Part:
    """Return the row locked for this transaction; raise Stale when it is no longer at `version`.

    The commitment is locked before its parts: whoever asks, files or takes over waits for the other.
    """
    lock([part.commitment_id])
    related = Part.objects.select_related("commitment__plan", "period", "department")
    fresh = related.select_for_update(of=("self",), no_key=True).get(pk=part.pk)
    if version is not None and fresh.version != version:
        raise Stale(fresh)
    if fresh.commitment.withdrawn_on is not None:
        raise Refused("withdrawn", fresh.state)
    return fresh
