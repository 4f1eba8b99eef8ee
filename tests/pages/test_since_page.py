"""One promise over the years: rows, breaks, what an account may see of them, and what the office settles there."""

import datetime

import pytest

from commitments.choices import LinkKind, PlanState, Standing
from commitments.models import AboveLink, Plan, PromiseLink
from commitments.workflow.planning.beginning import NewPlan
from commitments.workflow.planning.continuation import continue_plan
from tests.world import form_key, make_approved, make_commitment, make_plan, make_target, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/since/4-1-1/"


def make_year(year, cast, *codes, **more):
    """Return commitments of an opened plan of that year, with these codes."""
    days = {"starts": datetime.date(year, 1, 1), "ends": datetime.date(year, 12, 31)}
    plan = make_plan(f"wuchang-{year}", year=year, **(days | more))
    return [make_commitment(plan, cast.department, code) for code in codes]


def tie(later, earlier, kind="same", note="", standing=Standing.CONFIRMED):
    return PromiseLink.objects.create(
        plan=later.plan, commitment=later, earlier=earlier, kind=kind, note=note, standing=standing
    )


@pytest.fixture
def office(client, cast):
    client.force_login(cast.supervisor)
    return client


def years(page):
    return [(row.plan.year, row.commitment.code) for row in page.context["years"].newest_first]


def test_one_year_alone_says_it_is_the_earliest_on_record(office):
    page = office.get(URL)
    assert years(page) == [(2024, "4-1-1")]
    assert "最早有记录" in page.content.decode()
    assert page.context["drawn"].years == []


def test_the_years_stand_newest_first_with_target_result_lamp_and_lead(office, cast):
    (old,) = make_year(2023, cast, "4-1-5")
    make_target(old, "8000", indicator=cast.target.indicator)
    tie(cast.commitment, old)
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="9200")
    page = office.get(URL)
    assert years(page) == [(2024, "4-1-1"), (2023, "4-1-5")]
    newest = page.context["years"].newest_first[0]
    assert (newest.headline.result.value, newest.headline.is_whole, newest.commitment.lead_name) == (
        9200,
        False,
        "区建设局",
    )
    assert newest.lamp
    assert "9,200根" in page.content.decode()


def test_a_result_counts_for_its_own_year_alone(office, cast):
    (old,) = make_year(2023, cast, "4-1-5")
    make_target(old, "8000", indicator=cast.target.indicator)
    tie(cast.commitment, old)
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="9200")
    found = {row.plan.year: row.headline.result for row in office.get(URL).context["years"].rows}
    assert (found[2023], found[2024].value) == (None, 9200)


def test_several_branches_are_walked_both_ways_and_those_beside_are_not(office, cast):
    one, two = make_year(2023, cast, "4-1-5", "4-1-6")
    (first,) = make_year(2022, cast, "4-1-1")
    beside = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    for earlier in (one, two):
        tie(cast.commitment, earlier, "merged")
        tie(earlier, first, "split")
    tie(beside, one, "split")
    assert years(office.get(URL)) == [(2024, "4-1-1"), (2023, "4-1-6"), (2023, "4-1-5"), (2022, "4-1-1")]
    assert {code for _year, code in years(office.get("/wuchang-2022/since/4-1-1/"))} == {
        "4-1-1", "4-1-2", "4-1-5", "4-1-6"
    }  # fmt: skip


@pytest.mark.parametrize("kind", LinkKind.of_two())
def test_a_break_is_drawn_dashed_with_its_kind_and_said_with_its_reason(office, cast, kind):
    (old,) = make_year(2023, cast, "4-1-5")
    make_target(old, "8000", indicator=cast.target.indicator)
    tie(cast.commitment, old, kind, "含改造提升。")
    page = office.get(URL)
    (line,) = page.context["drawn"].links
    assert line.is_break == (kind not in LinkKind.comparable())
    assert ('class="cut"' in page.content.decode(), "含改造提升。" in page.content.decode()) == (line.is_break, True)
    assert len(page.context["years"].breaks) == line.is_break


def test_a_promise_nothing_follows_ends_with_what_was_said_of_it(office, cast):
    (last,) = make_year(2025, cast, "4-1-9")
    PromiseLink.objects.create(plan=last.plan, earlier=cast.commitment, kind="dropped", note="市里承担。")
    text = office.get(URL).content.decode()
    assert "市里承担。" in text
    assert "2025" in text


def test_a_draft_year_is_the_office_s_alone(office, cast):
    continue_plan(cast.plan, NewPlan(2025, "district", "武昌区2025年计划"), by=cast.supervisor, at=moment())
    assert years(office.get(URL)) == [(2025, "4-1-1"), (2024, "4-1-1")]
    office.force_login(cast.leader)
    assert years(office.get(URL)) == [(2024, "4-1-1")]
    assert office.get("/wuchang-2025/since/4-1-1/").status_code == 404


