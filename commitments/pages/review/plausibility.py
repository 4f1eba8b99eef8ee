"""What the office should look at before it approves, beside what was approved before; words are the template's."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from ...choices import DataState, Lamp
from ...models import Observation, ProgressUpdate
from ...rules.period import is_stale
from ...workflow.reports.drafts import TEXTS
from ...workflow.reports.plausibility import flags_of_figures, largest_planned


@dataclass(frozen=True)
class ReviewFlag:
    """One thing to look at; `figures` go into its words, in the unit of `indicator` where it is about one."""

    code: str
    figures: dict = field(default_factory=dict)
    indicator: object = None


def review_flags(update, verdict, behind: list) -> list[ReviewFlag]:
    """Return what stands out in `update`, whose `files` are laid out.

    `behind` are the approved updates of earlier periods, the latest first.
    """
    found = list(jump_flags(update, behind))
    if verdict.lamp == Lamp.DONE and all(file.withdrawn_at for file in update.files):
        found.append(ReviewFlag("no_evidence"))
    if update.self_lamp and verdict.lamp not in (Lamp.GREY, update.self_lamp):
        found.append(ReviewFlag("disagrees", {"own": update.self_lamp, "computed": verdict.lamp}))
    if is_stale(update.cutoff, update.period.ends):
        found.append(ReviewFlag("stale", {"cutoff": update.cutoff}))
    rows = update.observations.all()
    return found + [
        ReviewFlag("not_comparable", indicator=r.indicator) for r in rows if r.state == DataState.NOT_COMPARABLE
    ]


def jump_flags(update, behind: list):
    """Yield the flags of every indicator the update gives a figure for; its commitment's targets are at hand."""
    for flag in flags_of_figures(update.observations.all(), behind, largest_planned(update.commitment.targets.all())):
        yield ReviewFlag(flag.code, flag.figures, flag.figures["indicator"])


class Forerunners:
    """The approved updates of the queue's commitments, the standing revision of each period."""

    def __init__(self, updates: list[ProgressUpdate]):
        figures = Prefetch("observations", Observation.objects.select_related("indicator"))
        rows = ProgressUpdate.objects.approved().filter(commitment__in={update.commitment_id for update in updates})
        rows = rows.defer(*TEXTS).select_related("period").prefetch_related(figures)
        self.standing = {}
        for row in rows.order_by("period__ends", "revision"):
            self.standing.setdefault(row.commitment_id, {})[row.period] = row

    def behind(self, update: ProgressUpdate) -> list[ProgressUpdate]:
        """Return the updates of earlier periods, the latest first."""
        earlier = self.standing.get(update.commitment_id, {})
        return [row for period, row in reversed(earlier.items()) if period.ends < update.period.ends]
