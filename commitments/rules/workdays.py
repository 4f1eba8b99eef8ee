"""Workdays: weekdays without the holidays, and the weekend days worked to make up for them."""

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Workdays:
    """Holidays on weekdays, and weekend days worked to make up for them."""

    holidays: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        return day in self.makeup or (day.weekday() < 5 and day not in self.holidays)

    def on_or_after(self, day: date) -> date:
        """Return `day` itself when it is worked, else the first workday after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def after(self, day: date, number: int) -> date:
        """Return the workday `number` workdays after `day`; 0 gives `day` itself, worked or not."""
        for _each in range(number):
            day = self.on_or_after(day + ONE_DAY)
        return day

    def between(self, first: date, last: date) -> int:
        """Return how many workdays lie after `first` up to and with `last`; 0 when `last` is not later."""
        return sum(self.is_workday(first + n * ONE_DAY) for n in range(1, (last - first).days + 1))
