"""One commitment of a draft: saved while one types, refused at the field, and what is done to it by a button."""

import pytest

from commitments.choices import PlanState, Standing
from commitments.models import Commitment, Indicator, Plan
from tests.hostile.values import MARKUP, TEXTS
from tests.world import form_key, make_commitment, make_milestone

pytestmark = pytest.mark.django_db
URL = "/plans/wuchang-2024/commitments/"


@pytest.fixture
def office(client, cast):
    Plan.objects.update(state=PlanState.DRAFT)
    cast.plan.refresh_from_db()
    make_milestone(cast.commitment)
    make_commitment(cast.plan, cast.department, "4-1-2", "打通不少于2条断头路", kind="qualitative")
    client.force_login(cast.supervisor)
    return client


def typed(office, code="4-1-1", **changed) -> dict:
    """Return what the form of a commitment sends when only `changed` was typed."""
    context = office.get(f"{URL}{code}/").context
    said = {field.html_name: field.value() for field in context["form"]}
    said = {name: value for name, value in said.items() if value not in (False, None)}
    said = {name: "on" if value is True else value for name, value in said.items()}
    return said | {"key": form_key(), "version": context["version"]} | changed


def save(office, code="4-1-1", headers=None, **changed):
    return office.post(f"{URL}{code}/save/", typed(office, code, **changed), headers=headers or {})


def act(office, name, code="4-1-1", **more):
    version = office.get(f"{URL}{code}/").context["version"]
    return office.post(f"{URL}{code}/{name}/", {"key": form_key(), "version": version} | more)


def test_the_list_shows_them_in_the_report_s_order_and_those_an_item_is_about(office, cast):
    Commitment.objects.filter(code="4-1-2").update(due_standing=Standing.PROPOSED)
    assert [row.code for row in office.get(URL).context["rows"]] == ["4-1-1", "4-1-2"]
    page = office.get(f"{URL}?lacks=dues_proposed")
    assert [row.code for row in page.context["rows"]] == ["4-1-2"]
    assert "完成时限为拟定" in page.content.decode()


def test_the_quote_stands_marked_in_its_paragraph(office):
    page = office.get(f"{URL}4-1-1/").content.decode()
    assert "<mark>新增新能源充电桩1万根</mark>" in page
    assert page.index("4-1-2 ›") > 0


def test_without_scripts_a_save_leads_back_to_the_form(office):
    assert save(office, title="充电桩一万根").url == f"{URL}4-1-1/"
    assert Commitment.objects.get(code="4-1-1").title == "充电桩一万根"


def test_while_one_types_the_answer_is_what_stands_beside_the_boxes(office):
    answer = save(office, headers={"HX-Request": "true"}, title="充电桩一万根")
    words = answer.content.decode()
    assert "已保存" in words
    assert 'id="live"' in words
    assert "<main" not in words
    assert f'value="{typed(office)["version"]}"' in words


def test_each_save_takes_the_version_the_last_one_answered(office):
    first = typed(office, title="一")
    answer = office.post(f"{URL}4-1-1/save/", first, headers={"HX-Request": "true"})
    version = answer.context["version"]
    second = office.post(f"{URL}4-1-1/save/", first | {"key": form_key(), "version": version, "title": "二"})
    assert second.status_code == 302
    assert Commitment.objects.get(code="4-1-1").title == "二"


