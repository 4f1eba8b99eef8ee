"""The demo's invented reports, contributions and corrections: files in, acts in order of time out for a seed."""

import datetime
import itertools
import random
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils import timezone

SAMPLE_SEED = 20241024
LAST_DECISION = datetime.date(2024, 10, 23)
# More time the office gives: plan, day, department, period, what is granted.
EXTENSIONS = (
    (
        "wuchang-2024",
        datetime.date(2024, 10, 16),
        "KJJ",
        "2024-Q3",
        {"due": datetime.date(2024, 10, 25), "reason": "高新技术企业认定数据待省级平台核对，10月24日发布。"},
    ),
)


@dataclass(frozen=True)
class Act:
    """One thing somebody does: submit, give_back, approve or draft; `said` is the file's quarter entry.

    The office's open and close have a period alone; its extend has a department's code.
    """

    at: datetime.datetime
    what: str
    code: str
    period: str
    said: dict


def read_sample(folder: Path) -> list[dict]:
    """Return the entries of every section file: code and quarters, in report order."""
    return [entry for path in sorted(folder.glob("*.yaml")) for entry in yaml.safe_load(path.read_text("utf-8"))]


def read_next_year(path: Path) -> tuple[dict, datetime.datetime]:
    """Return what the office does with next year's draft, and when: the morning after its last decision."""
    morning = LAST_DECISION + datetime.timedelta(days=1)
    return yaml.safe_load(path.read_text("utf-8")), at_clock(morning, 8)


def sample_acts(entries: list[dict], periods: dict, plan: str) -> list[Act]:
    """Return what happens in a plan's sample, in the order of time; `periods` maps Q1… to its reporting periods."""
    dice = random.Random(SAMPLE_SEED)
    found = office_acts(periods, plan)
    for entry in entries:
        for quarter, said in entry["quarters"].items():
            found += quarter_acts(entry["code"], said, periods[quarter], dice)
    return sorted(found, key=lambda act: (act.at, act.code))


def office_acts(periods: dict, plan: str) -> list[Act]:
    """Return the opening of every period that opens by the pinned day; the one before is closed the day before."""
    begun = sorted((p for p in periods.values() if p.opens <= LAST_DECISION), key=lambda period: period.ends)
    opened = [Act(at_clock(period.opens, 8), "open", "", period.code, {}) for period in begun]
    closed = [
        Act(at_clock(after.opens - datetime.timedelta(days=1), 18), "close", "", before.code, {})
        for before, after in itertools.pairwise(begun)
    ]
    codes = {period.code for period in begun}
    granted = [said for key, *said in EXTENSIONS if key == plan and said[2] in codes]
    extended = [Act(at_clock(day, 15), "extend", *said) for day, *said in granted]
    return opened + closed + extended


def at_clock(day: datetime.date, hour: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


def quarter_acts(code: str, said: dict, period, dice) -> list[Act]:
    """Return the acts of one commitment in one period, as its story tells."""
    story = said.get("story", "")
    if story == "missing":
        return []
    sent = moment_in_office_hours(report_day(period, said, dice), dice)
    if story == "draft":
        return [Act(sent, "draft", code, period.code, said)]
    if story == "pending":
        return [Act(sent, "submit", code, period.code, said)]
    if story == "returned":
        back = decision_after(sent, dice)
        return [Act(sent, "submit", code, period.code, said), Act(back, "give_back", code, period.code, said)]
    if story == "resubmitted":
        return resubmission(code, said, period, sent, dice)
    decided = decision_after(sent, dice)
    return [Act(sent, "submit", code, period.code, said), Act(decided, "approve", code, period.code, said)]


def resubmission(code, said, period, sent, dice) -> list[Act]:
    """Return the acts of a report that was sent, returned, mended and approved."""
    first = said | said["first"]
    sent -= datetime.timedelta(days=4)
    back = decision_after(sent, dice)
    again = back + datetime.timedelta(days=1, minutes=dice.randrange(200))
    decided = decision_after(again, dice)
    return [
        Act(sent, "submit", code, period.code, first),
        Act(back, "give_back", code, period.code, said),
        Act(again, "submit", code, period.code, said),
        Act(decided, "approve", code, period.code, said),
    ]


def report_day(period, said: dict, dice) -> datetime.date:
    """Return the day it is reported: within the last twelve days before it is due, or late by so many."""
    if said.get("late"):
        return period.due + datetime.timedelta(days=said["late"])
    return period.due - datetime.timedelta(days=dice.randint(3, 12))


def moment_in_office_hours(day: datetime.date, dice) -> datetime.datetime:
    """Return a moment in office hours of the first workday from `day` on."""
    while day.weekday() > 4:
        day += datetime.timedelta(days=1)
    clock = datetime.time(dice.choice((9, 10, 11, 14, 15, 16)), dice.randrange(60))
    return timezone.make_aware(datetime.datetime.combine(day, clock))


def decision_after(sent: datetime.datetime, dice) -> datetime.datetime:
    """Return when the office decides: one to four days later, at the latest before the pinned day."""
    day = sent.date() + datetime.timedelta(days=dice.randint(1, 4))
    return max(moment_in_office_hours(min(day, LAST_DECISION), dice), sent + datetime.timedelta(minutes=30))


CORRECTION_ACTS = {"begun": "correction_begun", "sent": "correction_sent", "approved": "correction_approved"}


def correction_acts(path: Path, periods: dict) -> list[Act]:
    """Return what happens in the sample's corrections, in the order of time; `periods` maps Q1… to their periods."""
    found = [
        Act(moment_written(each[when]), what, each["code"], periods[each["quarter"]].code, each)
        for each in yaml.safe_load(path.read_text("utf-8"))
        for when, what in CORRECTION_ACTS.items()
        if when in each
    ]
    return sorted(found, key=lambda act: act.at)


def bulletin_acts(path: Path, periods: dict) -> list[Act]:
    """Return the issues of the sample's bulletins and corrections, in the order of time."""
    said = yaml.safe_load(path.read_text("utf-8"))
    return [Act(moment_written(each["issued"]), "issue", "", periods[each["quarter"]].code, each) for each in said]


def contribution_acts(path: Path, period: str) -> list[Act]:
    """Return what happens in the sample's contributions, each act with the file's entry, in the order of time."""
    said = yaml.safe_load(path.read_text("utf-8"))
    found = [Act(moment_written(each["given"]), "delegate", "", "", each) for each in said["delegations"]]
    for each in said["contributions"]:
        for what in ("asked", "filed", "taken"):
            if what in each:
                found.append(Act(moment_written(each[what]), f"contribution_{what}", each["code"], period, each))
    return sorted(found, key=lambda act: act.at)


def moment_written(text: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.fromisoformat(text))
