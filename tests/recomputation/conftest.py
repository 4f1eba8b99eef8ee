import datetime
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import transaction

from commitments.management.rehearsal import Rehearsal
from commitments.models import Plan, Verdict
from commitments.workflow.judgement.assessment import verdicts_on
from tests.world import TODAY

DATA = "commitments/data/wuchang-2024"
# Days whose verdicts are stored when they end, before anything later has happened.
KEPT = [
    datetime.date.fromisoformat(f"2024-{day}")
    for day in ("04-12", "04-23", "07-10", "07-22", "08-15", "10-14", "10-21")
]
FIELDS = (
    "commitment__code", "lamp", "reason", "attained", "expected", "gap", "ratio", "official", "office_lamp",
    "office_reason", "self_lamp", "last_lamp", "cutoff", "actual", "pending_review", "stale", "provisional",
    "report_days_late", "update_id", "components",
    "foreseen", "worst_miss", "misses", "shares", "year_end", "year_end_provisional",
)  # fmt: skip


def as_stored(plan, day) -> dict:
    """Return code → every column of the day's verdicts, judged and stored if need be."""
    verdicts_on(plan, day)
    return {row[0]: row[1:] for row in Verdict.objects.filter(commitment__plan=plan, on=day).values_list(*FIELDS)}


@pytest.fixture(scope="package")
def rehearsed(django_db_setup, django_db_blocker):
    """Play the whole sample in the order of time; return the plan, and what was stored at the end of some days."""
    kept, waiting = {}, list(KEPT)
    play = Rehearsal.play

    def watched(rehearsal, act):
        while waiting and act.at.astimezone().date() > waiting[0]:
            day = waiting.pop(0)
            kept[day] = as_stored(rehearsal.plan, day)
        play(rehearsal, act)

    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rehearsal, "play", watched)
        call_command("load_plan", DATA, verbosity=0)
        call_command("demo", verbosity=0)
        plan = Plan.objects.get(key="wuchang-2024")
        kept[TODAY] = as_stored(plan, TODAY)
        yield SimpleNamespace(plan=plan, kept=kept)
        transaction.set_rollback(True)
