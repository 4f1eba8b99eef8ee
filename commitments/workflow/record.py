"""The only writer of history: one entry per act, each sealed with the digest of the one before."""

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from ..models import ACTS, GENESIS, HistoryEntry, Installation, prepared, reference


@transaction.atomic
def record(
    action: str,
    subject: object,
    *,
    at,
    by=None,
    of=None,
    commitment=None,
    before: dict | None = None,
    after: dict | None = None,
    note: str = "",
    approved: bool = False,
    sample: bool = False,
) -> HistoryEntry:
    """Append what `by` did at business time `at` and return the sealed entry.

    `of` is the row the act was about, where `subject` only names it. `approved` marks acts on approved facts, the
    ones an auditor reads. Values in `before` and `after` must be JSON-able: figures as text. Writers wait for one
    another on the installation's row. ValueError for an act that models.ACTS has no words for.
    """
    if action not in ACTS:
        raise ValueError(f"{action!r} has no words in models/acts.py")
    Installation.objects.locked()
    row = subject if isinstance(subject, Model) else of
    entry = HistoryEntry(
        previous=newest_digest(),
        action=action,
        at=at,
        recorded=timezone.now(),
        actor=by,
        actor_name=by.name if by else "",
        commitment=commitment,
        subject=str(subject)[:100],
        **reference(row),
        before=before or {},
        after=after or {},
        note=note,
        approved=approved,
        sample=sample,
    )
    entry.digest = entry.sealed()
    entry.save(force_insert=True)
    return entry


def newest_digest(before=None) -> str:
    """Return the digest of the newest entry (of acts `before` a moment), or the genesis digest where there is none."""
    asked = {"before": before} if before else {}
    return next((digest for (digest,) in prepared.rows(newest_digests, **asked)), GENESIS)


def newest_digests(*, before=None):
    entries = HistoryEntry.objects.filter(at__lt=before) if before else HistoryEntry.objects.all()
    return entries.order_by("-pk").values_list("digest")[:1]


def first_broken_entry() -> HistoryEntry | None:
    """Return the first entry whose seal or link does not hold, or None when the chain is whole."""
    previous = GENESIS
    for entry in HistoryEntry.objects.order_by("pk").iterator():
        if entry.previous != previous or entry.sealed() != entry.digest:
            return entry
        previous = entry.digest
    return None
