"""Exact fractions and days of the spreadsheet; nothing here is shared with the product either."""

import calendar
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def half_up(value: Fraction, places: int = 2) -> Fraction:
    scale = 10**places
    whole = (abs(value) * scale * 2 + 1) // 2
    return Fraction(whole if value >= 0 else -whole, scale)


def completion(share: Fraction) -> Fraction:
    """Half up to 0.01, but what is not 0 or 100 stays a hundredth beside it."""
    for bound in (0, 100):
        if share != bound and half_up(share) == bound:
            return Fraction(bound) + Fraction(1 if share > bound else -1, 100)
    return half_up(share)


def axis(day: date) -> Fraction:
    """The end of a day in months."""
    return day.year * 12 + day.month - 1 + Fraction(day.day, calendar.monthrange(day.year, day.month)[1])


def day_of(moment):
    return moment.astimezone(ZONE).date() if moment else None


def number(value):
    return None if value is None else Fraction(value)
