"""The office's verbs: approve an update, or return it with a reason."""

from django.db import transaction

from ...choices import UpdateState
from ...models import Observation, ProgressUpdate, User, prepared
from ..judgement import assessment, figures_followed
from ..record import record
from ..refusals import Incomplete, Refused
from .locks import locked_report


@transaction.atomic
def approve_report(
    update: ProgressUpdate,
    *,
    by: User,
    at,
    version: int | None = None,
    office_lamp: str = "",
    office_reason: str = "",
) -> ProgressUpdate:
    """Approve a submitted update; from then on it is frozen and its figures count.

    Approving confirms the department's lamp unless the office sets its own, which needs a reason.
    Raises Refused when it is not open to `by`, Stale when it has moved on, Incomplete without the reason.
    """
    update = locked_report(update, version)
    check_approval(update, by, office_lamp, office_reason)
    update.office_lamp, update.office_reason = office_lamp, office_reason.strip() if office_lamp else ""
    drafts = figures_followed.locked_drafts()
    decide_report(update, "approve", by, at)
    figures_followed.follow_figures(update, drafts, by=by, at=at)
    return update


@transaction.atomic
def return_report(update: ProgressUpdate, *, by: User, at, reason: str, version: int | None = None) -> ProgressUpdate:
    """Return a submitted update with a reason; the department then writes the next revision."""
    update = locked_report(update, version)
    permit_review(update, "return", by)
    if not reason.strip():
        raise Incomplete({"reason": "required"})
    update.return_reason = reason.strip()
    decide_report(update, "return", by, at)
    return update


def check_approval(update: ProgressUpdate, by: User, office_lamp: str, office_reason: str) -> None:
    """Raise what stands against approving: Refused, or Incomplete without the reason for the office's lamp."""
    permit_review(update, "approve", by)
    if office_lamp and not office_reason.strip():
        raise Incomplete({"office_reason": "required"})


def permit_review(update: ProgressUpdate, name: str, by: User) -> None:
    if name not in update.moves_for(by):
        raise Refused(name, update.state)


def decide_report(update: ProgressUpdate, name: str, by: User, at) -> None:
    """Store the decision, record it and judge again everything it touches."""
    before = update.state
    update.advance(name)
    update.decided_by, update.decided_at = by, at
    update.save()
    record(
        f"update_{name}", update, by=by, at=at, commitment=update.commitment, sample=update.sample,
        before={"state": before}, after=decision_facts(update), note=update.return_reason or update.office_reason,
        approved=update.state == UpdateState.APPROVED,
    )  # fmt: skip
    assessment.refresh([update.commitment], at.date())


def decision_facts(update: ProgressUpdate) -> dict:
    """Return what was decided on, figures as text."""
    given = prepared.rows(figures_given, update=update.pk)
    figures = {indicator: str(value) for indicator, value in given}
    return {
        "state": update.state, "revision": update.revision, "figures": figures,
        "self_lamp": update.self_lamp, "office_lamp": update.office_lamp,
    }  # fmt: skip


def figures_given(*, update):
    given = Observation.objects.filter(update=update, value__isnull=False)
    return given.order_by("indicator", "cutoff", "pk").values_list("indicator__name", "value")
