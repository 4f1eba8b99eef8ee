"""Contributions as a page: who sees what, writing and filing, taking over and returning."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.choices import ContributionState, Role
from commitments.models import Contribution, HistoryEntry, ProgressUpdate
from commitments.workflow.reports import contributions, moves
from tests.world import (
    file_contribution,
    form_key,
    make_commitment,
    make_contribution,
    make_department,
    make_target,
    make_update,
    make_user,
    moment,
)  # fmt: skip

pytestmark = pytest.mark.django_db
PLAN = "wuchang-2024"


@pytest.fixture
def contribution(cast):
    return make_contribution(cast.commitment, cast.other, cast.reporter)


@pytest.fixture
def page(client):
    """Return a function: user → the page as they read it."""

    def read(user, **query):
        client.force_login(user)
        return client.get(reverse("contributions", args=[PLAN]), query).content.decode()

    return read


@pytest.fixture
def post(client, cast, contribution):
    """Return a function: (action, user, changes) → the answer to a form of that contribution."""

    def act(action, user, headers=None, **changes):
        client.force_login(user)
        fields = {
            "key": form_key(),
            "version": Contribution.objects.get(pk=contribution.pk).version,
            "text": "学校建成1200根。",
        }
        return client.post(
            reverse(f"contributions_{action}", args=[PLAN, contribution.pk]), fields | changes, headers=headers
        )

    return act


def figure(cast) -> str:
    return f"figure_{cast.target.indicator_id}"


def test_what_is_asked_stands_with_its_day_and_its_asker(cast, contribution, page):
    text = page(cast.outsider)
    assert all(words in text for words in ("请报学校充电桩数量。", "区建设局", "4-1-1", figure(cast)))


def test_the_lead_sees_the_state_and_not_the_text_until_it_is_filed(cast, contribution, post, page):
    post("save", cast.outsider)
    assert "学校建成1200根。" in page(cast.outsider)
    assert "学校建成1200根。" not in page(cast.reporter)
    post("file", cast.outsider)
    assert "学校建成1200根。" in page(cast.reporter)


def test_the_supporting_department_never_sees_the_lead_s_draft(cast, contribution, client, page):
    make_update(cast.commitment, cast.reporter, value="7200", narrative="牵头单位的草稿。")
    assert "牵头单位的草稿。" not in page(cast.outsider)
    page = client.get(reverse("commitment", args=[PLAN, "4-1-1"])).content.decode()
    assert "牵头单位的草稿。" not in page
    assert client.get(reverse("desk", args=[PLAN])).status_code == 200


def test_a_third_department_learns_nothing(cast, contribution, page, post):
    third = make_user("mallory", Role.REPORTER, make_department("CGJ", "区城管局"))
    assert "请报学校充电桩数量。" not in page(third)
    assert {post(action, third).status_code for action in ("save", "file", "take", "return", "cancel")} == {404}


@pytest.mark.parametrize("action", ["save", "file", "withdraw"])
def test_the_lead_does_not_write_the_contribution(cast, post, action):
    assert post(action, cast.reporter).status_code == 404
    assert Contribution.objects.get().text == ""


@pytest.mark.parametrize("action", ["take", "return", "cancel"])
def test_the_supporting_department_does_not_settle_it(cast, contribution, post, action):
    file_contribution(contribution, cast.outsider)
    assert post(action, cast.outsider, reason="x").status_code == 404
    assert Contribution.objects.get().state == ContributionState.FILED


def test_saving_keeps_text_and_figure(cast, post):
    assert post("save", cast.outsider, **{figure(cast): "1.2万根"}).status_code == 302
    assert (Contribution.objects.get().text, Contribution.objects.get().figures.get().value) == (
        "学校建成1200根。",
        12000,
    )


def test_htmx_gets_the_contribution_alone(cast, post):
    text = post("save", cast.outsider, headers={"HX-Request": "true"}).content.decode()
    assert text.strip().startswith("<article")
    assert "<html" not in text


@pytest.mark.parametrize(
    "wrong", [{"text": "藏\u202e字"}, {"text": "字" * 2001}, {"version": "x"}, {"figure": "1e5"}, {"figure": "5公里"}]
)
def test_what_cannot_be_kept_is_told_at_the_field_and_stays_typed(cast, post, wrong):
    wrong = {figure(cast) if name == "figure" else name: text for name, text in wrong.items()}
    answer = post("file", cast.outsider, **wrong)
    assert (answer.status_code, Contribution.objects.get().text, Contribution.objects.get().state) == (
        422,
        "",
        ContributionState.ASKED,
    )
    page = answer.content.decode()
    assert [text for text in wrong.values() if text != "x" and text[:20] not in page] == []


def test_an_answer_never_echoes_the_figure_before(cast, contribution, post):
    file_contribution(contribution, cast.outsider, value="12000")
    Contribution.objects.update(state="returned", return_reason="请核对。")
    page = post("save", cast.outsider, text="藏\u202e字", **{figure(cast): "60"}).content.decode()
    assert re.findall(r"识别为<b>([^<]*)</b>", page) == ["60根"]


def test_an_empty_contribution_is_not_filed(cast, post):
    assert post("file", cast.outsider, text=" ").status_code == 422
    assert Contribution.objects.get().state == ContributionState.ASKED


def test_filing_twice_with_one_key_has_one_effect(cast, post):
    key, version = form_key(), 1
    assert [post("file", cast.outsider, key=key, version=version).status_code for _ in "ab"] == [302, 302]
    assert HistoryEntry.objects.filter(action="part_file").count() == 1


def test_one_key_does_not_stand_for_another_text(cast, post):
    key = form_key()
    post("save", cast.outsider, key=key)
    assert post("save", cast.outsider, key=key, text="别的话。").status_code == 409


def test_a_stale_form_shows_both_texts(cast, contribution, post):
    contributions.save_contribution(contribution, text="同事写的。", figures={}, by=cast.outsider, version=1)
    answer = post("save", cast.outsider, version=1)
    assert answer.status_code == 409
    assert all(text in answer.content.decode() for text in ("同事写的。", "学校建成1200根。"))
    assert Contribution.objects.get().text == "同事写的。"


def test_what_was_typed_after_it_was_taken_over_is_kept_on_the_page(cast, contribution, post):
    contributions.take_over_contribution(
        file_contribution(contribution, cast.outsider, "旧。"), by=cast.reporter, at=moment()
    )
    answer = post("save", cast.outsider)
    assert answer.status_code == 409
    assert "学校建成1200根。" in answer.content.decode()


def test_one_click_takes_a_contribution_over(cast, contribution, post):
    file_contribution(contribution, cast.outsider)
    assert post("take", cast.reporter).status_code == 302
    assert "学校建成充电桩1200根。" in ProgressUpdate.objects.get().narrative


def test_the_answer_names_a_figure_that_was_left(cast, contribution, post, page):
    make_update(cast.commitment, cast.reporter, value="7200")
    file_contribution(contribution, cast.outsider, value="7300")
    post("take", cast.reporter)
    assert cast.target.indicator.name in page(cast.reporter)
    assert ProgressUpdate.objects.get().observations.get().value == 7200


def test_taking_over_twice_with_one_key_has_one_effect(cast, contribution, post):
    filed, key = file_contribution(contribution, cast.outsider), form_key()
    assert [post("take", cast.reporter, key=key, version=filed.version).status_code for _ in "ab"] == [302, 302]
    assert ProgressUpdate.objects.get().narrative.count("1200根") == 1


def test_a_contribution_that_changed_is_not_taken_over(cast, contribution, post):
    filed = file_contribution(contribution, cast.outsider)
    file_contribution(
        contributions.withdraw_contribution(filed, by=cast.outsider, at=moment()), cast.outsider, "新的。"
    )
    assert post("take", cast.reporter, version=filed.version).status_code == 409
    assert not ProgressUpdate.objects.exists()


def test_a_report_on_its_way_says_so(cast, contribution, post, page):
    file_contribution(contribution, cast.outsider)
    assert reverse("contributions_take", args=[PLAN, contribution.pk]) in page(cast.reporter)
    moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    assert 'class="btn go"' not in page(cast.reporter)
    assert post("take", cast.reporter).status_code == 409
    assert Contribution.objects.get().state == ContributionState.FILED


@pytest.mark.parametrize("reason", ["", " ", "字" * 501, "藏\u202e字"])
def test_returning_needs_a_proper_reason_and_keeps_it(cast, contribution, post, reason):
    file_contribution(contribution, cast.outsider)
    answer = post("return", cast.reporter, reason=reason)
    assert (answer.status_code, Contribution.objects.get().state) == (422, ContributionState.FILED)
    assert reason.strip() in answer.content.decode()


def test_a_returned_contribution_shows_its_reason_to_its_department(cast, contribution, post, page):
    file_contribution(contribution, cast.outsider)
    assert post("return", cast.reporter, reason="缺少点位。").status_code == 302
    assert "缺少点位。" in page(cast.outsider)


def test_a_filed_contribution_is_taken_back_and_a_cancelled_one_is_gone(cast, contribution, post, page):
    file_contribution(contribution, cast.outsider)
    assert post("withdraw", cast.outsider).status_code == 302
    assert post("cancel", cast.reporter).status_code == 302
    assert "请报学校充电桩数量。" not in page(cast.outsider)


def test_the_echo_says_what_was_understood(cast, client):
    client.force_login(cast.outsider)
    address = reverse("contributions_read", args=[PLAN])
    text = client.get(address, {"indicator": cast.target.indicator_id, figure(cast): "1.2万"}).content.decode()
    assert "12,000根" in text
    assert client.get(address, {"indicator": "x"}).status_code == 200


def test_the_page_asks_the_same_for_one_and_for_many(cast, contribution, page):
    def count(user):
        page(user)
        with CaptureQueriesContext(connection) as captured:
            page(user)
        return len(captured)

    before = count(cast.reporter), count(cast.outsider)
    for place in range(2, 8):
        more = make_commitment(cast.plan, cast.department, code=f"4-1-{place}", quote="新增停车泊位1万个")
        make_target(more, unit="个")
        file_contribution(make_contribution(more, cast.other, cast.reporter), cast.outsider)
        theirs = make_commitment(cast.plan, cast.other, code=f"4-1-{place + 10}", quote="新增停车泊位1万个")
        make_target(theirs, unit="个")
        make_contribution(theirs, cast.department, cast.outsider)
    after = count(cast.reporter), count(cast.outsider)
    # Both lists were half empty before: at most their prefetches are added, never one for each row.
    assert max(a - b for a, b in zip(after, before, strict=True)) <= 10
    for place in range(20, 26):
        make_contribution(
            make_commitment(cast.plan, cast.department, code=f"4-1-{place}", quote="新增停车泊位1万个"),
            cast.other, cast.reporter,
        )  # fmt: skip
    assert (count(cast.reporter), count(cast.outsider)) == after
