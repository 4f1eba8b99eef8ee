"""The demo's invented joint work: a file in, acts out; see sample_progress for the calendar they join."""

import datetime
from pathlib import Path

import yaml
from django.utils import timezone

from .sample_progress import Act


def joint_acts(path: Path, period: str) -> list[Act]:
    """Return what happens in the sample's joint work, each act with the file's entry, in the order of time."""
    said = yaml.safe_load(path.read_text("utf-8"))
    found = [Act(moment(each["given"]), "delegate", "", "", each) for each in said["delegations"]]
    for each in said["parts"]:
        for what in ("asked", "filed", "taken"):
            if what in each:
                found.append(Act(moment(each[what]), f"part_{what}", each["code"], period, each))
    return sorted(found, key=lambda act: act.at)


def moment(text: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.fromisoformat(text))
