"""The masthead: each role's rooms, what waits for whom, and what it costs."""

import re
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from commitments.choices import PlanState, Role
from commitments.models import Plan
from commitments.pages.home import home
from commitments.pages.masthead import masthead
from commitments.workflow.reports import delegation, moves
from tests.world import TODAY, file_contribution, make_contribution, make_plan, make_update, make_user, moment

pytestmark = pytest.mark.django_db
READING = ["overview", "ledger", "report"]


@pytest.fixture(autouse=True)
def with_approver(cast):
    cast.approver = cast.with_approver()


def context(rf, user, room="overview", **kwargs):
    request = rf.get("/")
    request.user = user
    request.resolver_match = SimpleNamespace(url_name=room, kwargs=kwargs, func=home)
    return masthead(request)


def rooms(entries):
    """Return the last word of each address: the plan's own is the overview's."""
    words = [entry["url"].strip("/").split("/")[-1] for entry in entries]
    return ["overview" if word == "wuchang-2024" else word for word in words]


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("reporter", ["desk", "contributions", "waiting", "bulletins"]),
        ("approver", ["desk", "contributions", "signoff", "waiting", "bulletins"]),
        ("supervisor", ["review", "waiting", "outlook", "bulletins", "periods", "plans", "admin"]),
        ("leader", ["waiting", "outlook", "bulletins"]),
        ("auditor", ["bulletins", "historyentry"]),
        ("system_admin", ["departments", "place", "enrolment", "admin"]),
        ("security_admin", ["enrolment", "admin"]),
    ],
)
def test_each_role_sees_its_rooms(rf, cast, who, more):
    assert rooms(context(rf, getattr(cast, who))["nav"]) == READING + more


