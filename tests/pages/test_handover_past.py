"""A merger in the middle of a period: every page of every day before it reads after it as it read before."""

import datetime
import re

import pytest

from commitments.workflow.planning.handovers import HandoverWish, decide_handover
from commitments.workflow.reports import moves
from tests.world import make_approved, make_commitment, make_contribution, make_support, make_update, moment

pytestmark = pytest.mark.django_db
ROOT = "/wuchang-2024/"
FIRST, MERGED = datetime.date(2024, 1, 1), datetime.date(2024, 10, 24)
EVERY_DAY = [str(FIRST + datetime.timedelta(number)) for number in range((MERGED - FIRST).days)]
PAGES = (
    "", "ledger/", "commitment/4-1-1/", "commitment/4-1-2/", "behind/departments/", "behind/late/", "behind/leaders/",
    "outlook/year-end/", "waiting/late/", "ledger/?department=JSJ", "commitment/4-1-1/card/",
)  # fmt: skip
# What a page says of the form it carries, not of the day.
FORMS = re.compile(r'(?s)name="(csrfmiddlewaretoken|key)" value="[^"]*"|hx-headers=\'[^\']*\'|<header.*?</header>')


@pytest.fixture
def merging(cast, client):
    """Return the cast with two reports approved, one with the office and a contribution asked for."""
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q3", "2024-10-15", value="3600")
    led = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    make_support(led, cast.other)
    moves.send_report(make_update(led, cast.reporter), by=cast.reporter, at=moment("2024-10-16"))
    theirs = make_commitment(cast.plan, cast.other, "4-1-3", "打通不少于2条断头路", kind="qualitative")
    make_contribution(theirs, cast.department, cast.outsider)
    client.force_login(cast.leader)
    return cast


def merge(cast):
    wish = HandoverWish(cast.department, cast.other, MERGED)
    decide_handover(cast.plan, wish, by=cast.supervisor, at=moment(str(MERGED)), reason="机构改革。")


def read(client, pages, days) -> dict:
    """Return (page, day) → what it says."""
    found = {}
    for page in pages:
        for day in days:
            answer = client.get(f"{ROOT}{page}{'&' if '?' in page else '?'}on={day}")
            assert answer.status_code == 200
            body = answer.getvalue()
            found[page, day] = FORMS.sub("", body.decode("utf-8-sig", "replace")) if b"%PDF" not in body[:5] else "PDF"
    return found


def test_the_whole_table_of_every_past_day_stays(merging, client):
    before = read(client, ["ledger/csv/"], EVERY_DAY)
    merge(merging)
    after = read(client, ["ledger/csv/"], EVERY_DAY)
    assert len(before) == 297
    assert [key for key in before if before[key] != after[key]] == []
    assert "区建设局" in after["ledger/csv/", EVERY_DAY[-1]]
    assert "区建设局" not in client.get(f"{ROOT}ledger/csv/").getvalue().decode("utf-8-sig")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_past_day_stays(merging, client, page):
    days = ("2024-01-01", "2024-06-30", "2024-07-15", "2024-10-14", "2024-10-16", "2024-10-23")
    before = read(client, [page], days)
    merge(merging)
    after = read(client, [page], days)
    assert len(before) == len(days)
    assert {day: said == after[page, day] for (_page, day), said in before.items()} == dict.fromkeys(days, True)
