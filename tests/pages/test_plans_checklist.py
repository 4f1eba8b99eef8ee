"""The checklist of a draft, what is settled from it, and the act of opening."""

import pytest

from commitments.choices import PlanState, Standing
from commitments.models import Department, Indicator, Plan
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.continuation import continue_plan
from tests.world import TODAY, form_key, make_commitment, make_department, moment

pytestmark = pytest.mark.django_db
URL = "/plans/wuchang-2025/"


@pytest.fixture
def draft(cast):
    return continue_plan(cast.plan, NewPlan(2025, "district", "武昌区2025年计划"), by=cast.supervisor, at=moment())


@pytest.fixture
def office(client, cast):
    client.force_login(cast.supervisor)
    return client


def complete(cast, draft):
    draft.links.update(standing=Standing.CONFIRMED)
    Indicator.objects.update(definition="建成", source="台账", approved_by=cast.supervisor, approved_on=TODAY)


def post(office, url, **typed):
    return office.post(f"{URL}{url}", {"key": form_key()} | typed)


def opened(office, **typed):

    said = {"version": office.get(URL).context["opening"].initial["version"], "basis": "人大批准", "looked": "on"}

    return post(office, "open/", **(said | typed))


def test_what_is_missing_stands_with_its_count_and_the_address_of_its_rows(office, draft):
    page = office.get(URL)
    assert [(gap.code, gap.count) for gap in page.context["must"]] == [("definitions_open", 1), ("links_proposed", 1)]
    assert "disabled" in page.content.decode()
    for gap in (*page.context["must"], *page.context["along"]):
        assert office.get(gap.url).status_code == 200


def test_the_server_refuses_too_and_says_that_something_is_missing(office, draft):
    answer = opened(office)
    assert answer.status_code == 422
    assert "还有必须补齐的" in answer.content.decode()
    assert Plan.objects.get(year=2025).state == PlanState.DRAFT


def test_a_complete_draft_is_opened_and_shown_to_everybody(office, cast, draft):
    complete(cast, draft)
    assert opened(office).url == "/wuchang-2025/"
    office.force_login(cast.reporter)
    assert office.get("/wuchang-2025/").status_code == 200


@pytest.mark.parametrize("typed", [{"basis": ""}, {"looked": ""}, {"basis": "长" * 301}, {"basis": "甲\u202e乙"}])
def test_opening_needs_a_ground_and_a_look(office, cast, draft, typed):
    complete(cast, draft)
    assert opened(office, **typed).status_code == 422
    assert Plan.objects.get(year=2025).state == PlanState.DRAFT


def test_a_draft_changed_since_the_page_was_shown_is_not_opened(office, cast, draft):
    complete(cast, draft)
    answer = opened(office, version="0" * 16)
    assert answer.status_code == 409
    assert "草稿有改动" in answer.content.decode()


def test_the_head_of_the_report_is_saved_and_a_stale_form_keeps_what_was_typed(office, draft):
    initial = office.get(URL).context["facts"].initial
    assert post(office, "facts/", **(initial | {"presented_by": "区政府"})).status_code == 302
    answer = post(office, "facts/", **(initial | {"presented_by": "区发改委"}))
    assert answer.status_code == 409
    assert "区发改委" in answer.content.decode()
    assert Plan.objects.get(year=2025).presented_by == "区政府"


def test_saved_again_after_the_conflict_what_was_typed_counts(office, draft):
    initial = office.get(URL).context["facts"].initial
    post(office, "facts/", **(initial | {"presented_by": "区政府"}))
    form = post(office, "facts/", **(initial | {"presented_by": "区发改委"})).context["facts"]
    post(office, "facts/", **(form.data.dict() | {"key": form_key()}))
    assert Plan.objects.get(year=2025).presented_by == "区发改委"


def test_names_of_departments_are_confirmed_by_ticks(office, cast, draft):
    Department.objects.update(standing=Standing.PROPOSED)
    assert "武昌区建设局" in office.get(f"{URL}departments/").content.decode()
    post(office, "departments/confirm/", department=[cast.department.pk, "x", "9" * 30])
    assert list(Department.objects.filter(standing=Standing.CONFIRMED)) == [cast.department]


def test_a_draft_is_deleted_by_typing_its_year(office, draft):
    assert post(office, "drop/", year="2024").status_code == 422
    assert post(office, "drop/", year="2025").url == "/plans/"
    assert not Plan.objects.filter(year=2025).exists()
    assert Plan.objects.filter(year=2024).exists()


@pytest.mark.parametrize("url", ["facts/", "open/", "drop/", "departments/confirm/", "links/judge/", "dropped/say/"])
def test_of_a_plan_past_its_draft_nothing_changes_here(office, cast, draft, url):
    initial = office.get(URL).context
    complete(cast, draft)
    sent = initial["facts"].initial | {"basis": "x", "looked": "on", "year": "2025"}
    if url == "open/":
        sent |= initial["opening"].initial
    Plan.objects.update(state=PlanState.OPEN)
    assert post(office, url, **sent).status_code == 409
    assert Plan.objects.filter(state=PlanState.OPEN).count() == 2


@pytest.mark.parametrize("page", ["departments/", "links/"])
def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(
    office, cast, draft, page, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as one:
        office.get(f"{URL}{page}")
    for number in range(5):
        body = make_department(f"X{number}", f"区{number}局", standing=Standing.PROPOSED)
        made = make_commitment(draft, body, f"4-1-{number + 30}", "推进海绵城市建设", kind="qualitative")
        draft.links.create(commitment=made, kind="new")
    with django_assert_max_num_queries(len(one)):
        assert office.get(f"{URL}{page}").status_code == 200


def test_a_plan_is_taken_away_as_its_files(office, draft):
    answer = office.get(f"{URL}export/")
    assert (answer["Content-Type"], answer.content[:2]) == ("application/zip", b"PK")
    assert "wuchang-2025.zip" in answer["Content-Disposition"]
