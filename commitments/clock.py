"""The one place that knows what day it is; only pages and commands ask, everything else is told."""

import datetime

from django.conf import settings
from django.utils import timezone


def today() -> datetime.date:
    """Return the business day in Asia/Shanghai; in demo mode the pinned one."""
    return settings.PINNED_TODAY or timezone.localdate()


def now() -> datetime.datetime:
    """Return the business time: the present moment, in demo mode at the pinned day."""
    moment = timezone.localtime()
    return datetime.datetime.combine(today(), moment.timetz())
