"""What came back of a contribution and was filed again: why, by whom, what it said then, and what was changed since."""

from ...models import Contribution, SentBack, User
from .returns import LastReturn, changes_between, kept_figure, last_return


def contribution_content(contribution: Contribution) -> dict:
    """Return what a contribution says, as JSON keeps it."""
    return {
        "texts": {"text": contribution.text},
        "figures": {str(row.indicator_id): kept_figure(row) for row in contribution.figures.all()},
        "files": {file.sha256: file.name for file in contribution.evidence.all() if file.withdrawn_at is None},
    }


def keep_contribution(contribution: Contribution, *, by: User, at, note: str) -> SentBack:
    """Keep what a contribution says while the lead returns it, before it is written over."""
    said = contribution_content(contribution)
    return SentBack.objects.create(contribution=contribution, by=by, at=at, note=note, said=said)


def contribution_returns(contributions: list[Contribution]) -> dict[int, list[LastReturn]]:
    """Return contribution id → its returns, the newest first; one query, none without contributions.

    The contributions come with figures and files.
    """
    named, found = {each.pk: each for each in contributions}, {}
    rows = SentBack.objects.filter(contribution__in=named).select_related("by").order_by("-pk") if named else ()
    for row in rows:
        changes = changes_between(row.said, contribution_content(named[row.contribution_id]))
        found.setdefault(row.contribution_id, []).append(last_return(row, row.said, changes))
    return found
