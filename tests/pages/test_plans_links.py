"""The links to last year on the screen: judged with a sentence at the field, and what is not promised again."""

import pytest

from commitments.choices import LinkKind, Standing
from commitments.models import PromiseLink
from commitments.workflow.planning import commitment_cuts
from commitments.workflow.planning.beginning import NewPlan, begin_plan
from commitments.workflow.planning.continuation import continue_plan
from tests.world import form_key, make_commitment, make_section_text, moment

pytestmark = pytest.mark.django_db
URL = "/plans/wuchang-2025/"
NEXT = NewPlan(2025, "district", "武昌区2025年计划")


@pytest.fixture
def draft(cast):
    return continue_plan(cast.plan, NEXT, by=cast.supervisor, at=moment())


@pytest.fixture
def left(cast, draft):
    """Return a promise of last year that nothing of the draft follows."""
    return make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")


@pytest.fixture
def office(client, cast):
    client.force_login(cast.supervisor)
    return client


def post(office, url, **typed):
    return office.post(f"{URL}{url}", {"key": form_key()} | typed)


def judge(office, link, kind, note=""):
    return post(office, "links/judge/", **{"link": link.pk, f"kind_{link.pk}": kind, f"note_{link.pk}": note})


def test_links_are_judged_by_ticks_with_the_kind_and_the_sentence(office, draft):
    link = draft.links.get()
    assert judge(office, link, "scope", "含改造提升。").status_code == 302
    link.refresh_from_db()
    assert (link.kind, link.standing, link.note) == ("scope", Standing.CONFIRMED, "含改造提升。")
    assert list(office.get(f"{URL}links/?lacks=links_proposed").context["rows"]) == []
    assert "含改造提升。" in office.get(f"{URL}links/").content.decode()


@pytest.mark.parametrize("note", ["", "长" * 301, "甲\u202e乙"])
def test_a_break_without_its_sentence_is_refused_at_the_field_and_stays_on_the_checklist(office, draft, note):
    link = draft.links.get()
    page = judge(office, link, "unit", note)
    assert page.status_code == 422
    assert f'aria-describedby="n-{link.pk}_error"' in page.content.decode()
    assert page.context["rows"][0].kind == "unit"
    assert {gap.code: gap.count for gap in office.get(URL).context["must"]}["links_proposed"] == 1


def test_a_kind_nobody_knows_is_refused(office, draft):
    assert judge(office, draft.links.get(), "new").status_code == 422
    assert judge(office, draft.links.get(), "alike").status_code == 422
    assert draft.links.get().standing == Standing.PROPOSED


def test_what_is_dropped_without_a_word_is_counted_listed_and_accounted_for(office, cast, draft, left):
    assert {gap.code: gap.count for gap in office.get(URL).context["must"]}["dropped_silently"] == 1
    page = office.get(f"{URL}dropped/")
    assert [row.commitment for row in page.context["rows"]] == [left]
    assert post(office, "dropped/say/", promise=left.pk).status_code == 422
    assert post(office, "dropped/say/", promise=left.pk, note_0="市里统一建设。").status_code == 302
    link = PromiseLink.objects.get(earlier=left)
    assert (link.kind, link.note, link.standing) == (LinkKind.DROPPED, "市里统一建设。", Standing.CONFIRMED)
    page = office.get(f"{URL}dropped/")
    assert (list(page.context["rows"]), list(page.context["accounted"])) == ([], [link])
    assert "dropped_silently" not in {gap.code for gap in office.get(URL).context["must"]}


def test_a_sentence_of_its_own_goes_before_the_one_for_all(office, draft, left):
    post(office, "dropped/say/", **{"promise": left.pk, "note_0": "共用。", f"note_{left.pk}": "单独。"})
    assert PromiseLink.objects.get(earlier=left).note == "单独。"


def test_what_follows_can_be_said_instead_and_waits_to_be_judged(office, cast, draft, left):
    made = commitment_cuts.add_commitment(
        draft.sections.first().paragraphs.first(), "新增停车泊位1万个", by=cast.supervisor, at=moment()
    )
    (row,) = office.get(f"{URL}dropped/").context["rows"]
    assert row.candidates == [made]
    post(office, "dropped/say/", **{"promise": left.pk, f"follower_{left.pk}": made.pk})
    link = PromiseLink.objects.get(earlier=left)
    assert (link.commitment, link.kind, link.standing) == (made, LinkKind.SAME, Standing.PROPOSED)
    assert not made.links.filter(kind=LinkKind.NEW).exists()


@pytest.mark.parametrize("follower", ["x", "0", "99999999"])
def test_a_follower_that_is_none_of_the_draft_is_refused(office, draft, left, follower):
    sent = {"promise": left.pk, "note_0": "说明。", f"follower_{left.pk}": follower}
    assert post(office, "dropped/say/", **sent).status_code == 422
    assert not PromiseLink.objects.filter(earlier=left).exists()


def test_a_draft_begun_from_nothing_gets_its_links_proposed_at_a_button(office, cast):
    plan = begin_plan(NEXT, by=cast.supervisor, at=moment())
    paragraph = make_section_text(plan, "新增新能源充电桩1.2万根")
    commitment_cuts.add_commitment(paragraph, paragraph.text, by=cast.supervisor, at=moment())
    assert f"{URL}links/propose/" in office.get(f"{URL}links/").content.decode()
    assert post(office, "links/propose/").status_code == 302
    assert plan.links.get().earlier == cast.commitment
    assert f"{URL}links/propose/" not in office.get(f"{URL}links/").content.decode()


def test_what_was_withdrawn_last_year_is_listed_apart(office, cast, draft, left):
    left.withdrawn_on, left.withdrawn_reason = "2024-09-01", "并入市级项目。"
    left.save()
    page = office.get(f"{URL}dropped/")
    assert (list(page.context["rows"]), list(page.context["withdrawn"])) == ([], [left])
    assert "并入市级项目。" in page.content.decode()


def test_the_list_takes_as_many_queries_for_many_promises_as_for_one(
    office, cast, draft, left, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as one:
        assert len(office.get(f"{URL}dropped/").context["rows"]) == 1
    for number in range(5):
        make_commitment(cast.plan, cast.other, f"4-1-{number + 30}", "推进海绵城市建设", kind="qualitative")
    with django_assert_max_num_queries(len(one)):
        assert len(office.get(f"{URL}dropped/").context["rows"]) == 6
