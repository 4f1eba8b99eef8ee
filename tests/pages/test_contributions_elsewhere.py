"""Parts outside their room: on the desk of both sides, on the review sheet, on the commitment's page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.choices import Role
from commitments.workflow.reports import moves
from tests.world import (
    file_contribution,
    make_commitment,
    make_contribution,
    make_department,
    make_update,
    make_user,
    moment,
)

pytestmark = pytest.mark.django_db
PLAN = "wuchang-2024"


@pytest.fixture
def contribution(cast):
    return make_contribution(cast.commitment, cast.other, cast.reporter)


@pytest.fixture
def read(client):
    """Return a function: (user, address name) → the page."""

    def get(user, name, *more):
        client.force_login(user)
        return client.get(reverse(name, args=[PLAN, *more])).content.decode()

    return get


def test_the_desk_of_the_lead_says_whose_contribution_is_late(cast, contribution, read):
    text = read(cast.reporter, "desk")
    assert 'class="late"' in text
    assert "区教育局" in text


def test_the_desk_of_the_asked_department_begins_with_what_it_owes(cast, contribution, read):
    assert f"#p-{contribution.pk}" in read(cast.outsider, "desk")
    file_contribution(contribution, cast.outsider)
    assert f"#p-{contribution.pk}" not in read(cast.outsider, "desk")


def test_the_office_sees_a_missing_contribution_when_it_reviews(cast, contribution, read):
    moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    text = read(cast.supervisor, "review")
    assert 'class="jl"' in text
    assert "区教育局" in text


@pytest.mark.parametrize("who", ["supervisor", "leader", "reporter", "outsider"])
def test_the_commitment_s_page_shows_contributions_to_those_concerned(cast, contribution, read, who):
    assert 'class="pts"' in read(getattr(cast, who), "commitment", "4-1-1")


def test_others_see_no_contributions_on_the_commitment_s_page(cast, contribution, read):
    third = make_user("mallory", Role.REPORTER, make_department("CGJ", "区城管局"))
    for user in (third, cast.auditor, cast.system_admin):
        text = read(user, "commitment", "4-1-1")
        assert "新增新能源充电桩1万根" in text
        assert 'class="pts"' not in text


def test_the_text_of_a_contribution_is_on_none_of_these_pages(cast, contribution, read):
    file_contribution(contribution, cast.outsider, "配合单位的话。")
    assert "配合单位的话。" in read(cast.reporter, "contributions")
    for user, name, *more in (
        (cast.reporter, "desk"), (cast.supervisor, "review"), (cast.supervisor, "commitment", "4-1-1"),
        (cast.auditor, "commitment", "4-1-1"),
    ):  # fmt: skip
        assert "配合单位的话。" not in read(user, name, *more)


def test_the_desk_asks_as_often_with_many_contributions_as_with_one(cast, contribution, client, read):
    def count():
        read(cast.reporter, "desk")
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desk", args=[PLAN]))
        return len(captured)

    for place in (2, 3):
        make_commitment(cast.plan, cast.department, code=f"4-1-{place}", quote="新增停车泊位1万个", kind="qualitative")
    before = count()
    for commitment in cast.plan.commitments.exclude(pk=cast.commitment.pk):
        make_contribution(commitment, cast.other, cast.reporter)
    assert count() == before
