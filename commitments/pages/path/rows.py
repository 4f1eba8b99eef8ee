"""The list of planned paths: a fixed number of queries, whatever their number."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from ...models import Commitment, Plan, Target
from ...rules.pace import Pace
from ...rules.path import days_of, on_grid
from ...workflow.paths import Path, paced_targets, paths_of, paths_until, seen
from .drawing import Year, sparkline

STANDINGS = ("proposed", "confirmed", "straight")


@dataclass(frozen=True)
class Row:
    """A paced commitment with its path; `shares` are those at the quarter ends, None after its due day."""

    commitment: Commitment
    targets: list[Target]
    paths: list[Path]
    quarters: list[date]

    @property
    def path(self) -> Path | None:
        return self.paths[-1] if self.paths else None

    @property
    def standing(self) -> str:
        return self.path.standing if self.path else "straight"

    @property
    def is_changed(self) -> bool:
        return len(self.paths) > 1

    @property
    def token(self) -> str:
        return f"{self.commitment.code}~{seen(self.commitment, self.paths)}"

    @property
    def pace(self) -> Pace:
        return Pace(self.commitment.plan.starts, self.commitment.due, self.path.points if self.path else ())

    @property
    def shares(self) -> list[Decimal | None]:
        planned = on_grid(self.pace, self.quarters)
        due = self.commitment.due
        return [share if day <= due or share < 100 else None for day, share in zip(self.quarters, planned, strict=True)]

    @property
    def line(self) -> str:
        points = self.pace.points or ((self.commitment.due, Decimal(100)),)
        return sparkline(Year(self.commitment.plan.starts, self.commitment.plan.ends), points)


def rows_of(plan: Plan, past: date | None = None) -> list[Row]:
    """Return the commitments that are judged along a path, in report order, with the paths of a past day if given."""
    targets = Target.objects.select_related("indicator", "baseline").order_by("pk")
    stood = plan.commitments.standing_on(past) if past else plan.commitments.standing()
    found = stood.in_report_order().with_people(past).select_related("plan")
    found = list(found.prefetch_related(Prefetch("targets", targets)))
    paths, quarters = paths_until(paths_of(found), past), days_of(plan.starts, plan.ends, monthly=False)
    rows = [Row(each, paced_targets(each), paths.get(each.pk, []), quarters) for each in found]
    return [row for row in rows if row.targets]
