"""What was approved before each update of the queue: figures only, in a fixed number of queries."""

from django.db.models import Prefetch

from ...models import Observation, ProgressUpdate
from ...workflow.reporting import TEXTS


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
