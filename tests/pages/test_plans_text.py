"""The text of a draft: sections and paragraphs kept, quotes held, commitments made of marked words."""

import pytest

from commitments.choices import PlanState
from commitments.models import Commitment, Paragraph, Plan, Section
from tests.hostile.values import MARKUP, TEXTS
from tests.world import TEXT, form_key

pytestmark = pytest.mark.django_db
URL = "/plans/wuchang-2024/text/"


@pytest.fixture
def office(client, cast):
    Plan.objects.update(state=PlanState.DRAFT)
    client.force_login(cast.supervisor)
    return client


def post(office, act, at="", **typed):
    return office.post(f"{URL}{act}/{f'?at={at}' if at else ''}", {"key": form_key()} | typed)


def save(office, at, **typed):
    return with_version(office, "save", at, **typed)


def with_version(office, act, at, **typed):
    return post(office, act, at, version=office.get(f"{URL}?at={at}").context["version"], **typed)


def second_paragraph(office):
    post(office, "add", "s-4", lead="", text="另一段，建成2座公园。")


def test_a_section_and_its_paragraph_are_added_with_codes_of_their_own(office):
    post(office, "add", number="(五)", title="民生", short_title="民生")
    section = Section.objects.get(title="民生")
    assert post(office, "add", f"s-{section.code}", lead="", text="办好十件实事。").status_code == 302
    assert Paragraph.objects.get(section=section).code == f"{section.code}-1"


def test_a_section_is_called_otherwise(office):
    save(office, "s-4", number="(四)", title="城市更新", short_title="更新")
    assert Section.objects.get().title == "城市更新"


def test_another_text_keeps_the_quotes_where_they_now_stand(office, cast):
    before = Paragraph.objects.get().pk
    assert save(office, "p-4-1", lead="", text=f"先说一句。{TEXT}").status_code == 302
    row = Commitment.objects.select_related("paragraph").get()
    assert row.paragraph.text[row.quote_start : row.quote_end] == row.quote
    assert (row.paragraph.code, row.quote_start) == ("4-1", 5)
    assert not Paragraph.objects.filter(pk=before).exists()


def test_a_text_that_would_lose_a_quote_is_refused_with_the_commitment_s_code(office, cast):
    answer = save(office, "p-4-1", lead="", text="新增充电桩。")
    assert answer.status_code == 422
    assert "4-1-1的引文就不在本段了" in answer.content.decode()
    assert "新增充电桩。" in answer.content.decode()
    assert Paragraph.objects.get().text == TEXT


def test_a_stale_text_overwrites_nothing_and_is_kept(office):
    old = office.get(f"{URL}?at=p-4-1").context["version"]
    save(office, "p-4-1", lead="主题", text=TEXT)
    answer = post(office, "save", "p-4-1", version=old, lead="别的主题", text=TEXT)
    assert answer.status_code == 409
    assert "别的主题" in answer.content.decode()
    assert Paragraph.objects.get().lead == "主题"


def test_paragraphs_change_places_with_codes_and_those_of_their_commitments(office, cast):
    second_paragraph(office)
    with_version(office, "move", "p-4-1", down="1")
    assert Commitment.objects.get().code == "4-2-1"
    assert list(Paragraph.objects.order_by("order").values_list("code", flat=True)) == ["4-1", "4-2"]
    with_version(office, "move", "p-4-2", down="1")
    assert Commitment.objects.get().code == "4-2-1"


def test_what_commitments_quote_is_not_taken_out_and_the_rest_is(office):
    second_paragraph(office)
    for at in ("p-4-1", "s-4"):
        answer = with_version(office, "drop", at)
        assert answer.status_code == 409
        assert "有任务引用这段文字" in answer.content.decode()
    assert with_version(office, "drop", "p-4-2").status_code == 302
    assert Paragraph.objects.count() == 1


@pytest.mark.parametrize("act", ["move", "drop"])
def test_a_stale_page_moves_and_drops_nothing(office, act):
    second_paragraph(office)
    assert post(office, act, "p-4-2", version="0" * 16).status_code == 409
    assert Paragraph.objects.count() == 2


@pytest.mark.parametrize("act", ["save", "move", "drop", "commitment"])
def test_without_a_choice_nothing_is_done(office, act):
    answer = post(office, act, quote="启动3座变电站建设")
    assert answer.status_code == 422
    assert "请先选" in answer.content.decode()


def test_marked_words_become_a_commitment(office):
    answer = post(office, "commitment", "p-4-1", quote="启动3座变电站建设")
    assert answer.url == "/plans/wuchang-2024/commitments/4-1-2/"
    assert Commitment.objects.get(code="4-1-2").quote == "启动3座变电站建设"


@pytest.mark.parametrize("quote", ["", "没有这句话", MARKUP, *TEXTS])
def test_words_that_do_not_stand_there_become_none_and_are_kept(office, quote):
    answer = post(office, "commitment", "p-4-1", quote=quote)
    assert answer.status_code == 422
    assert "引文须一字不差" in answer.content.decode()
    assert Commitment.objects.count() == 1


@pytest.mark.parametrize("at", ["p-9-9", "s-9", "x-4", "p-", "<b>"])
def test_what_is_not_there_is_not_found(office, at):
    assert office.get(URL, {"at": at}).status_code == 404
    assert post(office, "save", "p-9-9").status_code == 404


@pytest.mark.parametrize("value", [*TEXTS, "长" * 25_000, ""])
def test_no_odd_text_is_stored(office, value):
    assert save(office, "p-4-1", lead="", text=value).status_code == 422
    assert Paragraph.objects.get().text == TEXT


@pytest.mark.parametrize("act", ["add", "save", "move", "drop", "commitment"])
def test_of_an_open_plan_no_text_changes(office, act):
    typed = {"number": "", "title": "章", "lead": "", "text": TEXT, "quote": "启动3座变电站建设"}
    at = "s-4" if act == "add" else "p-4-1"
    typed |= {"version": office.get(f"{URL}?at={at}").context["version"]}
    Plan.objects.update(state=PlanState.OPEN)
    assert post(office, act, at, **typed).status_code == 409
    assert (Paragraph.objects.count(), Commitment.objects.count()) == (1, 1)
