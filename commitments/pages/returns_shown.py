"""What came back and goes round again, as both sides read it: why, what it said then, what was changed."""

from dataclasses import dataclass

from ..choices import DataState, Finality, Lamp
from ..models import Contribution, Evidence, Indicator, Milestone, ProgressUpdate
from ..rules.differences import differences
from ..workflow.reports.returns import LastReturn, ReportChange


@dataclass(frozen=True)
class ReturnShown:
    """One return with the changes since as (label, runs before, runs now), and the whole text that was returned."""

    last: LastReturn
    rows: list[tuple]
    content: list[tuple]


def returns_shown(returns: list[LastReturn]) -> list[ReturnShown]:
    """Return the returns of one report ready to be read; two queries where there are any."""
    return returns_shown_of({0: returns}).get(0, [])


def returns_shown_of(returns: dict[int, list[LastReturn]]) -> dict[int, list[ReturnShown]]:
    """Return the returns of many under their ids, ready to be read; two queries where there are any."""
    every = [each for rows in returns.values() for each in rows]
    named = ContentNames(every) if every else None
    return {
        pk: [ReturnShown(each, [named.marked(row) for row in each.changes], named.whole(each.said)) for each in rows]
        for pk, rows in returns.items()
    }


class ContentNames:
    """The names of what kept contents speak of."""

    def __init__(self, returns: list[LastReturn]):
        self.indicators = Indicator.objects.in_bulk(keys_of("figures", returns))
        self.milestones = Milestone.objects.in_bulk(keys_of("reached", returns))

    def marked(self, change: ReportChange) -> tuple:
        """Return (label, runs before, runs now) of one change."""
        pair = [self.text(change.part, change.key, side) for side in (change.before, change.now)]
        return self.label(change.part, change.key), *differences(*pair)

    def whole(self, said: dict) -> list[tuple]:
        """Return (label, text) of everything a content says."""
        rows = [(part, key, value) for part, found in said.items() for key, value in found.items()]
        return [(self.label(part, key), self.text(part, key, value)) for part, key, value in rows if value]

    def label(self, part: str, key: str) -> str:
        if part == "files":
            return str(Evidence._meta.verbose_name)
        if part in ("figures", "reached"):
            row = (self.indicators if part == "figures" else self.milestones).get(int(key))
            return (row.name if part == "figures" else str(row)) if row else "—"
        return str((Contribution if key == "text" else ProgressUpdate)._meta.get_field(key).verbose_name)

    def text(self, part: str, key: str, value) -> str:
        if part == "figures":
            return self.figure_text(self.indicators.get(int(key)), value)
        if key == "self_lamp" and value:
            return str(Lamp(value).label)
        return str(value or "")

    def figure_text(self, indicator, said: dict | None) -> str:
        """Return a kept figure with its unit, or what stands instead."""
        if not said:
            return ""
        if said["state"] != DataState.GIVEN:
            return f"{DataState(said['state']).label} {said['expected_on'] or said['typed']}".strip()
        ending = f" {Finality(said['finality']).label}" if said["finality"] == Finality.PROVISIONAL else ""
        return f"{said['value']}{indicator.unit if indicator else ''}{ending}"


def keys_of(part: str, returns: list[LastReturn]) -> set[int]:
    """Return the ids a part of the contents and of their changes speaks of."""
    said = {int(key) for each in returns for key in each.said.get(part, {})}
    return said | {int(row.key) for each in returns for row in each.changes if row.part == part}
