"""Trajectories: freely set in a draft, replaced with a reason once the plan is open, confirmed, never backdated."""

import datetime
from decimal import Decimal

import pytest

from commitments.choices import Kind, Lamp, PlanState
from commitments.models import HistoryEntry, TrajectoryPoint, Verdict
from commitments.workflow.judgement import assessment
from commitments.workflow.office import trajectory_changes
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.snapshot.trajectories import changes_in_force, trajectories_of, trajectory_version
from tests.world import TODAY, make_approved, make_commitment, make_target, moment, quarter_points

LINEAR = quarter_points(25, 50, 75, 100)
LATER = quarter_points(0, 20, 60, 100)


@pytest.fixture
def draft(cast):
    cast.plan.state = PlanState.DRAFT
    cast.plan.save()
    return cast


@pytest.fixture
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    return cast


def change(cast, points=LATER, at="2024-10-22", by=None, reason="配电网改造延期，区政府专题会议定。", **more):
    return trajectory_changes.set_trajectory(
        cast.commitment, points, by=by or cast.supervisor, at=moment(at), reason=reason, **more
    )  # fmt: skip


def confirm(cast, token=None, by=None):
    return trajectory_changes.confirm_trajectories({cast.commitment: token}, by=by or cast.supervisor, at=moment())


def on(cast, day=TODAY):
    day = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    return assessment.verdicts_on(cast.plan, day)[cast.commitment.pk]


def trajectories(cast):
    return trajectories_of([cast.commitment.pk])[cast.commitment.pk]


def test_in_a_draft_a_trajectory_is_rewritten_and_proposed_until_confirmed(draft):
    path = change(draft, LINEAR, reason="")
    assert (path.standing, path.valid_from, trajectories(draft)) == ("proposed", draft.plan.starts, [path])
    assert confirm(draft) == 1
    assert [each.standing for each in trajectories(draft)] == ["confirmed"]


def test_a_rewritten_trajectory_is_proposed_again(draft):
    confirm(draft)
    assert change(draft, LINEAR, reason="").is_proposed


def test_a_commitment_without_points_gets_some(draft):
    draft.commitment.trajectory.all().delete()
    assert change(draft, LINEAR).points == LINEAR


def test_a_change_counts_from_its_day_and_past_days_stay(reported):
    before = {day: on(reported, day).expected for day in ("2024-10-21", "2024-10-22")}
    change(reported)
    # 62 % of what was due by September: 70 % then, 60 % now
    assert [str(on(reported, day).expected) for day in ("2024-10-21", "2024-10-22", "2024-10-24")] == [
        "70.00", "60.00", "60.00",
    ]  # fmt: skip
    assert str(before["2024-10-22"]) == "70.00"
    assert Verdict.objects.get(commitment=reported.commitment, on="2024-10-21").expected == before["2024-10-21"]


def test_the_old_points_stay_beside_the_new_ones(cast):
    change(cast)
    old, new = trajectories(cast)
    assert (old.points, new.points) == (quarter_points(10, 35, 70, 100), LATER)
    assert (new.standing, new.valid_from, new.revision) == ("confirmed", datetime.date(2024, 10, 22), 1)


def test_a_second_change_of_one_day_counts_and_keeps_the_first(reported):
    change(reported)
    change(reported, LINEAR, reason="更正录入错误。")
    assert [path.revision for path in trajectories(reported)] == [1, 1, 2]
    assert str(on(reported, "2024-10-22").expected) == "75.00"


def test_a_change_before_the_plan_begins_counts_from_its_first_day(cast):
    path = change(cast, at="2023-12-28")
    assert (path.valid_from, path.revision) == (cast.plan.starts, 2)
    assert trajectories(cast)[-1].points == LATER


def test_lamps_are_judged_again(reported):
    assert on(reported).lamp == Lamp.GREEN
    change(reported, quarter_points(10, 60, 95, 100))
    # 62 % against 95 %
    assert (on(reported).lamp, str(on(reported).gap)) == (Lamp.RED, "-33.00")


def test_one_change_leaves_one_entry_with_before_and_after(cast):
    change(cast)
    entry = HistoryEntry.objects.get()
    assert (entry.action, entry.note, entry.approved) == ("path_change", "配电网改造延期，区政府专题会议定。", True)
    assert entry.before["points"]["2024-06-30"] == "35.00"
    assert entry.after["points"]["2024-06-30"] == "20"
    assert (entry.after["valid_from"], entry.after["revision"]) == ("2024-10-22", 1)


def test_a_change_is_told_with_its_reason_from_its_day_on(cast):
    change(cast)
    (told,) = changes_in_force(cast.commitment, trajectories(cast), TODAY)
    assert (told.reason[:5], told.by, told.before.points[0][1]) == ("配电网改造", "carol", 10)
    assert changes_in_force(cast.commitment, trajectories(cast), datetime.date(2024, 10, 21)) == []


