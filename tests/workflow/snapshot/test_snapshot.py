"""Any day can be asked again: what was with the office then, though it was taken back or returned and sent anew."""

import contextlib
import datetime

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from commitments.choices import Lamp, Reason, UpdateState
from commitments.models import TakenBack, Verdict
from commitments.workflow.judgement import assessment
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.reports import corrections, moves, review
from commitments.workflow.snapshot.snapshot import Snapshot
from tests.world import Cast, make_approved, make_update, make_user, moment

FIRST = datetime.date(2024, 10, 10)
DAYS = [FIRST + datetime.timedelta(days=n) for n in range(15)]


@pytest.fixture(scope="module")
def scene():
    """Keep nothing for the next test: one makes a cast for each of its examples."""


def on(cast, day: str) -> Verdict:
    """Return the verdict of a day in October, judged anew."""
    return assessment.judge_commitments(cast.plan, datetime.date.fromisoformat(f"2024-10-{day}"), [cast.commitment])[0]


def report(cast, day: str) -> str:
    return Snapshot(cast.plan, datetime.date.fromisoformat(f"2024-10-{day}"), [cast.commitment]).report(cast.commitment)


def late(cast, *days) -> list[int]:
    return [on(cast, day).report_days_late for day in days]


def sent(cast, day: str, value="6200"):
    update = make_update(cast.commitment, cast.reporter, value=value, problems="偏慢。", next_steps="加快。")
    return moves.send_report(update, by=cast.reporter, at=moment(f"2024-10-{day}"))


@pytest.fixture
def standing(cast):
    """Return the approved report of the second quarter: its lamp stands while the next is under review."""
    return make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-10", value="3500")


def test_what_was_taken_back_was_under_review_on_the_days_between(cast, standing):
    update = sent(cast, "14")
    moves.withdraw_report(update, by=cast.reporter, at=moment("2024-10-17"))
    assert [report(cast, day) for day in ("13", "14", "16")] == ["standing", "pending", "pending"]
    assert [report(cast, day) for day in ("17", "21", "22")] == ["standing", "standing", "missing"]
    assert [on(cast, day).pending_review for day in ("13", "16", "17")] == [False, True, False]
    assert late(cast, "21", "22", "24") == [0, 1, 3]


def test_taken_back_after_the_due_day_it_was_not_late_before(cast, standing):
    update = sent(cast, "21")
    moves.withdraw_report(update, by=cast.reporter, at=moment("2024-10-23"))
    assert [report(cast, day) for day in ("20", "21", "22", "23")] == ["standing", "pending", "pending", "missing"]
    assert late(cast, "21", "22", "23", "24") == [0, 0, 2, 3]
    assert on(cast, "22").lamp == Lamp.GREEN
    assert (on(cast, "23").lamp, on(cast, "23").reason) == (Lamp.GREY, Reason.NOT_REPORTED)


def test_sent_late_taken_back_and_sent_again(cast):
    update = sent(cast, "23")
    update = moves.withdraw_report(update, by=cast.reporter, at=moment("2024-10-25"))
    update = moves.send_report(update, by=cast.reporter, at=moment("2024-10-28"))
    review.approve_report(update, by=cast.supervisor, at=moment("2024-10-30"))
    days = ("22", "23", "24", "25", "27", "28", "29", "30")
    assert late(cast, *days) == [1, 0, 0, 4, 6, 0, 0, 0]
    assert [report(cast, day) for day in days] == [
        "missing",
        *["pending"] * 2,
        *["missing"] * 2,
        *["pending"] * 2,
        "approved",
    ]


def test_taken_back_twice_leaves_two_times(cast, standing):
    update = sent(cast, "11")
    for back, again in (("12", "14"), ("16", "18")):
        update = moves.withdraw_report(update, by=cast.reporter, at=moment(f"2024-10-{back}"))
        update = moves.send_report(update, by=cast.reporter, at=moment(f"2024-10-{again}"))
    assert [report(cast, str(day)) for day in range(10, 19)] == [
        "standing", "pending", "standing", "standing", "pending", "pending", "standing", "standing", "pending",
    ]  # fmt: skip
    assert TakenBack.objects.count() == 2


def test_sent_and_taken_back_on_one_day_was_never_there_at_its_end(cast, standing):
    update = sent(cast, "15")
    moves.withdraw_report(update, by=cast.reporter, at=moment("2024-10-15", "16:00"))
    assert {report(cast, day) for day in ("14", "15", "16")} == {"standing"}


