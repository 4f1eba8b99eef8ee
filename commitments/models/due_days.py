"""When reports fall due: the one place that reads extensions."""

import datetime
from collections.abc import Iterable


class DueDays:
    """The due days of departments as known on a day.

    `extensions` are rows of Extension of the periods asked for. The newest one granted by the day counts, and never
    takes time away: a period's due day that was moved beyond it holds for everybody.
    """

    def __init__(self, extensions: Iterable, on: datetime.date):
        granted = sorted((row for row in extensions if row.valid_from <= on), key=lambda row: row.pk)
        self.granted = {(row.period_id, row.department_id): row.due for row in granted}

    def of(self, period, department: int | None) -> datetime.date:
        """Return the day the reports of a department (its id; None for nobody) fall due in the period."""
        return max(self.granted.get((period.pk, department), period.due), period.due)
