"""The demo's invented corrections: a file in, acts out; see sample_progress for the calendar they join."""

from pathlib import Path

import yaml

from .sample_joint import moment
from .sample_progress import Act

WHAT = {"begun": "correction_begun", "sent": "correction_sent", "approved": "correction_approved"}


def correction_acts(path: Path, periods: dict) -> list[Act]:
    """Return what happens in the sample's corrections, in the order of time; `periods` maps Q1… to their periods."""
    found = [
        Act(moment(each[when]), what, each["code"], periods[each["quarter"]].code, each)
        for each in yaml.safe_load(path.read_text("utf-8"))
        for when, what in WHAT.items()
        if when in each
    ]
    return sorted(found, key=lambda act: act.at)