@pytest.mark.parametrize(
    ("points", "reason", "fields"),
    [
        (LATER, "  ", {"reason": "required"}),
        (quarter_points(10, 35, 70, 100), "x", {"points": "unchanged"}),
        (quarter_points(10, 5, 70, 100), "", {"share_1": "falls", "reason": "required"}),
        (quarter_points(10, 35, 70, 90), "x", {"share_3": "not_whole"}),
        (quarter_points(10, 35, 101, 100), "x", {"share_2": "bounds"}),
        ((), "x", {"points": "number"}),
        (((datetime.date(2025, 1, 1), Decimal(100)),), "x", {"points": "days"}),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_changes(cast, points, reason, fields):
    with pytest.raises(Incomplete) as caught:
        change(cast, points, reason=reason)
    assert caught.value.fields == fields
    assert TrajectoryPoint.objects.count() == 4


WHO = ["reporter", "outsider", "leader", "auditor", "system_admin", "security_admin"]


@pytest.mark.parametrize("who", WHO)
def test_only_supervisors_set_and_confirm(cast, who):
    for act in (change, confirm):
        with pytest.raises(Refused):
            act(cast, by=getattr(cast, who))
    assert not HistoryEntry.objects.exists()


def test_a_closed_plan_keeps_its_trajectory(cast):
    cast.plan.state = PlanState.CLOSED
    cast.plan.save()
    for act in (change, confirm):
        with pytest.raises(Refused):
            act(cast)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (Kind.QUALITATIVE, None),
        (Kind.RATE, {"basis": "rate", "unit": "%", "value": "5"}),
        (Kind.CEILING, {"basis": "rate", "unit": "%", "value": "5", "comparator": "<="}),
        (Kind.FLOW, {"measured": "scope"}),
        (Kind.MILESTONE, {"measured": "milestones"}),
    ],
)
def test_what_is_not_judged_along_a_trajectory_gets_none(cast, kind, target):
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind=kind)
    if target:
        make_target(other, **target)
    with pytest.raises(Refused):
        trajectory_changes.set_trajectory(other, LINEAR, by=cast.supervisor, at=moment(), reason="x")


def test_a_withdrawn_commitment_is_left_alone(cast):
    cast.commitment.withdrawn_on, cast.commitment.withdrawn_reason = TODAY, "并入他项。"
    cast.commitment.save()
    with pytest.raises(Refused):
        change(cast)


def test_a_form_drawn_before_another_change_is_stale(cast):
    drawn = trajectory_version(cast.commitment, trajectories(cast))
    change(cast, version=drawn)
    for act in (lambda: change(cast, LINEAR, version=drawn), lambda: confirm(cast, drawn)):
        with pytest.raises(Stale):
            act()


def test_a_form_drawn_before_the_due_day_moved_is_stale(cast):
    drawn = trajectory_version(cast.commitment, trajectories(cast))
    cast.commitment.due = datetime.date(2024, 11, 30)
    cast.commitment.save()
    with pytest.raises(Stale):
        change(cast, version=drawn)


def test_many_are_confirmed_at_once_each_with_its_entry(cast):
    rows = {cast.commitment: None}
    for order in (2, 3):
        made = make_commitment(cast.plan, cast.department, f"4-1-{order}", "新增停车泊位1万个")
        make_target(made)
        for day, share in LINEAR:
            TrajectoryPoint.objects.create(commitment=made, at=day, share=share, valid_from=cast.plan.starts)
        rows[made] = None
    assert trajectory_changes.confirm_trajectories(rows, by=cast.supervisor, at=moment()) == 3
    assert set(HistoryEntry.objects.values_list("action", "subject")) == {
        ("path_confirm", str(row)) for row in rows
    }  # fmt: skip
    assert set(TrajectoryPoint.objects.values_list("standing", flat=True)) == {"confirmed"}


def test_confirming_nothing_is_said(cast):
    confirm(cast)
    for rows in ({}, {cast.commitment: None}):
        with pytest.raises(Incomplete):
            trajectory_changes.confirm_trajectories(rows, by=cast.supervisor, at=moment())


def test_all_or_none_are_confirmed(cast):
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    make_target(other)
    with pytest.raises(Stale):
        trajectory_changes.confirm_trajectories({cast.commitment: None, other: "gone"}, by=cast.supervisor, at=moment())
    assert not HistoryEntry.objects.exists()
    assert {path.standing for path in trajectories(cast)} == {"proposed"}


def test_the_preview_says_old_and_new_and_stores_nothing(reported):
    on(reported)
    verdicts = list(Verdict.objects.values())
    found = trajectory_changes.preview_trajectory(reported.commitment, quarter_points(10, 60, 95, 100), TODAY)
    (effect,) = found.effects
    assert (found.before.lamp, found.after.lamp) == (Lamp.GREEN, Lamp.RED)
    assert [str(share) for share in effect.expected] == ["70.00", "95.00"]
    assert (str(effect.before.gap), str(effect.after.gap)) == ("-8.00", "-33.00")
    assert (list(Verdict.objects.values()), TrajectoryPoint.objects.count()) == (verdicts, 4)


def test_the_preview_of_an_unreported_commitment_speaks_of_today(cast):
    found = trajectory_changes.preview_trajectory(cast.commitment, LINEAR, TODAY)
    (effect,) = found.effects
    # nine months and 24 of 31 days: 70 + 30 × (24 ÷ 31) ÷ 3, and 75 + 25 × (24 ÷ 31) ÷ 3
    assert (found.withheld, effect.day, [str(share) for share in effect.expected]) == (
        True, TODAY, ["77.74", "81.45"],
    )  # fmt: skip


def test_the_preview_agrees_with_what_then_happens(reported):
    points = quarter_points(5, 30, 72, 100)
    foreseen = trajectory_changes.preview_trajectory(reported.commitment, points, TODAY).after
    change(reported, points, at="2024-10-24")
    verdict = on(reported)
    assert (verdict.lamp, verdict.gap, verdict.expected) == (foreseen.lamp, foreseen.gap, foreseen.expected)