def test_the_page_takes_as_many_queries_for_many_years_as_for_two(office, cast, django_assert_max_num_queries):
    later = cast.commitment
    (old,) = make_year(2023, cast, "4-1-5")
    make_target(old, "8000", indicator=cast.target.indicator)
    tie(later, old)
    with django_assert_max_num_queries(60) as two:
        assert len(years(office.get(URL))) == 2
    for year in range(2022, 2010, -1):
        (older,) = make_year(year, cast, "4-1-5")
        make_target(older, "8000", indicator=cast.target.indicator)
        tie(old, older, "scope", "口径有变。")
        old = older
    with django_assert_max_num_queries(len(two)):
        assert len(years(office.get(URL))) == 14


def test_the_commitment_s_page_leads_there(office, cast):
    assert URL in office.get("/wuchang-2024/commitment/4-1-1/").content.decode()


@pytest.fixture
def draft(cast):
    return continue_plan(cast.plan, NewPlan(2025, "district", "武昌区2025年计划"), by=cast.supervisor, at=moment())


def judge(office, link, kind, note=""):
    sent = {"key": form_key(), "link": link.pk, f"kind_{link.pk}": kind, f"note_{link.pk}": note}
    return office.post("/wuchang-2025/since/4-1-1/judge/", sent)


def test_a_draft_s_link_is_judged_here_and_a_break_needs_its_sentence(office, draft):
    link = draft.links.get()
    assert "data-judge" in office.get("/wuchang-2025/since/4-1-1/").content.decode()
    refused = judge(office, link, "unit")
    assert refused.status_code == 422
    assert "请用一句话说明原因" in refused.content.decode()
    assert judge(office, link, "unit", "改按公里计。").url == "/wuchang-2025/since/4-1-1/"
    link.refresh_from_db()
    assert (link.kind, link.note, link.standing) == ("unit", "改按公里计。", Standing.CONFIRMED)


def test_past_the_draft_nothing_is_judged_here(office, draft):
    link = draft.links.get()
    Plan.objects.update(state=PlanState.OPEN)
    assert "data-judge" not in office.get("/wuchang-2025/since/4-1-1/").content.decode()
    assert judge(office, link, "same").status_code == 409


@pytest.fixture
def city(cast):
    plan = make_plan("wuhan-2024")
    make_commitment(plan, cast.other, "4-1-2", "推进海绵城市建设", kind="qualitative")
    return make_commitment(plan, cast.other, "4-1-1")


def link_above(office, above, kind="split", note=""):
    return office.post(f"{URL}above/", {"key": form_key(), "above": above, "kind_0": kind, "note_0": note})


def test_the_promise_of_the_level_above_is_proposed_by_its_words_linked_and_taken_away(office, cast, city):
    alike, others = office.get(URL).context["candidates"]
    assert ([row.code for row in alike], [row.code for row in others]) == (["4-1-1"], ["4-1-2"])
    assert link_above(office, city.pk).url == URL
    link = AboveLink.objects.get()
    assert (link.above, link.kind) == (city, "split")
    assert "/wuhan-2024/commitment/4-1-1/" in office.get(URL).content.decode()
    assert office.post(f"{URL}above/drop/", {"key": form_key(), "link": link.pk}).url == URL
    assert not AboveLink.objects.exists()
    assert office.post(f"{URL}above/drop/", {"key": form_key(), "link": link.pk}).status_code == 409


@pytest.mark.parametrize(
    ("above", "kind", "note"), [("", "same", ""), ("x", "same", ""), ("1", "new", ""), ("1", "unit", "")]
)
def test_a_link_above_without_its_end_its_kind_or_its_reason_is_refused(office, city, above, kind, note):
    sent = city.pk if above == "1" else above
    assert link_above(office, sent, kind, note).status_code == 422
    assert not AboveLink.objects.exists()


def test_others_read_the_link_above_and_have_no_form(office, cast, city):
    link_above(office, city.pk, "split", "市级任务的一部分。")
    office.force_login(cast.reporter)
    text = office.get(URL).content.decode()
    assert "市级任务的一部分。" in text
    assert f"{URL}above/" not in text


def test_a_figure_of_last_year_approved_otherwise_since_is_told_with_both(office, cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="9200")
    plan = continue_plan(cast.plan, NewPlan(2025, "district", "武昌区2025年计划"), by=cast.supervisor, at=moment())
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.OPEN)
    before = office.get("/wuchang-2025/since/4-1-1/").content.decode()
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q4", "2025-01-15", value="9500")
    for page in ("since", "commitment"):
        text = office.get(f"/wuchang-2025/{page}/4-1-1/").content.decode()
        assert "下达时采用9,200根，现审定9,500根" in text
    assert "现审定" not in before
    assert plan.commitments.get().targets.get().last_year.value == 9200


def test_results_of_comparable_years_are_joined_and_a_target_is_none(office, cast):
    (old,) = make_year(2023, cast, "4-1-5")
    make_target(old, "8000", indicator=cast.target.indicator)
    tie(cast.commitment, old)
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="9200")
    assert [line.is_joined for line in office.get(URL).context["drawn"].links] == [False]
    Plan.objects.filter(year=2023).update(ends="2024-09-30")
    page = office.get(URL)
    assert [line.is_joined for line in page.context["drawn"].links] == [True]
    assert 'class="same"' in page.content.decode()
