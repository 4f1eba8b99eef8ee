"""Contributions 配合材料: the lead asks supporting departments, they file, it takes over or returns."""

from django.db import transaction

from ...models import Contribution, ContributionFigure, ProgressUpdate, User
from ..record import record
from ..refusals import Incomplete, Refused, Stale
from .contribution_returns import keep_contribution
from .locks import lock_reports
from .takeover import Takeover, figures_wanted, take_into_draft


def newest_update(commitment, period) -> ProgressUpdate | None:
    rows = ProgressUpdate.objects.filter(commitment=commitment, period=period)
    return rows.order_by("-revision").first()


@transaction.atomic
def save_contribution(
    contribution: Contribution, *, text: str, figures: dict, by: User, version: int | None
) -> Contribution:
    """Store the contribution's text and figures (indicator id → entries.Figure) as typed so far; writes no history.

    Raises Refused when the contribution is not open to `by`, Stale when it has moved on since `version`,
    Incomplete (not_wanted) for a figure the lead's report does not hold.
    """
    contribution = locked_contribution(contribution, version)
    permit_contribution(contribution, "file", by)
    wanted = {indicator.pk for indicator in figures_wanted([contribution.commitment])[contribution.commitment_id]}
    if foreign := figures.keys() - wanted:
        raise Incomplete({f"figure_{pk}": "not_wanted" for pk in foreign})
    contribution.text, contribution.version = text, contribution.version + 1
    contribution.save()
    contribution.figures.all().delete()
    names = ("value", "exactness", "finality", "as_typed")
    ContributionFigure.objects.bulk_create(
        ContributionFigure(
            contribution=contribution, indicator_id=pk, **{name: getattr(figure, name) for name in names}
        )
        for pk, figure in figures.items()
    )
    return contribution


def file_contribution(contribution: Contribution, *, by: User, at, version: int | None = None) -> Contribution:
    """Hand the contribution to the lead. Raises Incomplete when it holds neither text nor figure nor file."""
    return move_contribution(contribution, "file", by=by, at=at, version=version)


def withdraw_contribution(contribution: Contribution, *, by: User, at, version: int | None = None) -> Contribution:
    """Take a filed contribution back before the lead has settled it."""
    return move_contribution(contribution, "withdraw", by=by, at=at, version=version)


def cancel_contribution(contribution: Contribution, *, by: User, at, version: int | None = None) -> Contribution:
    """As the lead, ask no longer for a contribution that is still owed; what was typed stays with its department."""
    return move_contribution(contribution, "cancel", by=by, at=at, version=version)


def return_contribution(
    contribution: Contribution, *, by: User, at, reason: str, version: int | None = None
) -> Contribution:
    """As the lead, return a filed contribution; `reason` says what is to be changed."""
    if not reason.strip():
        raise Incomplete({"reason": "required"})
    return move_contribution(contribution, "return", by=by, at=at, note=reason.strip(), version=version)


@transaction.atomic
def take_over_contribution(contribution: Contribution, *, by: User, at, version: int | None = None) -> Takeover:
    """As the lead, put a filed contribution into the draft; return it with the figures that were left as they stood.

    Raises Refused when the report cannot be written now, Incomplete (too_long) when the text does not fit.
    """
    taken = take_into_draft(
        locked_contribution(contribution, version), newest_update(contribution.commitment, contribution.period), by
    )
    taken.contribution = move_contribution(contribution, "take_over", by=by, at=at, version=version)
    return taken


@transaction.atomic
def move_contribution(
    contribution: Contribution, name: str, *, by: User, at, note: str = "", version: int | None = None
) -> Contribution:
    """Make one move of rules.contribution_moves on the locked row and record it; return the row.

    Raises Refused, Stale or Incomplete, and then nothing has changed.
    """
    contribution = locked_contribution(contribution, version)
    permit_contribution(contribution, name, by)
    if name == "file" and not (
        contribution.text.strip() or contribution.figures.exists() or contribution.evidence.standing().exists()
    ):
        raise Incomplete({"text": "required"})
    before = contribution.state
    if name == "return":
        keep_contribution(contribution, by=by, at=at, note=note)
    contribution.advance(name)
    note_move(contribution, name, by, at, note)
    contribution.save()
    record(
        f"part_{name}", contribution, by=by, at=at, commitment=contribution.commitment, note=note,
        sample=contribution.sample,
        before={"state": before}, after={"state": contribution.state},
    )  # fmt: skip
    return contribution


def note_move(contribution: Contribution, name: str, by: User, at, note: str) -> None:
    """Write down who and when, as far as the move has a place for it."""
    if name == "file":
        contribution.filed_by, contribution.filed_at = by, at
        contribution.return_reason, contribution.settled_at = "", None
    elif name in ("take_over", "return"):
        contribution.settled_at, contribution.return_reason = at, note


def permit_contribution(contribution: Contribution, name: str, by: User) -> None:
    if name not in contribution.moves_for(by):
        raise Refused(name, contribution.state)


def locked_contribution(contribution: Contribution, version: int | None) -> Contribution:
    """Return the row locked for this transaction; raise Stale when it is no longer at `version`.

    The commitment is locked before its contributions: whoever asks, files or takes over waits for the other.
    """
    lock_reports([contribution.commitment_id])
    related = Contribution.objects.select_related("commitment__plan", "period", "department")
    fresh = related.select_for_update(of=("self",), no_key=True).get(pk=contribution.pk)
    if version is not None and fresh.version != version:
        raise Stale(fresh)
    if fresh.commitment.withdrawn_on is not None:
        raise Refused("withdrawn", fresh.state)
    return fresh