def test_a_returned_one_is_grey_until_it_is_sent_again(cast, standing):
    update = sent(cast, "18")
    review.return_report(update, by=cast.supervisor, at=moment("2024-10-22"), reason="口径不符。")
    again = sent(cast, "25", value="6000")
    days = ("21", "22", "24", "25", "26")
    assert [report(cast, day) for day in days] == ["pending", "returned", "returned", "pending", "pending"]
    assert (on(cast, "24").lamp, on(cast, "24").reason) == (Lamp.GREY, Reason.RETURNED)
    assert late(cast, *days) == [0] * 5
    moves.withdraw_report(again, by=cast.reporter, at=moment("2024-10-28"))
    assert [report(cast, day) for day in ("24", "25", "27", "28")] == ["returned", "pending", "pending", "returned"]


def test_a_correction_taken_back_and_dropped_was_under_review(cast):
    approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-17"), reason="漏报。")
    update = moves.send_report(draft, by=cast.reporter, at=moment("2024-10-17"))
    update = moves.withdraw_report(update, by=cast.reporter, at=moment("2024-10-19"))
    corrections.drop_correction(update, by=cast.reporter, at=moment("2024-10-20"), note="不再更正。")
    assert [report(cast, day) for day in ("16", "17", "18", "19", "20")] == [
        "approved", "pending", "pending", "approved", "approved",
    ]  # fmt: skip


def test_what_never_reached_the_office_leaves_no_time(cast, standing):
    approver = cast.with_approver()
    update = sent(cast, "15")
    assert update.state == UpdateState.SIGNING
    moves.withdraw_report(update, by=cast.reporter, at=moment("2024-10-17"))
    assert not TakenBack.objects.exists()
    update = moves.send_report(update, by=cast.reporter, at=moment("2024-10-18"))
    update = moves.sign_report(update, by=approver, at=moment("2024-10-19"))
    moves.withdraw_report(update, by=cast.reporter, at=moment("2024-10-21"))
    assert [report(cast, day) for day in ("18", "19", "20", "21")] == ["standing", "pending", "pending", "standing"]


def test_the_pages_of_a_past_day_say_so(cast, standing, client):
    update = sent(cast, "14")
    moves.withdraw_report(update, by=cast.reporter, at=moment("2024-10-23"))
    client.force_login(cast.leader)
    address = reverse("commitment", args=["wuchang-2024", cast.commitment.code])
    verdict = {day: client.get(address, {"on": f"2024-10-{day}"}).context["verdict"] for day in ("22", "23")}
    assert (verdict["22"].pending_review, verdict["22"].report_days_late) == (True, 0)
    assert (verdict["23"].pending_review, verdict["23"].report_days_late) == (False, 2)
    overview = reverse("overview", args=["wuchang-2024"])
    reported = {
        day: client.get(overview, {"on": f"2024-10-{day}"}).context["standing"].reported for day in ("22", "23")
    }
    assert reported == {"22": 1, "23": 0}


ACTS = {
    "write": lambda cast, update, at: make_update(cast.commitment, cast.reporter, value="6200"),
    "send": lambda cast, update, at: moves.send_report(update, by=cast.reporter, at=at),
    "sign": lambda cast, update, at: moves.sign_report(update, by=cast.approver, at=at),
    "withdraw": lambda cast, update, at: moves.withdraw_report(update, by=cast.reporter, at=at),
    "return": lambda cast, update, at: review.return_report(update, by=cast.supervisor, at=at, reason="请补充。"),
    "approve": lambda cast, update, at: review.approve_report(update, by=cast.supervisor, at=at),
    "correct": lambda cast, update, at: corrections.start_correction(update, by=cast.reporter, at=at, reason="漏报。"),
    "drop": lambda cast, update, at: corrections.drop_correction(update, by=cast.reporter, at=at, note="不再更正。"),
}
SEVERAL = st.lists(st.sampled_from(sorted(ACTS)), max_size=4)


@pytest.mark.django_db
@settings(max_examples=15, phases=[Phase.explicit, Phase.generate])
@given(story=st.lists(SEVERAL, min_size=len(DAYS), max_size=len(DAYS)), signed=st.booleans())
def test_whatever_is_done_every_day_stays_what_it_was(story, signed):
    with transaction.atomic():
        cast, seen = Cast(), {}
        cast.approver = make_user("ivan", "approver", cast.department if signed else cast.other)
        for day, names in zip(DAYS, story, strict=True):
            for name in names:
                attempt(name, cast, moment(str(day)))
            seen[day] = told(cast, day)
        assert {day: told(cast, day) for day in DAYS} == seen
        transaction.set_rollback(True)


def attempt(name: str, cast, at) -> None:
    """Do what may be done with the newest report; what may not changes nothing."""
    update = cast.commitment.updates.order_by("-revision").first()
    if update is None and name != "write":
        return
    with contextlib.suppress(Refused, Incomplete, Stale), transaction.atomic():
        ACTS[name](cast, update, at)


def told(cast, day) -> tuple:
    verdict = assessment.judge_commitments(cast.plan, day, [cast.commitment])[0]
    return verdict.lamp, verdict.reason, verdict.pending_review, verdict.report_days_late, verdict.actual
