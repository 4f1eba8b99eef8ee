"""A report's moves inside its department: sent to sign-off or to the office, signed, sent back, withdrawn."""

from django.db import transaction

from ...choices import UpdateState
from ...models import Evidence, ProgressUpdate, TakenBack, User, named_file, prepared
from ..judgement import assessment
from ..record import record
from ..refusals import Incomplete, Refused
from . import delegation
from .drafts import sending_errors
from .locks import locked_report
from .returns import answer_errors, keep_sent_back


@transaction.atomic
def move_report(update: ProgressUpdate, name: str, *, by: User, at, note: str = "", version: int | None = None):
    """Make one move of rules.update_moves on the locked row, record it, judge again; return the row.

    Raises Refused, Stale or Incomplete, and then nothing has changed.
    """
    update = locked_report(update, version)
    check_move(update, name, by, at)
    before, signed = update.state, {}
    update.advance(name)
    if update.state == UpdateState.SUBMITTED:
        update.submitted_at, update.signed_by = at, by if name == "sign" else None
        update.signed_for = delegation.approver_signed_for(by, at.date()) if name == "sign" else None
        note, signed = (update.signed_for.name, {"deputy": True}) if update.signed_for else (note, {})
    elif update.state == UpdateState.DRAFT:
        if before == UpdateState.SUBMITTED:
            TakenBack.objects.create(update=update, sent_at=update.submitted_at, back_at=at)
        if name == "send_back":
            keep_sent_back(update, by=by, at=at, note=note)
            update.return_answer = ""
        update.submitted_at = update.signed_by = update.signed_for = None
    update.save()
    record(
        f"update_{name}", update, by=by, at=at, commitment=update.commitment, note=note, sample=update.sample,
        before={"state": before},
        after={"state": update.state, "revision": update.revision} | signed | files_sent(update),
    )  # fmt: skip
    assessment.refresh([update.commitment], at.date())
    return update


def check_move(update: ProgressUpdate, name: str, by: User, at) -> None:
    """Raise what stands against the move: Refused, or Incomplete for what must be filled in before it goes on."""
    if name not in update.moves_for(by, at.date()):
        raise Refused(name, update.state)
    missing = sending_errors(update) if name in ("send_to_sign", "submit", "sign") else {}
    missing |= answer_errors(update) if name in ("send_to_sign", "submit") else {}
    if missing:
        raise Incomplete(missing)


def send_report(update: ProgressUpdate, *, by: User, at, version: int | None = None) -> ProgressUpdate:
    """Send a draft on: to the department's approver, or straight to the office where there is none."""
    signed = update.department.has_approver and not update.by_office
    return move_report(update, "send_to_sign" if signed else "submit", by=by, at=at, version=version)


def sign_report(update: ProgressUpdate, *, by: User, at, version: int | None = None) -> ProgressUpdate:
    """Sign off an update of the own department; it then awaits the office."""
    return move_report(update, "sign", by=by, at=at, version=version)


def send_report_back(update: ProgressUpdate, *, by: User, at, note: str, version: int | None = None) -> ProgressUpdate:
    """Hand an update back to the reporter before the office sees it; `note` says why."""
    if not note.strip():
        raise Incomplete({"note": "required"})
    return move_report(update, "send_back", by=by, at=at, note=note, version=version)


def withdraw_report(update: ProgressUpdate, *, by: User, at, version: int | None = None) -> ProgressUpdate:
    """Take an undecided update back as a draft."""
    return move_report(update, "withdraw", by=by, at=at, version=version)


def files_sent(update: ProgressUpdate) -> dict:
    """Return the names and digests of the files an update goes with, for its history entry; nothing without any."""
    named = prepared.rows(
        files_behind, commitment=update.commitment_id, period=update.period_id, revision=update.revision
    )
    return {"files": [named_file(*file) for file in named]} if named else {}


def files_behind(*, commitment, period, revision):
    report = ProgressUpdate(commitment_id=commitment, period_id=period, revision=revision)
    return Evidence.objects.standing().behind(report).values_list("name", "sha256")