def test_strangers_see_no_room_and_cost_nothing(rf, cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(context(rf, AnonymousUser())["nav"]) == []
    assert context(rf, cast.leader)["nav"]


def test_the_navigation_takes_one_query(rf, cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        shown = context(rf, cast.supervisor, plan="wuchang-2024")
        assert len(shown["nav"]) == 10
        assert shown["plan"].key == cast.plan.key


def test_what_is_not_drawn_is_not_asked_for(rf, cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        context(rf, cast.supervisor, plan="wuchang-2024")


def marked(client, user, url) -> tuple:
    """Return the addresses of the entries marked as current, the room's class and its stylesheets."""
    client.force_login(user)
    text = client.get(url).content.decode()
    sheets = re.findall(r'href="[^"]*css/(\w+)[^"]*"', text)
    current = re.findall(r'<a href="([^"]*)" aria-current="page">', text)
    return current, re.search(r'"room-(\w+)"', text)[1], sheets[3:-1]


@pytest.mark.parametrize(
    ("url", "entry", "room", "sheets"),
    [
        ("review/", ["/wuchang-2024/review/"], "review", ["evidence", "review"]),
        ("commitment/4-1-1/history/", ["/wuchang-2024/ledger/"], "commitment", ["evidence", "commitment"]),
        ("review/all/JSJ/", ["/wuchang-2024/review/"], "empty", ["evidence", "review"]),
        ("lamps/", [], "lamps", ["lamps"]),
    ],
)
def test_a_page_says_its_room_and_a_refusal_stands_in_the_one_asked_for(cast, client, url, entry, room, sheets):
    assert marked(client, cast.supervisor, f"/wuchang-2024/{url}") == (entry, room, sheets)


def test_counts_say_what_waits_for_whom(rf, cast):
    assert counts(rf, cast.reporter) == {"waiting": 1}
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="6200"), by=cast.reporter, at=moment())
    assert counts(rf, cast.approver) == {"signoff": 1, "waiting": 1}
    assert counts(rf, cast.reporter) == counts(rf, cast.leader) == {}
    assert counts(rf, cast.supervisor) == {}
    moves.sign_report(update, by=cast.approver, at=moment())
    assert counts(rf, cast.approver) == {}
    assert counts(rf, cast.supervisor) == {"review": 1, "waiting": 1}


def test_contributions_that_wait_are_counted_for_both_sides(rf, cast):
    contribution = make_contribution(cast.commitment, cast.other, cast.reporter)
    assert (counts(rf, cast.outsider).get("contributions"), counts(rf, cast.reporter).get("contributions")) == (1, None)
    file_contribution(contribution, cast.outsider)
    assert (counts(rf, cast.outsider).get("contributions"), counts(rf, cast.reporter).get("contributions")) == (None, 1)


def test_a_deputy_sees_the_sign_off_while_it_lasts(rf, cast):
    deputy = make_user("judy", Role.REPORTER, cast.department)
    moves.send_report(make_update(cast.commitment, cast.reporter, value="6200"), by=cast.reporter, at=moment())
    assert "signoff" not in rooms(context(rf, deputy)["nav"])
    days = {"starts": TODAY, "ends": TODAY}
    given = delegation.delegate(deputy=deputy, **days, by=cast.approver, at=moment())
    assert counts(rf, deputy)["signoff"] == 1
    delegation.revoke_delegation(given, by=cast.approver, at=moment())
    assert "signoff" not in rooms(context(rf, deputy)["nav"])


@pytest.mark.parametrize("who", ["reporter", "approver", "outsider"])
def test_for_departments_the_navigation_takes_one_query_too(rf, cast, django_assert_num_queries, who):
    with django_assert_num_queries(1):
        list(context(rf, getattr(cast, who), plan="wuchang-2024")["nav"])


def counts(rf, user):
    shown = context(rf, user)["nav"]
    return {rooms([entry])[0]: entry["count"] for entry in shown if entry["count"]}


def test_the_address_names_the_plan_and_the_one_at_hand_stands_in(rf, cast):
    make_plan("wuchang-2025", year=2025, state="draft")
    assert context(rf, cast.supervisor, plan="wuchang-2025")["plan"].key == "wuchang-2025"
    assert context(rf, cast.leader, plan="wuchang-2025")["plan"] == cast.plan
    assert context(rf, cast.leader)["plan"] == cast.plan


def test_where_the_address_led_nowhere_the_navigation_leads_to_the_plan_at_hand(client, cast):
    client.force_login(cast.leader)
    answer = client.get("/nowhere/ledger/")
    assert answer.status_code == 404
    assert "/wuchang-2024/ledger/" in answer.content.decode()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/nowhere/at/all/", "没有这个页面"),
        ("/wuchang-2024/evidence/99/", "这里已没有内容"),
        ("/wuchang-2024/bulletins/issued/99/pdf/", "这里已没有内容"),
        ("/wuchang-2024/commitment/9-9-9/", "9-9-9"),
        ("/no-plan/ledger/", "no-plan"),
    ],
)
def test_what_is_not_there_is_said_in_words_not_by_the_name_of_an_error(client, cast, url, words):
    client.force_login(cast.supervisor)
    answer = client.get(url)
    heading = re.search("<h1>(.*?)</h1>", answer.content.decode())[1]
    assert answer.status_code == 404
    assert words in heading
    assert not re.search("[A-Z][a-z]+404|matches", heading)


def test_a_page_links_the_sheet_of_its_room_alone(client, cast):
    client.force_login(cast.leader)
    page = client.get("/wuchang-2024/ledger/").content.decode()
    assert "css/ledger.css" in page
    assert "css/desk.css" not in page


def test_without_a_plan_administrators_still_find_their_room(rf, cast):
    # Only a draft can be deleted: an open plan keeps its trajectories.
    Plan.objects.update(state=PlanState.DRAFT)
    cast.commitment.delete()
    cast.plan.delete()
    assert rooms(context(rf, cast.system_admin)["nav"]) == ["departments", "place", "enrolment", "admin"]


def test_an_address_that_leads_nowhere_has_a_masthead_too(rf, cast):
    request = rf.get("/nowhere")
    request.user, request.resolver_match = cast.leader, None
    assert len(masthead(request)["nav"]) == 6


def test_the_masthead_names_the_business_day(rf, cast):
    assert str(context(rf, cast.leader)["today"]) == "2024-10-24"
