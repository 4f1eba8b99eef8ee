"""Measures one tree in a process of its own: asked in JSON, a line each, and answers so.

    {"act": "begin", "spot": "autosave"}  →  {"queries": 61, "bytes": 4100, "statuses": [200]}
    {"act": "round"}                      →  {"cpu_ms": 31.2}
    {"act": "end"}                        →  {}

It runs in the tree's folder, with this benchmark on the path; what it measures is imported from the tree.
"""

import datetime
import gc
import json
import logging
import os
import sys
import time
import traceback

WARM_UPS = 3
# A form without a page of its own answer leads back to the page.
ANSWERED = {200, 204, 302}


class Measuring:
    """One spot under way in a house."""

    def __init__(self, house):
        self.house, self.rounds = house, None

    def begin(self, spot: str) -> dict:
        """Warm a spot up; return the queries, the bytes and the statuses of one round."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from benchmarks.against.spots import SPOTS

        self.rounds = SPOTS[spot](self.house)
        for _warm_up in range(WARM_UPS):
            next(self.rounds)()
        act = next(self.rounds)
        with CaptureQueriesContext(connection) as queries:
            answers = listed(act())
            count = len(connection.queries_log) - queries.initial_queries
        statuses = [answer.status_code for answer in answers]
        if not ANSWERED.issuperset(statuses):
            raise ValueError(f"{spot} answered {statuses}")
        return {"queries": count, "bytes": sum(map(size, answers)), "statuses": statuses}

    def round(self) -> dict:
        """Return the CPU milliseconds of one round, garbage collection kept out."""
        act = next(self.rounds)
        gc.collect()
        gc.disable()
        begun = time.process_time()
        act()
        spent = time.process_time() - begun
        gc.enable()
        return {"cpu_ms": spent * 1000}

    def end(self) -> dict:
        """Undo what the spot prepared."""
        if self.rounds:
            self.rounds.close()
        return {}


def listed(answer) -> list:
    return answer if isinstance(answer, list) else [answer]


def size(answer) -> int:
    return len(answer.getvalue())


def opened():
    """Return the house of the tree this runs in, on the day on which its last quarter is owed."""
    sys.path.insert(0, os.getcwd())
    os.environ["DJANGO_SETTINGS_MODULE"] = "wuchang.settings"
    import django

    django.setup()
    from django.conf import settings

    from benchmarks.against.house import DAY, House, open_last_period, stay_connected
    from commitments.models import Plan
    from commitments.workflow.reports import held_acts

    settings.ROOT_URLCONF, settings.PINNED_TODAY = "benchmarks.against.floor", DAY
    # A sign-off and an approval take effect within the request that is measured.
    held_acts.HOLD_TIME = datetime.timedelta(0)
    stay_connected()
    logging.disable(logging.WARNING)
    plan = Plan.objects.get(key="wuchang-2024")
    open_last_period(plan)
    return House(plan)


def main() -> None:
    """Answer until nobody asks any more; what fails is answered with its last lines."""
    answers, sys.stdout = sys.stdout, sys.stderr
    measuring = Measuring(opened())
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        said = json.loads(line)
        try:
            answer = getattr(measuring, said.pop("act"))(**said)
        except Exception:
            answer = {"error": traceback.format_exc(limit=-3)}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
