"""The editor of a trajectory refuses with words at the field, and keeps what was typed."""

import pytest

from commitments.models import HistoryEntry
from commitments.workflow.office import trajectory_changes
from commitments.workflow.snapshot.trajectories import trajectories_of, trajectory_version
from tests.world import form_key, make_approved, moment, quarter_points

pytestmark = pytest.mark.django_db
EDITOR = "/wuchang-2024/trajectory/4-1-1/"


@pytest.fixture(autouse=True)
def reported(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    client.force_login(cast.supervisor)


def token(cast):
    return trajectory_version(cast.commitment, trajectories_of([cast.commitment.pk])[cast.commitment.pk])


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


HOSTILE = [
    ("", "share_1"), ("x", "share_1"), ("-5", "share_1"), ("1e1", "share_1"), ("NaN", "share_1"),
    ("101", "share_1"), ("33.333", "share_1"), ("９" * 400, "share_1"), ("<script>alert(1)</script>", "share_1"),
    ("9", "share_1"), ("\x00", "share_1"), ("99", "share_2"),
]  # fmt: skip


@pytest.mark.parametrize("act", [save, preview])
@pytest.mark.parametrize(("value", "field"), HOSTILE)
def test_a_bad_share_is_refused_at_its_field_and_kept(client, cast, act, value, field):
    answer = act(client, cast, "10", value, "70", "100")
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), form["share_1"].value()) == (422, [field], value)
    assert form["reason"].value() == "区政府专题会议调整。"
    assert "<script>alert" not in text(answer)
    assert not changed()


@pytest.mark.parametrize("reason", ["", "   ", "长" * 301, "看‮不见"])
def test_a_reason_is_asked_for_in_words_that_can_be_kept(client, cast, reason):
    answer = save(client, cast, reason=reason)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert not changed()


def test_the_last_point_must_be_100(client, cast):
    answer = save(client, cast, 10, 35, 70, 99)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["share_3"])


def test_an_unchanged_trajectory_is_not_saved(client, cast):
    answer = save(client, cast, 10, 35, 70, 100)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["__all__"])
    assert not changed()


def test_fields_that_do_not_belong_to_the_form_change_nothing(client, cast):
    assert save(client, cast, share_4="100", valid_from="2024-01-01", at="2024-01-01").status_code == 302
    last = trajectories_of([cast.commitment.pk])[cast.commitment.pk][-1]
    assert (str(last.valid_from), len(last.points)) == ("2024-10-24", 4)


def test_without_a_key_nothing_is_saved(client, cast):
    assert save(client, cast, key="").status_code == 404
    assert not changed()


def test_a_stale_form_keeps_what_was_typed_and_can_be_sent_again(client, cast):
    said = typed(cast)
    trajectory_changes.set_trajectory(
        cast.commitment, quarter_points(25, 50, 75, 100), by=cast.second_supervisor, at=moment(), reason="x"
    )
    answer = client.post(f"{EDITOR}save/", said)
    form = answer.context["form"]
    assert (answer.status_code, form["share_1"].value(), form["reason"].value()) == (409, "30", said["reason"])
    assert [int(row["was"]) for row in answer.context["editor"].rows] == [25, 50, 75, 100]
    again = said | {"key": form_key(), "version": form["version"].value()}
    assert client.post(f"{EDITOR}save/", again).status_code == 302
