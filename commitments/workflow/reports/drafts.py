"""The report a department writes: a draft saved as it stands, and what it lacks before it can be sent."""

from django.db import transaction

from ...choices import Lamp, Role, UpdateState
from ...models import (
    Commitment,
    MilestoneReached,
    Observation,
    ProgressUpdate,
    ReportingPeriod,
    User,
    prepared,
)
from ..judgement import assessment
from ..refusals import Refused, Stale
from .entries import ReportEntry
from .entry_places import indicators_entered_at
from .locks import lock_reports

TEXTS = ("narrative", "problems", "help_needed", "next_steps")


@transaction.atomic
def save_draft(
    commitment: Commitment,
    period: ReportingPeriod,
    entry: ReportEntry,
    *,
    by: User,
    version: int | None,
    sample=False,
    shown: ProgressUpdate | None = None,
) -> ProgressUpdate:
    """Store what was typed as the open draft and return it, with its figures and milestones; writes no history.

    `version` is the draft's version the form was drawn from (None for a first draft), `shown` the draft as the page
    read it: where nobody wrote since, its figures and milestones are not asked for again.
    Raises Refused when `by` may not write here, Stale when the draft has moved on since.
    """
    lock_reports([commitment.pk])
    place = {"commitment": commitment.pk, "period": period.pk}
    # The period may have been closed, or the commitment withdrawn, since the request began.
    [(period.closed, commitment.withdrawn_on)] = prepared.rows(written_into, **place)
    update = prepared.one(newest_revision, **place)
    if not may_write_report(commitment, period, update, by):
        raise Refused("save", update.state if update else "")
    if update is None or update.state == UpdateState.RETURNED:
        update = new_revision(commitment, period, by, sample, after=update)
    elif update.version != (version or 0):
        raise Stale(update)
    fill_draft(update, entry, shown)
    return update


def written_into(*, commitment, period):
    """Return (closed, withdrawn on) of the period and the commitment a report is written for."""
    place = ReportingPeriod.objects.filter(pk=period, plan__commitments=commitment)
    return place.values_list("closed", "plan__commitments__withdrawn_on")


def newest_revision(*, commitment, period):
    rows = ProgressUpdate.objects.filter(commitment=commitment, period=period)
    return rows.select_related("department").order_by("-revision", "pk")[:1]


def may_write_report(commitment, period, update, user) -> bool:
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
    """Return the next unsaved revision; its version starts at 0 and `fill_draft` makes it 1.

    What follows the returned correction `after` is a correction too, of the same text and for the same reason.
    """
    newest = after or prepared.one(newest_revision, commitment=commitment.pk, period=period.pk)
    last = newest.revision if newest else 0
    kept = {"department": by.represents}
    if after is not None and after.corrects_id:
        kept = {name: getattr(after, name) for name in ("department", "corrects", "correction_reason", "by_office")}
    return ProgressUpdate(
        commitment=commitment, period=period, author=by, cutoff=period.ends, revision=last + 1, version=0,
        sample=sample, **kept,
    )  # fmt: skip


def fill_draft(update: ProgressUpdate, entry: ReportEntry, shown: ProgressUpdate | None = None) -> None:
    """Write the entry into the draft with its figures and milestones, and leave them at hand."""
    stored = stored_rows(update, shown)
    for name in (*TEXTS, "cutoff", "forecast", "self_lamp", "data_expected", "return_answer"):
        setattr(update, name, getattr(entry, name))
    update.version += 1
    update.save()
    figures = [
        Observation(update=update, indicator_id=pk, cutoff=update.cutoff, **vars(figure))
        for pk, figure in entry.figures.items()
    ]
    reached = [MilestoneReached(update=update, milestone_id=pk, reached=day) for pk, day in entry.reached.items()]
    for (name, rows), key, new in zip(
        stored.items(), ("indicator_id", "milestone_id"), (figures, reached), strict=True
    ):
        prepared.prefetch([update], name, put_in_place(new, rows, key), "update_id")


def stored_rows(update: ProgressUpdate, shown: ProgressUpdate | None) -> dict[str, list]:
    """Return the figures and the milestones a draft has before it is written; those `shown` if it is still at that
    version, since every save is a new one."""
    if update.pk is None:
        return {"observations": [], "milestones_reached": []}
    if shown and (shown.pk, shown.version) == (update.pk, update.version):
        return {name: list(getattr(shown, name).all()) for name in ("observations", "milestones_reached")}
    asked = {"observations": figures_of, "milestones_reached": milestones_of}
    return {name: prepared.models(rows_of, update=update.pk) for name, rows_of in asked.items()}


def figures_of(*, update):
    return Observation.objects.filter(update=update).order_by("pk")


def milestones_of(*, update):
    return MilestoneReached.objects.filter(update=update).order_by("pk")


def put_in_place(rows: list, stored: list, key: str) -> list:
    """Leave `rows` of one model in the place of those stored, writing only what differs; `key` tells them apart.

    Return them as they are stored, in the order of their keys.
    """
    before, new = {getattr(row, key): row for row in stored}, []
    for row in rows:
        old = before.pop(getattr(row, key), None)
        if old is None:
            new.append(row)
            continue
        row.pk = old.pk
        if not says_the_same(row, old):
            row.save(force_update=True)
    if before:
        type(stored[0]).objects.filter(pk__in=[row.pk for row in before.values()]).delete()
    if new:
        type(new[0]).objects.bulk_create(new)
    return sorted(rows, key=lambda row: row.pk)


def says_the_same(row, other) -> bool:
    """Whether two rows hold the same but for their keys."""
    names = (field.attname for field in row._meta.concrete_fields if not field.primary_key)
    return all(getattr(row, name) == getattr(other, name) for name in names)


def sending_errors(update: ProgressUpdate) -> dict[str, str]:
    """Return field → code of everything that must be filled in before the update can be sent."""
    reported = {indicator for (indicator,) in prepared.rows(indicators_reported, update=update.pk)}
    computed = update.self_lamp if update.self_lamp in Lamp.bad() else assessment.preview_verdict(update).lamp
    return sending_errors_from(update, reported, indicators_entered_at(update.commitment), computed)


def indicators_reported(*, update):
    return Observation.objects.filter(update=update).values_list("indicator").order_by("pk")


def sending_errors_from(update: ProgressUpdate, reported: set, indicators: list, computed: str) -> dict[str, str]:
    """Return what `sending_errors` says, from facts at hand: indicators with and without figures, the computed lamp.

    Problem and next step are required when the department's or the computed lamp is yellow or red. A report whose data
    is not published has no lamp.
    """
    required = ("narrative",) if update.data_expected else ("narrative", "self_lamp")
    missing = {name: "required" for name in required if not getattr(update, name).strip()}
    missing |= {f"figure_{indicator.pk}": "required" for indicator in indicators if indicator.pk not in reported}
    if {update.self_lamp, computed} & set(Lamp.bad()):
        missing |= {name: "explain_lamp" for name in ("problems", "next_steps") if not getattr(update, name).strip()}
    return missing
