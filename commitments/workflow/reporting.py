"""The department's verbs: write, send to sign-off or submit, sign, send back, withdraw, correct."""

from django.db import transaction
from django.db.models import Max

from ..choices import Lamp, Role, UpdateState
from ..models import (
    Commitment,
    Evidence,
    MilestoneReached,
    Observation,
    ProgressUpdate,
    ReportingPeriod,
    TakenBack,
    User,
)
from . import assessment, delegation
from .entering import indicators_entered_at
from .entries import Entry
from .record import record
from .refusals import Incomplete, Refused, Stale

TEXTS = ("narrative", "problems", "help_needed", "next_steps")


@transaction.atomic
def save_draft(
    commitment: Commitment,
    period: ReportingPeriod,
    entry: Entry,
    *,
    by: User,
    version: int | None,
    sample=False,
) -> ProgressUpdate:
    """Store what was typed as the open draft and return it; writes no history.

    `version` is the draft's version the form was drawn from (None for a first draft).
    Raises Refused when `by` may not write here, Stale when the draft has moved on since.
    """
    lock([commitment.pk])
    # The period may have been closed, or the commitment withdrawn, since the request began.
    period.refresh_from_db(fields=["closed"])
    commitment.refresh_from_db(fields=["withdrawn_on"])
    update = ProgressUpdate.objects.filter(commitment=commitment, period=period).order_by("-revision").first()
    if not may_write(commitment, period, update, by):
        raise Refused("save", update.state if update else "")
    if update is None or update.state == UpdateState.RETURNED:
        update = new_revision(commitment, period, by, sample, after=update)
    elif update.version != (version or 0):
        raise Stale(update)
    fill(update, entry)
    return update


def may_write(commitment, period, update, user) -> bool:
    """Whether `user` may write this period's update: its lead's people, while reporting is open.

    A correction is written after the period is closed, too; one begun by the office by its author alone.
    """
    if update is not None and update.state not in UpdateState.unsent():
        return False
    if update is not None and update.by_office:
        return user.has_role(Role.SUPERVISOR) and update.author_id == user.pk and commitment.withdrawn_on is None
    correcting = update is not None and update.corrects_id is not None
    writable = (correcting or period.closed is None) and commitment.withdrawn_on is None
    return writable and user.represents is not None and user.represents == commitment.lead


def new_revision(commitment, period, by, sample=False, after=None) -> ProgressUpdate:
    """Return the next unsaved revision; its version starts at 0 and `fill` makes it 1.

    What follows the returned correction `after` is a correction too, of the same text and for the same reason.
    """
    last = ProgressUpdate.objects.filter(commitment=commitment, period=period).aggregate(last=Max("revision"))["last"]
    kept = {"department": by.represents}
    if after is not None and after.corrects_id:
        kept = {name: getattr(after, name) for name in ("department", "corrects", "correction_reason", "by_office")}
    return ProgressUpdate(
        commitment=commitment, period=period, author=by, cutoff=period.ends, revision=(last or 0) + 1, version=0,
        sample=sample, **kept,
    )  # fmt: skip


def fill(update: ProgressUpdate, entry: Entry) -> None:
    """Write the entry into the draft with its figures and milestones."""
    for name in (*TEXTS, "cutoff", "forecast", "self_lamp"):
        setattr(update, name, getattr(entry, name))
    update.version += 1
    update.save()
    update.observations.all().delete()
    update.milestones_reached.all().delete()
    Observation.objects.bulk_create(
        Observation(update=update, indicator_id=pk, cutoff=update.cutoff, **vars(figure))
        for pk, figure in entry.figures.items()
    )
    MilestoneReached.objects.bulk_create(
        MilestoneReached(update=update, milestone_id=pk, reached=day) for pk, day in entry.reached.items()
    )


def missing_from(update: ProgressUpdate) -> dict[str, str]:
    """Return field → code of everything that must be filled in before the update can be sent."""
    reported = set(update.observations.values_list("indicator", flat=True))
    computed = update.self_lamp if update.self_lamp in Lamp.bad() else assessment.preview(update).lamp
    return lacking(update, reported, indicators_entered_at(update.commitment), computed)


