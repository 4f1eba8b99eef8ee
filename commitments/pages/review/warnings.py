"""What the office should look at before it approves: codes with figures, words are the template's."""

from dataclasses import dataclass, field

from ...choices import DataState, Lamp
from ...rules.period import is_stale
from ...workflow.doubting import doubts_about, promised


@dataclass(frozen=True)
class Warning:
    """One thing to look at; `figures` go into its words, in the unit of `indicator` where it is about one."""

    code: str
    figures: dict = field(default_factory=dict)
    indicator: object = None


def warnings(update, verdict, behind: list) -> list[Warning]:
    """Return what stands out in `update`, whose `files` are laid out.

    `behind` are the approved updates of earlier periods, the latest first.
    """
    found = list(jumps(update, behind))
    if verdict.lamp == Lamp.DONE and all(file.withdrawn_at for file in update.files):
        found.append(Warning("no_evidence"))
    if update.self_lamp and verdict.lamp not in (Lamp.GREY, update.self_lamp):
        found.append(Warning("disagrees", {"own": update.self_lamp, "computed": verdict.lamp}))
    if is_stale(update.cutoff, update.period.ends):
        found.append(Warning("stale", {"cutoff": update.cutoff}))
    rows = update.observations.all()
    return found + [
        Warning("not_comparable", indicator=r.indicator) for r in rows if r.state == DataState.NOT_COMPARABLE
    ]


def jumps(update, behind: list):
    """Yield the warnings of every indicator the update gives a figure for; its commitment's targets are at hand."""
    for doubt in doubts_about(update.observations.all(), behind, promised(update.commitment.targets.all())):
        yield Warning(doubt.code, doubt.figures, doubt.figures["indicator"])
