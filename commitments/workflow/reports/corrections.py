"""Corrections 更正: a new revision of what was approved, with a reason; the approved one stands until it is decided."""

from django.db import transaction

from ...choices import Role, UpdateState
from ...models import HistoryEntry, ProgressUpdate, User
from ..record import record
from ..refusals import Incomplete, Refused, Stale
from .drafts import fill_draft, may_write_report, new_revision, save_draft
from .entries import ReportEntry, entry_of
from .locks import lock_reports, locked_report

# The acts after which others have seen a draft: it is then kept, not deleted.
ACTS_SEEN_BY_OTHERS = ("update_send_to_sign", "update_submit", "update_sign")


@transaction.atomic
def start_correction(update: ProgressUpdate, *, by: User, at, reason: str) -> ProgressUpdate:
    """Begin a correction of the newest approved revision of a period and return its draft, a copy to be changed.

    Possible after the period is closed, too. Raises Refused when it is not open to `by` or another one is under way,
    Incomplete without a reason.
    """
    update = locked_report(update, None)
    if not may_correct(update, by):
        raise Refused("correct", open_revision_state(update) or update.state)
    if not reason.strip():
        raise Incomplete({"reason": "required"})
    draft = new_revision(update.commitment, update.period, by, update.sample)
    draft.department, draft.corrects = update.department, update
    draft.correction_reason, draft.by_office = reason.strip(), by.has_role(Role.SUPERVISOR)
    fill_draft(draft, entry_of(update))
    record(
        "update_correct", draft, by=by, at=at, commitment=draft.commitment, note=draft.correction_reason,
        sample=draft.sample, before={"state": update.state, "revision": update.revision},
        after={"state": draft.state, "revision": draft.revision, "by_office": draft.by_office},
    )  # fmt: skip
    return draft


def may_correct(update: ProgressUpdate, user: User) -> bool:
    """Whether `user` may begin a correction of `update`: it stands, and no other revision is under way."""
    return (
        "correct" in update.moves_for(user) and approved_revision(update) == update and not open_revision_state(update)
    )


def revisions_of(update: ProgressUpdate):
    """Return all revisions of the update's commitment and period, newest first."""
    rows = ProgressUpdate.objects.filter(commitment=update.commitment_id, period=update.period_id)
    return rows.select_related("commitment__plan", "period", "department").order_by("-revision")


def approved_revision(update: ProgressUpdate) -> ProgressUpdate | None:
    """Return the approved revision that counts for the update's period, or None."""
    return revisions_of(update).approved().first()


def open_revision_state(update: ProgressUpdate) -> str:
    """Return the state of the newest revision while nobody has decided on it, else ""."""
    newest = revisions_of(update).first()
    return newest.state if newest and newest.is_open else ""


@transaction.atomic
def save_correction(
    update: ProgressUpdate, entry: ReportEntry, reason: str, *, by: User, version: int
) -> ProgressUpdate:
    """Store what was typed into the draft correction and return it; a returned one gets its next revision.

    Drafts write no history. Raises Refused, Stale when somebody else went on, Incomplete without a reason.
    """
    lock_reports([update.commitment_id])
    newest = revisions_of(update).first()
    if newest != update or newest.version != version:
        raise Stale(newest)
    if not may_write_correction(newest, by):
        raise Refused("save", newest.state)
    if not reason.strip():
        raise Incomplete({"reason": "required"})
    draft = save_draft(update.commitment, update.period, entry, by=by, version=version, sample=newest.sample)
    draft.correction_reason = reason.strip()
    draft.save(update_fields=["correction_reason"])
    return draft


def may_write_correction(update: ProgressUpdate, user: User) -> bool:
    """Whether `user` may write the correction `update`: a draft, or one that was returned and not dropped."""
    dropped = update.state == UpdateState.RETURNED and update.decided_at is None
    return (
        update.corrects_id is not None
        and not dropped
        and may_write_report(update.commitment, update.period, update, user)
    )


@transaction.atomic
def hand_on_correction(update: ProgressUpdate, *, to: User, by: User, at) -> ProgressUpdate:
    """Let another supervisor go on with a correction the office writes, as whose author leaves; return it.

    Raises Refused unless it is still to be written and `to` is another active supervisor.
    """
    update = locked_report(update, None)
    writing = update.by_office and update.state in UpdateState.unsent()
    if not writing or not (to.is_active and to.has_role(Role.SUPERVISOR)) or to.pk == update.author_id:
        raise Refused("hand_on", update.state)
    before, update.author = update.author, to
    update.version += 1
    update.save(update_fields=["author", "version", "saved"])
    record(
        "update_hand_on", update, by=by, at=at, commitment=update.commitment, sample=update.sample,
        before={"author": before.name}, after={"author": to.name},
    )  # fmt: skip
    return update


@transaction.atomic
def drop_correction(update: ProgressUpdate, *, by: User, at, note: str = "", version: int | None = None) -> None:
    """Give a draft correction up; the approved revision stands as if there had been none.

    A draft nobody else has seen is deleted. One that was sent before, or has files of its own, is kept as returned,
    which needs `note`. Raises Refused, Stale or Incomplete.
    """
    update = locked_report(update, version)
    if not may_drop_correction(update, by):
        raise Refused("drop", update.state)
    kept = stays_on_record(update)
    if kept and not note.strip():
        raise Incomplete({"note": "required"})
    before = {"state": update.state, "revision": update.revision}
    record(
        "update_drop", update, by=by, at=at, commitment=update.commitment, note=note.strip(), sample=update.sample,
        before=before, after={"state": UpdateState.RETURNED if kept else None},
    )  # fmt: skip
    if kept:
        update.state, update.return_reason = UpdateState.RETURNED, note.strip()
        update.version += 1
        update.save()
    else:
        update.delete()


def may_drop_correction(update: ProgressUpdate, user: User) -> bool:
    """Whether `user` may give the draft correction up: the department's people, or its author in the office.

    A draft whose author has left the office may be dropped by any supervisor, so that it blocks nobody.
    """
    if update.corrects_id is None or update.state != UpdateState.DRAFT:
        return False
    if not update.by_office:
        return user.represents is not None and user.department_id == update.department_id
    left = not update.author.is_active or not update.author.has_role(Role.SUPERVISOR)
    return user.has_role(Role.SUPERVISOR) and (left or update.author_id == user.pk)


def stays_on_record(update: ProgressUpdate) -> bool:
    """Whether others have seen the draft, or it has files of its own; those of earlier revisions stand anyway."""
    acts = HistoryEntry.objects.about(update).filter(action__in=ACTS_SEEN_BY_OTHERS)
    return acts.exists() or update.evidence.exists()
