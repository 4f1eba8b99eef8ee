"""The one order of locks: first the commitments, in the order of their keys, then a report's row, then the history."""

from ...models import Commitment, HeldAct, ProgressUpdate, prepared
from ..refusals import Refused, Stale


def lock_reports(commitments) -> None:
    """Let nobody else write reports of these commitments (their pks) until the transaction ends.

    Whoever changes a report waits here first, then for the report's row, then for the history. Who changes many
    locks all of them before the first, in one order: so nobody ever waits in a circle.
    """
    keys = sorted(set(commitments))
    if keys:
        prepared.rows(commitments_locked, commitments=keys)


def commitments_locked(*, commitments):
    locked = Commitment.objects.select_for_update(no_key=True)
    return locked.filter(pk__in=commitments).order_by("pk").values_list("pk")


def locked_report(update: ProgressUpdate, version: int | None) -> ProgressUpdate:
    """Return the row locked for this transaction; raise Stale when it is no longer at `version`.

    Raises Refused when its commitment was withdrawn: its reports stay as they are; and while an act on it is held
    back ("held"): that is carried out or undone first.
    """
    lock_reports([update.commitment_id])
    fresh = prepared.one(report_locked, update=update.pk)
    if fresh is None:
        raise ProgressUpdate.DoesNotExist(update.pk)
    if version is not None and fresh.version != version:
        raise Stale(fresh)
    if fresh.commitment.withdrawn_on is not None:
        raise Refused("withdrawn", fresh.state)
    if prepared.rows(held_acts_on, update=update.pk):
        raise Refused("held", fresh.state)
    return fresh


def report_locked(*, update):
    related = ProgressUpdate.objects.select_related("commitment__plan", "period", "department")
    return related.select_for_update(of=("self",), no_key=True).filter(pk=update)


def held_acts_on(*, update):
    return HeldAct.objects.pending().filter(update=update).values_list("pk")
