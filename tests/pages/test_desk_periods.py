"""Several periods open at once: each keeps its place on the desk, and whatever the office does can be answered."""

import pytest

from commitments.models import Contribution, ProgressUpdate
from commitments.workflow.reports import moves, review
from commitments.workflow.todo.waiting import open_waits
from tests.world import (
    TINY_PDF,
    TODAY,
    form_key,
    make_support,
    make_update,
    moment,
    while_open,
)

DESK, OLDER = "/wuchang-2024/desk/", "/wuchang-2024/desk/?period=2024-Q2"
TYPED = {"version": "0", "cutoff": "2024-06-30", "narrative": "二季度的话。", "self_lamp": "green"}


@pytest.fixture
def older(cast, client):
    """Return the cast with the second quarter open beside the third, and its reporter signed in."""
    cast.plan.periods.filter(code="2024-Q2").update(closed=None)
    client.force_login(cast.reporter)
    return cast


def typed(cast, value="3000", base="2024-Q2.1", **more) -> dict:
    return TYPED | {f"figure_{cast.target.indicator_id}": value, "base": base, "key": form_key()} | more


def page(client, address=DESK) -> str:
    return client.get(address).content.decode()


def test_the_newest_open_period_comes_first_and_names_the_older_one(older, client):
    text = page(client)
    assert 'value="2024-Q3.1"' in text
    assert f'href="{OLDER}"' in text
    assert 'value="2024-Q2.1"' in page(client, OLDER)
    assert f'href="{DESK}?period=2024-Q3"' in page(client, OLDER)


def test_a_closed_period_is_named_nowhere_on_the_desk(cast, client):
    client.force_login(cast.reporter)
    assert OLDER not in page(client)
    assert "2024-Q3.1" in page(client)


def test_what_is_typed_for_the_older_period_is_stored_there(older, client):
    answer = client.post(f"{DESK}4-1-1/save/", typed(older))
    assert (answer.status_code, answer.url) == (302, f"{OLDER}#c-4-1-1")
    assert ProgressUpdate.objects.get().period.code == "2024-Q2"
    assert "二季度的话。" in page(client, OLDER)


def test_a_draft_of_the_older_period_is_sent_with_all_that_is_ready(older, client):
    with while_open(older.plan, "2024-Q2"):
        draft = make_update(older.commitment, older.reporter, "2024-Q2", value="3000", problems="慢", next_steps="快")
    client.post(f"{DESK}send/", {"key": form_key(), "period": "2024-Q2", "seen": f"4-1-1@{draft.version}"})
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_a_report_returned_in_the_older_period_is_answered_there(older, client):
    sent = moves.send_report(
        make_update(older.commitment, older.reporter, "2024-Q2", value="3000", problems="慢", next_steps="快"),
        by=older.reporter, at=moment(),
    )  # fmt: skip
    review.return_report(sent, by=older.supervisor, at=moment(), reason="请核对泊位。")
    assert "请核对泊位。" in page(client, OLDER)
    assert client.post(f"{DESK}4-1-1/save/", typed(older, base="2024-Q2.2")).status_code == 302
    assert [u.state for u in ProgressUpdate.objects.order_by("revision")] == ["returned", "draft"]


def test_what_is_owed_in_both_periods_waits_and_leads_to_its_own_desk(older, client):
    assert [wait.period.code for wait in open_waits(older.plan, TODAY)] == ["2024-Q2", "2024-Q3"]
    text = page(client, "/wuchang-2024/waiting/")
    assert f'href="{OLDER}#c-4-1-1"' in text
    assert f'href="{DESK}?period=2024-Q3#c-4-1-1"' in text
    assert "2024年二季度" in text


def test_a_file_goes_to_the_period_its_form_was_drawn_for(older, client, tmp_path):
    make_update(older.commitment, older.reporter, "2024-Q2", value="3000")
    path = tmp_path / "表.pdf"
    path.write_bytes(TINY_PDF)
    with path.open("rb") as file:
        address = "/wuchang-2024/evidence/4-1-1/attach/"
        answer = client.post(address, {"key": form_key(), "period": "2024-Q2", "files": file})
    assert answer.url == f"{OLDER}#c-4-1-1"
    assert ProgressUpdate.objects.get().evidence.count() == 1


def test_a_contribution_is_asked_for_in_the_older_period(older, client):
    make_support(older.commitment, older.other)
    address = "/wuchang-2024/contributions/"
    assert 'name="period" value="2024-Q2"' in page(client, f"{address}?for=4-1-1&period=2024-Q2")
    asked = {"key": form_key(), "for": "4-1-1", "period": "2024-Q2", "departments": [older.other.pk], "wanted": "数"}
    client.post(f"{address}ask/", asked | {"due": "2024-10-25"})
    assert Contribution.objects.get().period.code == "2024-Q2"


def test_the_address_of_a_closed_period_says_so(cast, client):
    client.force_login(cast.reporter)
    text = page(client, OLDER)
    assert "2024-Q2" in text
    assert 'value="2024-Q3.1"' not in text
    assert f'href="{DESK}"' in text


def test_nothing_is_returned_into_a_closed_period(older, client):
    sent = moves.send_report(
        make_update(older.commitment, older.reporter, "2024-Q2", value="3000", problems="慢", next_steps="快"),
        by=older.reporter, at=moment(),
    )  # fmt: skip
    older.plan.periods.filter(code="2024-Q2").update(closed=TODAY)
    client.force_login(older.supervisor)
    assert "/wuchang-2024/periods/2024-Q2/#reopen" in page(client, "/wuchang-2024/review/")
    answer = client.post(
        f"/wuchang-2024/review/{sent.pk}/return/", {"key": form_key(), "version": sent.version, "reason": "请核对。"}
    )
    assert answer.status_code == 409
    sent.refresh_from_db()
    assert sent.state == "submitted"
