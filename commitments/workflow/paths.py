"""The planned paths of commitments as they were decided on, one after another: read, told apart, compared."""

import datetime
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from ..choices import Measured, Standing
from ..models import Commitment, HistoryEntry, TrajectoryPoint
from .readings import measure_of


@dataclass(frozen=True)
class Path:
    """One planned path: (day, cumulative share in percent) in order, counting from `valid_from` on."""

    points: tuple[tuple[datetime.date, Decimal], ...]
    standing: str
    valid_from: datetime.date
    revision: int

    @property
    def is_proposed(self) -> bool:
        return self.standing == Standing.PROPOSED

    @property
    def order(self) -> tuple:
        return self.valid_from, self.revision


def paths_of(commitments) -> dict[int, list[Path]]:
    """Return commitment id → its paths, the oldest first; one query for all (rows or ids)."""
    groups = defaultdict(lambda: defaultdict(list))
    for row in TrajectoryPoint.objects.filter(commitment__in=commitments).order_by("at"):
        groups[row.commitment_id][row.valid_from, row.revision].append(row)
    return {pk: [path_from(rows) for _order, rows in sorted(sets.items())] for pk, sets in groups.items()}


def paths_until(paths: dict[int, list[Path]], past: datetime.date | None) -> dict[int, list[Path]]:
    """Return the paths decided on by a past day; without one all, also those that count from a day to come."""
    return {pk: [path for path in rows if not past or path.valid_from <= past] for pk, rows in paths.items()}


def path_from(rows: list[TrajectoryPoint]) -> Path:
    first = rows[0]
    return Path(tuple((row.at, row.share) for row in rows), first.standing, first.valid_from, first.revision)


def path_on(paths: list[Path], on: datetime.date) -> Path | None:
    """Return the path in force on a day, None where progress is expected straight."""
    return next((path for path in reversed(paths) if path.valid_from <= on), None)


def seen(commitment: Commitment, paths: list[Path]) -> str:
    """Return what a form was drawn from: changes with every path, its standing and the due day."""
    told = [(str(path.order), path.standing, [(str(day), str(share)) for day, share in path.points]) for path in paths]
    return hashlib.sha256(f"{commitment.due} {told}".encode()).hexdigest()[:16]


def paced_targets(commitment: Commitment) -> list:
    """Return the observed targets that are judged along the path; rates, limits and counts of milestones are not."""
    rows = commitment.targets.all()
    return [
        row for row in rows if row.measured == Measured.OBSERVED and measure_of(row, commitment.kind).is_paced
    ]  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A path that took another's place while the plan was open: from which day on, why, and by whom."""

    path: Path
    before: Path | None
    reason: str
    by: str


def changes_of(commitment: Commitment, paths: list[Path], on: datetime.date) -> list[Change]:
    """Return the changes in force by a day, the oldest first, each with the reason its history entry keeps."""
    known = [path for path in paths if path.valid_from <= on]
    entries = HistoryEntry.objects.filter(commitment=commitment, action="path_change").order_by("pk")
    told = {(entry.after["valid_from"], entry.after["revision"]): entry for entry in entries} if known else {}
    found = []
    for place, path in enumerate(known):
        if entry := told.get((str(path.valid_from), path.revision)):
            found.append(Change(path, known[place - 1] if place else None, entry.note, entry.actor_name))
    return found
