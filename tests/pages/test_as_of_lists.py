"""The lists asked for a past day: each shows what was approved by its end, and its links keep the day."""

import datetime

import pytest

from commitments.workflow.office import overrules, trajectory_changes
from commitments.workflow.reports import moves, review
from tests.world import make_approved, make_commitment, make_target, make_update, moment, quarter_points

pytestmark = pytest.mark.django_db
ROOT = "/wuchang-2024/"
THEN = "?on=2024-10-14"
LISTS = ("lamps", "measured", "changes", "late", "praise", "departments", "leaders", "decisions")
PAGES = (
    "lamps/",
    "outlook/",
    "outlook/last-year/",
    "trajectory/",
    "trajectory/4-1-1/",
    "waiting/late/",
    "waiting/late/list/",
)
PAGES += tuple(f"behind/{name}/" for name in LISTS)


@pytest.fixture(scope="module")
def scene(scene):
    """Return the cast with two reports approved."""
    more = {"problems": "进度偏慢。", "next_steps": "加快推进。"}
    make_approved(
        scene.commitment, scene.reporter, scene.supervisor, "2024-Q2", "2024-07-15", value="3000", self_lamp="yellow"
    )
    make_approved(scene.commitment, scene.reporter, scene.supervisor, "2024-Q3", "2024-10-15", value="7100", **more)
    return scene


@pytest.fixture(autouse=True)
def supervisor_signed_in(cast, client):
    client.force_login(cast.supervisor)


def page(client, address):
    answer = client.get(ROOT + address)
    assert answer.status_code == 200
    return answer


def text(client, address):
    return page(client, address).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_past_day_says_so_and_offers_the_picker(cast, client, address):
    shown = text(client, f"{address}{THEN}")
    assert "以下为2024年10月14日日终的情况" in shown
    assert 'name="on" value="2024-10-14"' in shown
    assert "以下为" not in text(client, address)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("day", ["2023-12-31", "2024-10-25", "2024-13-01", "x", "%00"])
def test_a_day_that_cannot_be_asked_is_refused_with_words(cast, client, address, day):
    answer = client.get(f"{ROOT}{address}?on={day}")
    assert answer.status_code == 404
    assert "有效日期" in answer.content.decode() or "任一天" in answer.content.decode()


def test_the_disagreements_are_those_of_the_day(cast, client):
    (row,) = page(client, f"lamps/{THEN}").context["table"].data.data
    assert (row.verdict.self_lamp, row.verdict.lamp) == ("yellow", "green")
    assert page(client, "lamps/").context["table"].data.data == []
    assert f"/wuchang-2024/commitment/4-1-1/{THEN}" in text(client, f"lamps/{THEN}")
    assert "on=2024-10-14&amp;between=office" in text(client, f"lamps/{THEN}")


def test_a_lamp_of_the_office_is_compared_from_its_day_on(cast, client):
    overrules.set_office_lamp(cast.commitment, by=cast.supervisor, at=moment("2024-10-20"), lamp="red", reason="核查")
    counts = [page(client, f"lamps/?on=2024-10-{day}").context["counts"]["office"] for day in (19, 20)]
    assert counts == [0, 1]


def test_the_outlook_projects_what_was_known(cast, client):
    # 3,000 against 35 % planned by June points to 8,571; 7,100 against 70 % to more than promised.
    (row,) = page(client, f"outlook/{THEN}").context["table"].data
    assert row.observation.value == 3000
    assert list(page(client, "outlook/").context["table"].data) == []
    assert f"/wuchang-2024/outlook/last-year/{THEN}" in text(client, f"outlook/{THEN}")


def test_a_trajectory_is_the_one_in_force_and_only_to_be_read(cast, client):
    change = {"reason": "区政府专题会议调整。", "by": cast.supervisor, "at": moment("2024-10-20")}
    trajectory_changes.set_trajectory(cast.commitment, quarter_points(5, 20, 60, 100), **change)
    then, now = (page(client, f"trajectory/4-1-1/{day}").context["editor"] for day in (THEN, ""))
    assert ([share for _day, share in then.points], then.may_set) == ([10, 35, 70, 100], False)
    assert ([share for _day, share in now.points], now.may_set) == ([5, 20, 60, 100], True)
    (row,) = page(client, f"trajectory/{THEN}").context["table"].data
    assert (row.shares, row.is_changed) == ([10, 35, 70, 100], False)
    assert page(client, f"trajectory/{THEN}").context["may_set"] is False
    assert "区政府专题会议调整" not in text(client, f"trajectory/4-1-1/{THEN}")


def test_the_numbers_behind_the_overview_are_those_of_the_day(cast, client):
    (share,) = page(client, f"behind/measured/{THEN}").context["figures"].shares
    assert share.attained == 30
    assert "30.0%" in text(client, f"behind/measured/{THEN}")


def test_the_late_board_counts_what_was_missing_then(cast, client):
    def counted(query):
        total = page(client, f"waiting/late/{query}").context["board"].total
        return dict(total.cells), total.late, total.days

    cells, late, days = counted("?on=2024-10-23&period=2024-Q2")
    assert (cells["approved"], late) == (1, 0)
    cells, late, days = counted("?on=2024-07-24&period=2024-Q2")
    assert (cells["approved"], late) == (1, 0)
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    make_approved(other, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-30")
    cells, late, days = counted("?on=2024-07-29")
    assert (cells["not_begun"], cells["approved"], late, days) == (1, 1, 1, 7)
    cells, late, days = counted("?on=2024-07-30")
    assert (cells["not_begun"], cells["approved"], late) == (0, 2, 0)


def test_a_report_returned_later_still_awaited_review_then(cast, client):
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    sent = moves.send_report(make_update(other, cast.reporter), by=cast.reporter, at=moment("2024-10-18"))
    review.return_report(sent, by=cast.supervisor, at=moment("2024-10-23"), reason="请附清单。")
    stages = []
    for day in ("2024-10-17", "2024-10-22", "2024-10-23"):
        items = page(client, f"waiting/late/?on={day}").context["board"].items
        stages += [item.stage for item in items if item.commitment.pk == other.pk]
    assert stages == ["not_begun", "submitted", "returned"]


def test_on_a_past_day_nobody_is_reminded_and_the_numbers_keep_the_day(cast, client):
    make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    shown = text(client, "waiting/late/?on=2024-10-23")
    assert "data-opens" not in shown
    assert "stage=late&amp;on=2024-10-23" in shown.replace("&on=", "&amp;on=")
    assert "data-opens" in text(client, "waiting/late/")


def test_the_late_board_and_the_lamp_agree_on_every_day(cast, client):
    other = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个")
    make_target(other, unit="个")
    make_approved(other, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-30", value="20")
    for number in range(22, 33):
        day = datetime.date(2024, 7, 1) + datetime.timedelta(days=number)
        board = page(client, f"waiting/late/?on={day}").context["board"]
        late = {item.row.code for item in page(client, f"behind/late/?on={day}").context["table"].data.data}
        assert {item.commitment.code for item in board.items if item.days_late} == late
