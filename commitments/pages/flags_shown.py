"""What both keys, sign-off and review, should look at before they consent; words are the template's.

The same for both, so that the approver sees whatever the reviewer will see; consenting against it is asked once more.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from ..choices import DataState, Lamp, UpdateState
from ..models import ProgressUpdate, prepared
from ..rules.period import is_stale
from ..workflow.judgement import assessment
from ..workflow.reports import evidence
from ..workflow.reports.plausibility import flags_of_figures, largest_planned
from ..workflow.reports.returns import returns_of
from .report_rows import approved_reports, bring_figures, bring_milestones, bring_targets

FLAG_NAMES = {
    "same_as_returned": _("Same as returned"),
    "fell": _("Figure fell"),
    "tenfold": _("Tenfold jump"),
    "jump": _("Data jump"),
    "increment": _("Perhaps an increment"),
    "far_above": _("Far above target"),
    "no_evidence": _("No evidence"),
    "disagrees": _("Lamps disagree"),
    "stale": _("Old data"),
    "not_comparable": _("Not comparable"),
}


@dataclass(frozen=True)
class ReviewFlag:
    """One thing to look at; `figures` go into its words, in the unit of `indicator` where it is about one."""

    code: str
    figures: dict = field(default_factory=dict)
    indicator: object = None

    @property
    def name(self):
        return FLAG_NAMES[self.code]

    @property
    def mark(self) -> str:
        """What tells it from the other flags of its update."""
        return f"{self.code}-{self.indicator.pk}" if self.indicator else self.code


def flags_digest(flags: list[ReviewFlag]) -> str:
    """Return what a form says to consent against exactly these flags; "" where none stands."""
    return ",".join(sorted(flag.mark for flag in flags))


def flags_to_confirm(request, pk: int) -> list[ReviewFlag]:
    """Return the flags of an update as it stands now, unless the form that was sent consents against these."""
    updates = prepared.models(update_flagged, update=pk)
    bring_flag_sources(updates)
    evidence.load_files(updates, request.user)
    verdicts = assessment.explained_verdicts(updates[0].commitment.plan, updates)
    inner = updates[0].state == UpdateState.SIGNING
    flags = flags_by_update(updates, verdicts, returns_of(updates, inner=inner))[pk]
    return [] if request.POST.get("confirmed", "") == flags_digest(flags) else flags


def update_flagged(*, update):
    return ProgressUpdate.objects.filter(pk=update).select_related("commitment__plan", "period", "corrects")


def bring_flag_sources(updates: list[ProgressUpdate]) -> None:
    """Let the updates bring along what their flags are found in: figures, milestones, their commitments' targets."""
    bring_figures(updates)
    bring_milestones(updates)
    bring_targets([update.commitment for update in updates])


def flags_by_update(updates: list, verdicts: dict, returns: dict) -> dict[int, list[ReviewFlag]]:
    """Return update id → what stands out, of updates with their bring_flag_sources and their files laid out.

    `verdicts` are those of `explained_verdicts`, `returns` those of `returns_of`. A fixed number of queries.
    """
    forerunners = Forerunners(updates)
    return {
        row.pk: [
            *return_flags(returns.get(row.pk, ())),
            *review_flags(row, verdicts[row.pk][0], forerunners.behind(row)),
        ]
        for row in updates
    }


def return_flags(returns) -> list[ReviewFlag]:
    """Return that a report goes round again as it was returned."""
    return [ReviewFlag("same_as_returned")] if any(each.unchanged for each in returns) else []


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
        commitments = sorted({update.commitment_id for update in updates})
        rows = prepared.models(approved_reports, commitments=commitments) if commitments else []
        bring_figures(rows)
        self.standing = {}
        for row in rows:
            self.standing.setdefault(row.commitment_id, {})[row.period] = row

    def behind(self, update: ProgressUpdate) -> list[ProgressUpdate]:
        """Return the updates of earlier periods, the latest first."""
        earlier = self.standing.get(update.commitment_id, {})
        return [row for period, row in reversed(earlier.items()) if period.ends < update.period.ends]
