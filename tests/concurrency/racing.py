"""Two at the same moment: real threads, each with its own connection, let go together by a barrier."""

import threading

from django.db import connection, connections

from commitments.models import Paragraph
from commitments.workflow.refusals import Incomplete, Refused, Stale
from tests.world import TEXT, make_commitment

# On PostgreSQL as often as it takes to trust it; SQLite lets one writer in at a time, whatever we do.
ROUNDS = 200 if connection.vendor == "postgresql" else 25
PATIENCE = 30


def race(*acts) -> list:
    """Run every act in a thread of its own, started together; return each one's answer, or the refusal it raised.

    Anything else an act raises fails the test that called.
    """
    barrier, answers = threading.Barrier(len(acts), timeout=PATIENCE), [None] * len(acts)
    threads = [threading.Thread(target=run, args=(barrier, answers, n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    unforeseen = [answer for answer in answers if isinstance(answer, Exception) and not refused(answer)]
    assert unforeseen == []
    return answers


def run(barrier, answers: list, place: int, act) -> None:
    try:
        barrier.wait()
        answers[place] = act()
    except Exception as error:
        answers[place] = error
    finally:
        connections.close_all()


def refused(answer) -> bool:
    """Whether an act was told that somebody else was first."""
    return isinstance(answer, Refused | Stale | Incomplete)


def commitments(cast, number: int) -> list:
    """Return that many qualitative commitments of the cast's department."""
    quotes = [f"完成第{n}项任务" for n in range(1, number + 1)]
    Paragraph.objects.filter(section__plan=cast.plan).update(text=TEXT + "，".join(quotes) + "。")
    made = [(f"4-1-{n + 100}", quote) for n, quote in enumerate(quotes)]
    return [make_commitment(cast.plan, cast.department, code, quote, kind="qualitative") for code, quote in made]