def test_a_stale_form_is_answered_with_what_was_typed_and_stores_nothing(office):
    old = typed(office, title="旧页的标题")
    save(office, title="别人改的")
    answer = office.post(f"{URL}4-1-1/save/", old)
    assert answer.status_code == 409
    assert "旧页的标题" in answer.content.decode()
    assert Commitment.objects.get(code="4-1-1").title == "别人改的"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"quote": "原文里没有的话1万根"}, "引文须一字不差"),
        ({"due": "2025-06-01"}, "不在计划年度内"),
        ({"kind": "rate"}, "目标"),
        ({"title": ""}, "必填"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(office, changed, words):
    answer = save(office, headers={"HX-Request": "true"}, **changed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "autofocus" not in answer.content.decode()
    assert Commitment.objects.get(code="4-1-1").kind == "flow"


@pytest.mark.parametrize("value", [*TEXTS, MARKUP, "长" * 3000, "１", "\ud7ff"])
@pytest.mark.parametrize("name", ["title", "quote", "note", "evidence_hint"])
def test_whatever_is_typed_is_stored_as_text_or_refused(office, name, value):
    assert save(office, **{name: value}).status_code in (302, 422)
    assert "<b id=planted>" not in office.get(f"{URL}4-1-1/").content.decode()


@pytest.mark.parametrize("value", ["NaN", "1e5", "Infinity", "9" * 30, "1.23456", "x", ""])
def test_no_odd_number_becomes_a_target(office, cast, value):
    answer = save(office, **{f"target_{cast.target.pk}_value": value})
    assert answer.status_code == 422
    cast.target.refresh_from_db()
    assert cast.target.value == 10000


def test_a_commitment_is_cut_joined_moved_and_dropped_by_buttons(office):
    save(office, quote="新增新能源充电桩1万根,新增停车泊位1万个")
    assert act(office, "split", cut="12").url == f"{URL}4-1-2/"
    assert act(office, "merge").url == f"{URL}4-1-1/"
    assert act(office, "move", down="1").url == f"{URL}4-1-2/"
    assert act(office, "drop").url == URL
    assert Commitment.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "more", "words"), [("split", {"cut": "0"}, "请在引文中间拆"), ("merge", {}, "没有任务")]
)
def test_what_cannot_be_cut_or_joined_is_said(office, name, more, words):
    answer = act(office, name, "4-1-2", **more)
    assert answer.status_code == 422
    assert words in answer.content.decode()


NEW = {"indicator": "充电桩功率", "unit": "万千瓦", "basis": "flow", "wording": "1万根", "value": "3"}


def test_a_target_is_added_with_the_figure_its_words_say(office):
    assert (
        act(office, "target", "4-1-2", **(NEW | {"unit": "条", "wording": "不少于2条", "value": ""})).status_code == 302
    )
    target = Commitment.objects.get(code="4-1-2").targets.get()
    assert (target.value, target.comparator, target.indicator.name) == (2, ">=", "充电桩功率")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"wording": "3万根"}, "引文里没有这些字"),
        ({"indicator": "指标4-1-1", "unit": "根"}, "已经有了"),
        ({"indicator": "指标4-1-1"}, "别的单位"),
        ({"value": ""}, "读不出数"),
        ({"unit": "%"}, "百分比"),
        ({"indicator": ""}, "必填"),
    ],
)
def test_what_is_wrong_with_a_new_target_is_said_and_no_indicator_is_made(office, changed, words):
    answer = act(office, "target", **(NEW | changed))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Indicator.objects.count() == 1


def test_milestones_are_added_and_taken_out_again(office, cast):
    new = {"verb": "start", "what": "沙湖变电站", "planned": "2024-09-30"}
    assert act(office, "milestone", **new).status_code == 302
    assert act(office, "milestone", **new).status_code == 422
    assert act(office, "milestone", **(new | {"what": "另一座", "planned": "2023-01-01"})).status_code == 422
    stone = cast.commitment.milestones.get(what="沙湖变电站")
    assert act(office, f"milestone/{stone.pk}/drop").status_code == 302
    assert cast.commitment.milestones.count() == 1


def test_a_target_is_taken_out(office, cast):
    assert act(office, f"target/{cast.target.pk}/drop").status_code == 302
    assert cast.commitment.targets.count() == 0
    assert act(office, f"target/{cast.target.pk}/drop").status_code == 409


def test_an_open_plan_s_form_is_only_to_read_and_stores_nothing(office, cast):
    Plan.objects.update(state=PlanState.OPEN)
    assert '<fieldset class="bare" disabled' in office.get(f"{URL}4-1-1/").content.decode()
    assert save(office, title="改一改").status_code == 409
    assert act(office, "drop").status_code == 409
    assert Commitment.objects.get(code="4-1-1").title == "新增新能源充电桩1万根"