def lacking(update: ProgressUpdate, reported: set, indicators: list, computed: str) -> dict[str, str]:
    """Return what `missing_from` says, from facts at hand: the indicators with and without figures, the computed lamp.

    Problem and next step are required when the department's or the computed lamp is yellow or red.
    """
    missing = {name: "required" for name in ("narrative", "self_lamp") if not getattr(update, name).strip()}
    missing |= {f"figure_{indicator.pk}": "required" for indicator in indicators if indicator.pk not in reported}
    if {update.self_lamp, computed} & set(Lamp.bad()):
        missing |= {name: "explain_lamp" for name in ("problems", "next_steps") if not getattr(update, name).strip()}
    return missing


def send(update: ProgressUpdate, *, by: User, at, version: int | None = None) -> ProgressUpdate:
    """Send a draft on: to the department's approver, or straight to the office where there is none."""
    signed = update.department.has_approver and not update.by_office
    return move(update, "send_to_sign" if signed else "submit", by=by, at=at, version=version)


def sign(update: ProgressUpdate, *, by: User, at, version: int | None = None) -> ProgressUpdate:
    """Sign off an update of the own department; it then awaits the office."""
    return move(update, "sign", by=by, at=at, version=version)


def send_back(update: ProgressUpdate, *, by: User, at, note: str, version: int | None = None) -> ProgressUpdate:
    """Hand an update back to the reporter before the office sees it; `note` says why."""
    if not note.strip():
        raise Incomplete({"note": "required"})
    return move(update, "send_back", by=by, at=at, note=note, version=version)


def withdraw(update: ProgressUpdate, *, by: User, at, version: int | None = None) -> ProgressUpdate:
    """Take an undecided update back as a draft."""
    return move(update, "withdraw", by=by, at=at, version=version)


@transaction.atomic
def move(update: ProgressUpdate, name: str, *, by: User, at, note: str = "", version: int | None = None):
    """Make one move of rules.moves on the locked row, record it, judge again; return the row.

    Raises Refused, Stale or Incomplete, and then nothing has changed.
    """
    update = locked(update, version)
    if name not in update.moves_for(by, at.date()):
        raise Refused(name, update.state)
    if name in ("send_to_sign", "submit", "sign") and (missing := missing_from(update)):
        raise Incomplete(missing)
    before, signed = update.state, {}
    update.advance(name)
    if update.state == UpdateState.SUBMITTED:
        update.submitted_at, update.signed_by = at, by if name == "sign" else None
        update.signed_for = delegation.approver_behind(by, at.date()) if name == "sign" else None
        note, signed = (update.signed_for.name, {"deputy": True}) if update.signed_for else (note, {})
    elif update.state == UpdateState.DRAFT:
        if before == UpdateState.SUBMITTED:
            TakenBack.objects.create(update=update, sent_at=update.submitted_at, back_at=at)
        update.submitted_at = update.signed_by = update.signed_for = None
    update.save()
    record(
        f"update_{name}", update, by=by, at=at, commitment=update.commitment, note=note, sample=update.sample,
        before={"state": before},
        after={"state": update.state, "revision": update.revision} | signed | files_of(update),
    )  # fmt: skip
    assessment.refresh([update.commitment], at.date())
    return update


def files_of(update: ProgressUpdate) -> dict:
    """Return the names and digests of the files an update goes with, for its history entry; nothing without any."""
    named = Evidence.objects.standing().behind(update).named()
    return {"files": named} if named else {}


def lock(commitments) -> None:
    """Let nobody else write reports of these commitments (their pks) until the transaction ends.

    Whoever changes a report waits here first, then for the report's row, then for the history. Who changes many
    locks all of them before the first, in one order: so nobody ever waits in a circle.
    """
    list(Commitment.objects.select_for_update(no_key=True).filter(pk__in=commitments).order_by("pk").values("pk"))


def locked(update: ProgressUpdate, version: int | None) -> ProgressUpdate:
    """Return the row locked for this transaction; raise Stale when it is no longer at `version`.

    Raises Refused when its commitment was withdrawn: its reports stay as they are.
    """
    lock([update.commitment_id])
    related = ProgressUpdate.objects.select_related("commitment__plan", "period", "department")
    fresh = related.select_for_update(of=("self",), no_key=True).get(pk=update.pk)
    if version is not None and fresh.version != version:
        raise Stale(fresh)
    if fresh.commitment.withdrawn_on is not None:
        raise Refused("withdrawn", fresh.state)
    return fresh
