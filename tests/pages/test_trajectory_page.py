"""The room of trajectories: the list, the editor, its preview, and everything that is refused with words."""

import datetime
from decimal import Decimal
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import Basis, Comparator, Direction, Frequency, Kind, Measured, PlanState
from commitments.models import HistoryEntry, Indicator, Observation, Target, TrajectoryPoint
from commitments.pages.trajectory.query import is_judged_along
from commitments.workflow.snapshot.readings import measure_of
from commitments.workflow.snapshot.trajectories import trajectories_of, trajectory_version
from tests.world import (
    form_key,
    make_approved,
    make_commitment,
    make_target,
    make_trajectory,
    make_waiting,
    quarter_points,
)  # fmt: skip

pytestmark = pytest.mark.django_db
ROOM = "/wuchang-2024/trajectory/"
EDITOR = f"{ROOM}4-1-1/"


@pytest.fixture(autouse=True)
def reported(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    client.force_login(cast.supervisor)


def token(cast, commitment=None):
    row = commitment or cast.commitment
    return trajectory_version(row, trajectories_of([row.pk]).get(row.pk, []))


def typed(cast, *shares, **more):
    said = {f"share_{n}": share for n, share in enumerate(shares or (5, 30, 65, 100))}
    return said | {"key": form_key(), "reason": "区政府专题会议调整。", "version": token(cast)} | more


def save(client, cast, *shares, **more):
    return client.post(f"{EDITOR}save/", typed(cast, *shares, **more))


def preview(client, cast, *shares, **more):
    return client.post(f"{EDITOR}preview/", typed(cast, *shares, **more))


def text(answer):
    return answer.content.decode()


def changed() -> bool:
    return HistoryEntry.objects.filter(action__startswith="path_").exists()


def test_the_list_shows_paced_commitments_with_their_shares(client, cast):
    make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    straight = make_commitment(cast.plan, cast.department, "4-1-3", "打通不少于2条断头路")
    make_target(straight)
    rows = list(client.get(ROOM).context["table"].data)
    assert [(row.commitment.code, row.standing) for row in rows] == [("4-1-1", "proposed"), ("4-1-3", "straight")]
    assert [list(map(int, row.shares)) for row in rows] == [[10, 35, 70, 100], [25, 50, 75, 100]]


def test_the_list_can_be_narrowed_to_a_standing(client, cast):
    assert len(list(client.get(f"{ROOM}?standing=proposed").context["table"].data)) == 1
    assert list(client.get(f"{ROOM}?standing=confirmed").context["table"].data) == []
    assert len(list(client.get(f"{ROOM}?standing=<b>").context["table"].data)) == 1


def test_a_share_after_the_due_day_is_not_shown(client, cast):
    cast.commitment.due = datetime.date(2024, 9, 30)
    cast.commitment.save()
    assert next(iter(client.get(ROOM).context["table"].data)).shares[-1] is None


def test_the_list_costs_the_same_for_one_and_for_many(client, cast):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(ROOM)
        return len(captured)

    one = queries()
    for order in range(2, 9):
        made = make_commitment(cast.plan, cast.department, f"4-1-{order}", "新增停车泊位1万个")
        make_target(made)
        make_trajectory(made, 25, 50, 75, 100)
    assert queries() == one


def test_the_list_comes_in_pages_of_fifty_and_counts_all(client, cast):
    make_waiting(cast, 60)
    for made in cast.plan.commitments.exclude(code="4-1-1"):
        make_target(made)
    cast.plan.commitments.update(kind=Kind.FLOW)
    first, second = (client.get(f"{ROOM}{query}") for query in ("", "?page=2&standing=straight"))
    assert [len(list(page.context["table"].page.object_list)) for page in (first, second)] == [50, 10]
    assert [page.context["counts"]["straight"] for page in (first, second)] == [60, 60]
    assert "?page=2" in text(first)
    assert "?page=1&amp;standing=straight" in text(second)


@pytest.mark.parametrize("kind", Kind.values)
def test_what_is_paced_is_told_from_its_kind_alone(kind):
    seen, every = set(), list(product(Basis.values, Comparator.values, Direction.values))
    assert len(every) > 20
    for basis, comparator, direction in every:
        target = Target(
            indicator=Indicator(basis=basis, unit="根"), comparator=comparator, direction=direction,
            value=Decimal("-7.5"), upper=Decimal(9), tolerance=Decimal(1), measured=Measured.OBSERVED,
        )  # fmt: skip
        assert is_judged_along(kind, basis, comparator, direction) == measure_of(target, kind).is_paced
        seen.add(is_judged_along(kind, basis, comparator, direction))
    assert seen == {True, False}


@pytest.mark.parametrize("who", ["reporter", "outsider", "leader", "auditor"])
def test_everyone_else_reads_and_finds_no_form(client, cast, who):
    client.force_login(getattr(cast, who))
    page = text(client.get(EDITOR))
    assert "3,500根" in page
    assert ("data-trajectory-form" in page, "<textarea" in page, "path.js" in page) == (False, False, False)
    assert "checkbox" not in text(client.get(ROOM))


@pytest.mark.parametrize("act", [save, preview])
@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin"])
def test_nobody_else_changes_a_trajectory(client, cast, act, who):
    client.force_login(getattr(cast, who))
    assert act(client, cast).status_code == 403
    assert client.post(f"{ROOM}confirm/", {"key": form_key(), "trajectory": f"4-1-1~{token(cast)}"}).status_code == 403
    assert not changed()


def test_a_commitment_without_a_trajectory_says_why(client, cast):
    make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    answer = client.get(f"{ROOM}4-1-2/")
    assert (answer.status_code, "4-1-2" in text(answer)) == (404, True)


def test_the_editor_shows_shares_with_their_values(client, cast):
    rows = client.get(EDITOR).context["editor"].rows
    assert [(row["field"].value(), row["values"][0][1]) for row in rows] == [
        ("10", "1,000"), ("35", "3,500"), ("70", "7,000"), ("100", "10,000"),
    ]  # fmt: skip
    assert [row["past"] for row in rows] == [True, True, True, False]


def test_by_month_there_are_twelve_points(client, cast):
    rows = client.get(f"{EDITOR}?by=month").context["editor"].rows
    assert (len(rows), rows[3]["field"].value()) == (12, "18.33")
    assert len(client.get(f"{EDITOR}?by=nonsense").context["editor"].rows) == 4
    cast.plan.frequency = Frequency.MONTHLY
    cast.plan.save()
    assert len(client.get(EDITOR).context["editor"].rows) == 12


def test_a_trajectory_by_month_is_saved_and_shown_again_by_month(client, cast):
    assert save(client, cast, *range(8, 93, 7)[:11], 100, by="month").status_code == 302
    assert len(client.get(EDITOR).context["editor"].rows) == 12
    assert len(trajectories_of([cast.commitment.pk])[cast.commitment.pk][-1].points) == 12


def test_a_change_is_saved_once_and_told(client, cast):
    said = typed(cast, "5", "30%", "６５", "100")
    for _repeat in range(2):
        answer = client.post(f"{EDITOR}save/", said)
        assert (answer.status_code, answer.url) == (302, EDITOR)
    assert HistoryEntry.objects.filter(action="path_change").count() == 1
    assert trajectories_of([cast.commitment.pk])[cast.commitment.pk][-1].points == quarter_points(5, 30, 65, 100)
    page = client.get(EDITOR)
    assert "区政府专题会议调整。" in text(page)
    assert "10 / 35 / 70 / 100 → 5 / 30 / 65 / 100" in text(page)


def test_in_a_draft_no_reason_is_asked(client, cast):
    cast.plan.state = PlanState.DRAFT
    cast.plan.save()
    assert "<textarea" not in text(client.get(EDITOR))
    assert save(client, cast, reason="").status_code == 302
    assert TrajectoryPoint.objects.count() == 4


def test_of_a_closed_plan_the_office_reads_only(client, cast):
    said = typed(cast)
    cast.plan.state = PlanState.CLOSED
    cast.plan.save()
    assert "<textarea" not in text(client.get(EDITOR))
    assert client.post(f"{EDITOR}save/", said).status_code == 409


def test_the_preview_shows_old_and_new_without_saving(client, cast):
    answer = preview(client, cast, 10, 60, 95, 100)
    (effect,) = answer.context["editor"].preview.effects
    assert (answer.status_code, [int(share) for share in effect.expected]) == (200, [70, 95])
    assert (effect.before.lamp, effect.after.lamp) == ("green", "red")
    assert not changed()


def test_htmx_gets_the_effect_alone(client, cast):
    answer = client.post(f"{EDITOR}preview/", typed(cast, 10, 60, 95, 100), headers={"HX-Request": "true"})
    assert ("<html" in text(answer), "95%" in text(answer)) == (False, True)
    wrong = client.post(f"{EDITOR}preview/", typed(cast, 10, 5, 95, 100), headers={"HX-Request": "true"})
    assert (wrong.status_code, "2024-06-30" in text(wrong)) == (422, True)


def test_a_shape_fills_in_the_shares_and_keeps_the_reason(client, cast):
    answer = preview(client, cast, shape="term_time")
    form = answer.context["form"]
    assert [form[f"share_{n}"].value() for n in range(4)] == ["29", "57", "71", "100"]
    assert form["reason"].value() == "区政府专题会议调整。"
    assert preview(client, cast, shape="zigzag").status_code == 404


def test_last_year_s_shape_is_offered_only_where_its_quarters_are_known(client, cast):
    def offered():
        return [each["name"] for each in client.get(EDITOR).context["editor"].shapes]

    assert "last_year" not in offered()
    for month, value in ((12, 6000), (6, 1500)):
        cutoff = datetime.date(2023, month, 30 if month == 6 else 31)
        Observation.objects.create(indicator=cast.target.indicator, cutoff=cutoff, value=value)
        assert ("last_year" in offered()) == (month == 6)
    form = preview(client, cast, shape="last_year").context["form"]
    # half of 1,500 by March, 1,500, half way to 6,000 by September; of 6,000
    assert [form[f"share_{n}"].value() for n in range(4)] == ["12.5", "25", "62.5", "100"]


def test_a_handful_shows_how_it_steps(client, cast):
    few = make_commitment(cast.plan, cast.department, "4-1-3", "打通不少于2条断头路")
    make_target(few, value="2", unit="条")
    make_trajectory(few, 0, 0, 50, 100)
    counts = client.get(f"{ROOM}4-1-3/").context["editor"].counts
    assert [(str(day), owed) for day, owed in counts[0][1]] == [("2024-09-30", 1), ("2024-12-31", 2)]


def test_one_is_confirmed_from_its_page(client, cast):
    said = {"key": form_key(), "trajectory": f"4-1-1~{token(cast)}", "one": "1"}
    answer = client.post(f"{ROOM}confirm/", said)
    assert (answer.status_code, answer.url) == (302, EDITOR)
    assert not client.get(EDITOR).context["editor"].current.is_proposed


def test_many_are_confirmed_from_the_list(client, cast):
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    make_target(other)
    make_trajectory(other, 25, 50, 75, 100)
    ticked = [f"4-1-1~{token(cast)}", f"4-1-2~{token(cast, other)}"]
    assert client.post(f"{ROOM}confirm/", {"key": form_key(), "trajectory": ticked}).url == ROOM
    assert client.get(f"{ROOM}?standing=confirmed").context["counts"] == {"proposed": 0, "confirmed": 2, "straight": 0}


@pytest.mark.parametrize(
    ("ticked", "status"),
    [([], 422), (["9-9-9~x"], 422), (["4-1-1~old"], 409), (["4-1-1"], 409), (["~~~", "x" * 5000], 422)],
)
def test_a_confirmation_that_cannot_be_made_says_why(client, cast, ticked, status):
    answer = client.post(f"{ROOM}confirm/", {"key": form_key(), "trajectory": ticked})
    assert (answer.status_code, bool(answer.context["notice"])) == (status, True)
    assert not changed()


def test_the_editor_costs_the_same_after_many_changes(client, cast):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(EDITOR)
        return len(captured)

    save(client, cast, 5, 30, 65, 100)
    client.get(EDITOR)
    one = queries()
    for share in range(6, 10):
        save(client, cast, share, 30, 65, 100)
    client.get(EDITOR)
    assert queries() == one
