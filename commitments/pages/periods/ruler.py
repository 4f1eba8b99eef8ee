"""The year drawn as a ruler of four quarters: days off, days worked to make up, due days. Coordinates only."""

import calendar
import datetime

from ...choices import DayKind
from ...models import Holiday

LEFT, WIDTH = 3, 324
MIDDLE = LEFT + WIDTH / 2
DAY = datetime.timedelta(days=1)


def ruler(year: int, rows: list, today: datetime.date) -> list[dict]:
    """Return the four quarters of the year, each with the places of its months, days and marks."""
    kinds = dict(Holiday.objects.filter(day__year=year).values_list("day", "kind"))
    return [quarter(year, number, kinds, rows, today) for number in range(1, 5)]


def quarter(year: int, number: int, kinds: dict, rows: list, today: datetime.date) -> dict:
    first = datetime.date(year, number * 3 - 2, 1)
    last = datetime.date(year, number * 3, calendar.monthrange(year, number * 3)[1])
    days = [first + n * DAY for n in range((last - first).days + 1)]
    step = WIDTH / len(days)
    places = {day: round(LEFT + n * step, 2) for n, day in enumerate(days)}
    return {
        "number": number, "first": first, "last": last, "step": round(step, 2),
        "months": [(day, place) for day, place in places.items() if day.day == 1],
        "weekends": [place for day, place in places.items() if day.weekday() > 4 and day not in kinds],
        "off": [(day, place) for day, place in places.items() if kinds.get(day) == DayKind.OFF],
        "worked": [(day, place) for day, place in places.items() if kinds.get(day) == DayKind.WORKED],
        "due": [mark(row.period.due, places, step, row.period) for row in rows if row.period.due in places],
        "extended": [mark(day, places, step) for day in extended(rows) if day in places],
        "today": mark(today, places, step) if today in places else None,
    }  # fmt: skip


def mark(day: datetime.date, places: dict, step: float, period=None) -> dict:
    """Return where a day is marked, and on which side of the mark its words stand."""
    x = round(places[day] + step / 2, 2)
    before = x > MIDDLE
    return {"day": day, "x": x, "anchor": "end" if before else "start", "words": x - 5 if before else x + 5,
            "period": period}  # fmt: skip


def extended(rows: list) -> list[datetime.date]:
    """Return the days to which departments were given more time."""
    return sorted({extension.due for row in rows for extension in row.extensions if extension.due > row.period.due})
