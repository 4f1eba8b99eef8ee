"""The list of plans 编制: years and levels, and what each draft lacks."""

import pytest

from commitments.choices import Standing
from commitments.pages.plan_steps import step_url
from tests.world import make_commitment, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    plan = make_plan("wuchang-2025", year=2025, state="draft", title="武昌区2025年计划")
    made = make_commitment(plan, cast.department)
    made.assignments.update(standing=Standing.PROPOSED)
    plan.links.create(commitment=made, earlier=cast.commitment, kind="same", standing=Standing.CONFIRMED)
    return plan


def page(client, cast, url="/plans/"):
    client.force_login(cast.supervisor)
    return client.get(url)


def test_the_newest_year_stands_first_with_what_its_draft_lacks(client, cast, draft):
    rows = page(client, cast).context["rows"]
    assert [row.plan.key for row in rows] == ["wuchang-2025", "wuchang-2024"]
    assert [(gap.code, gap.count) for gap in rows[0].gaps] == [("duties_proposed", 1), ("words_open", 1)]
    assert rows[1].gaps == []


def test_what_a_draft_lacks_takes_as_many_queries_for_many_as_for_one(
    client, cast, draft, django_assert_max_num_queries
):
    client.force_login(cast.supervisor)
    with django_assert_max_num_queries(40) as one:
        client.get("/plans/")
    for year in range(2026, 2030):
        make_plan(f"wuchang-{year}", year=year, state="draft")
    with django_assert_max_num_queries(len(one)):
        assert client.get("/plans/").content.decode().count("wuchang-20") > 5


def test_the_steps_of_a_draft_count_what_is_left_in_each(client, cast, draft):
    steps = {step.name: step for step in page(client, cast, "/plans/wuchang-2025/").context["steps"]}
    assert steps["duties"].left == steps["plans_checklist"].left == 1
    assert steps["trajectory"].url == "/wuchang-2025/trajectory/"
    assert step_url("no_such_room", draft) == ""
