"""Grows a demo: more commitments in its one plan, more owed by one department, more entries in the history.

    python -m benchmarks.grown [--commitments 4095] [--owed 200] [--history 1000000]

It runs in the folder of the tree whose database it is; MODE, VAR_DIR and DATABASE_URL name that. `make bench` runs it.
"""

import argparse
import copy
import hashlib
import os
import sys

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "wuchang.settings"

BATCH = 5_000
DEPARTMENT = "JSJ"


def main(arguments=None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grown", description=__doc__.splitlines()[0])
    for name, of_what in (("commitments", "in the plan"), ("owed", f"led by {DEPARTMENT}"), ("history", "entries")):
        parser.add_argument(f"--{name}", type=int, default=0, help=f"how many there shall be {of_what}")
    chosen = parser.parse_args(arguments)
    import django

    django.setup()
    from commitments.models import Department, Plan

    plan = Plan.objects.get(key="wuchang-2024")
    led = list(plan.commitments.led_by(Department.objects.get(code=DEPARTMENT)).in_report_order())
    grow(plan, led, chosen.owed - len(led))
    others = plan.commitments.exclude(assignments__department__code=DEPARTMENT if chosen.owed else "")
    grow(plan, list(others.in_report_order()), chosen.commitments - plan.commitments.count())
    write_history(plan, chosen.history)


def grow(plan, originals: list, more: int) -> None:
    """Copy these commitments of the plan, with everything reported, until there are so many more."""
    for left in range(more, 0, -len(originals)):
        copy_within(plan, originals[:left])


def copy_within(plan, originals: list) -> None:
    """Copy commitments within their plan, each behind all of its paragraph's."""
    from django.db import transaction
    from django.db.models import Max

    from benchmarks.copies import Copy, copy_parts, copy_updates
    from commitments.models import Commitment

    of = {"commitment__in": [each.pk for each in originals]}
    step = (plan.commitments.aggregate(last=Max("order"))["last"] // 1_000 + 1) * 1_000
    with transaction.atomic():
        copied = Copy(plan, f"+{step}")
        copied.rows(Commitment, [moved(each, step) for each in originals])
        copy_parts(copied, of)
        copy_updates(copied, of, returned=0)


def moved(commitment, step: int):
    """Return the commitment under another code and at another place, so many further on."""
    other = copy.copy(commitment)
    front, _dash, last = other.code.rpartition("-")
    other.code, other.order = f"{front}-{int(last) + step}", other.order + step
    return other


def write_history(plan, wanted: int) -> None:
    """Add entries about the plan's reports until there are as many as wanted; each names the one before as its own."""
    from commitments.models import HistoryEntry, ProgressUpdate, User

    rows = list(ProgressUpdate.objects.filter(commitment__plan=plan).values_list("pk", "commitment", "created"))
    actor = User.objects.filter(role="supervisor").earliest("pk")
    shared = {"action": "update_submit", "actor": actor, "actor_name": actor.name, "subject_kind": "progressupdate"}
    have, previous = HistoryEntry.objects.count(), HistoryEntry.objects.order_by("-pk").first().digest
    for start in range(have, wanted, BATCH):
        entries = []
        for number in range(start, min(start + BATCH, wanted)):
            update, commitment, at = rows[number % len(rows)]
            seal = {"previous": previous, "digest": hashlib.sha256(str(number).encode()).hexdigest()}
            about = {"subject": f"第{number}次", "subject_pk": update, "commitment_id": commitment}
            entries.append(HistoryEntry(at=at, recorded=at, **shared, **about, **seal))
            previous = seal["digest"]
        HistoryEntry.objects.bulk_create(entries)


if __name__ == "__main__":
    main()
