"""What the desk refuses, and that nothing typed is lost or stored twice."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.choices import DataState, Finality, UpdateState
from commitments.models import HistoryEntry, Observation, ProgressUpdate
from commitments.workflow.reports import moves, review
from tests.world import (
    TODAY,
    form_key,
    make_commitment,
    make_milestone,
    make_period,
    make_target,
    make_update,
    moment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reporter_signed_in(cast, client):
    client.force_login(cast.reporter)


@pytest.fixture
def post(cast, client):
    """Return a function: (action, changes) → the answer to the commitment's form, filled in well but for these."""

    def act(action="save", key=None, code="4-1-1", **changes):
        fields = {
            "key": key or form_key(), "version": "", "cutoff": "2024-09-30", "narrative": "已建成充电桩。",
            "self_lamp": "green", f"figure_{cast.target.indicator_id}": "7200根",
        }  # fmt: skip
        named = {name.replace("figure", f"figure_{cast.target.indicator_id}"): v for name, v in changes.items()}
        return client.post(reverse(f"desk_{action}", args=["wuchang-2024", code]), fields | named)

    return act


@pytest.mark.parametrize(
    "text",
    ["NaN", "Infinity", "1e5", "1_000", "1,2,3", "-5", "9" * 41, "9" * 14, "0.12345", "7200个", "=1+1", "许多"],
)
def test_what_is_no_figure_is_refused_with_the_text_kept(cast, post, text):
    answer = post(figure=text)
    assert (answer.status_code, ProgressUpdate.objects.count()) == (422, 0)
    assert f'value="{text}"' in answer.content.decode()


def test_a_long_figure_is_refused(cast, post):
    assert post(figure="1" + " " * 80 + "2").status_code == 422


@pytest.mark.parametrize("field", ["narrative", "problems", "help_needed", "next_steps"])
@pytest.mark.parametrize("text", ["正常\u202e文字", "控制\x07字符", "字\x00符", "字" * 2001])
def test_hidden_characters_and_long_texts_are_refused(cast, post, field, text):
    answer = post(**{field: text})
    assert (answer.status_code, ProgressUpdate.objects.count()) == (422, 0)


@pytest.mark.parametrize("day", ["2024-10-25", "2024-10-01", "2023-12-31", "2025-01-01", "30.9.2024", "2024-02-30"])
def test_a_cutoff_outside_the_period_is_refused(cast, post, day):
    assert (post(cutoff=day).status_code, ProgressUpdate.objects.count()) == (422, 0)


def test_a_milestone_still_to_come_is_refused(cast, post):
    milestone = make_milestone(cast.commitment)
    assert post(**{f"reached_{milestone.pk}": "2024-10-25"}).status_code == 422
    assert post(**{f"reached_{milestone.pk}": "2024-08-16"}).status_code == 302


@pytest.mark.parametrize("fields", [{"self_lamp": "purple"}, {"forecast": "NaN"}, {"forecast": "1_0"}])
def test_other_nonsense_is_refused(cast, post, fields):
    assert (post(**fields).status_code, ProgressUpdate.objects.count()) == (422, 0)


@pytest.mark.parametrize("version", ["x", "-1", "9" * 30, "1.5"])
def test_a_version_nobody_gave_is_never_an_error_of_ours(cast, post, version):
    make_update(cast.commitment, cast.reporter, narrative="已存。")
    assert post(version=version).status_code in (409, 422)
    assert ProgressUpdate.objects.get().narrative == "已存。"


@pytest.mark.parametrize("key", ["", "nonsense"])
def test_a_form_without_key_is_not_acted_on(cast, client, key):
    address = reverse("desk_save", args=["wuchang-2024", "4-1-1"])
    answer = client.post(address, {"key": key, "cutoff": "2024-09-30", "narrative": "写。"})
    assert (answer.status_code, ProgressUpdate.objects.count()) == (404, 0)


def test_a_stale_version_shows_both_texts(cast, post):
    make_update(cast.commitment, cast.reporter, narrative="同事先写的。")
    answer = post(narrative="我后写的。")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "同事先写的。" in page
    assert ">\n我后写的。</textarea>" in page
    assert ProgressUpdate.objects.get().narrative == "同事先写的。"


def test_saving_after_a_conflict_works_with_the_version_shown(cast, post):
    make_update(cast.commitment, cast.reporter, narrative="同事先写的。")
    assert 'name="version" value="1"' in post(narrative="我后写的。").content.decode()
    assert post(narrative="合并。", version="1").status_code == 302


def test_the_same_form_twice_has_one_effect(cast, post):
    key = form_key()
    answers = [post("send", key), post("send", key)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (ProgressUpdate.objects.count(), HistoryEntry.objects.count()) == (1, 1)


def test_a_used_key_with_another_text_never_loses_it_in_silence(cast, post):
    key = form_key()
    post(key=key)
    answer = post(key=key, version="1", narrative="另写的话。")
    assert ProgressUpdate.objects.get().narrative == "另写的话。" or (
        answer.status_code == 409 and "另写的话。" in answer.content.decode()
    )


def test_a_key_used_to_save_does_not_pretend_to_send(cast, post):
    key = form_key()
    post(key=key)
    answer = post("send", key, version="1")
    assert ProgressUpdate.objects.get().state != UpdateState.DRAFT or answer.status_code == 409


def test_typing_over_what_was_sent_meanwhile_keeps_the_typed_text(cast, post):
    moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    answer = post(narrative="还没保存的话。", version="1")
    assert answer.status_code == 409
    assert "还没保存的话。" in answer.content.decode()


def test_an_old_page_does_not_fill_in_the_next_revision(cast, post):
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    review.return_report(update, by=cast.supervisor, at=moment(), reason="口径不符")
    make_update(cast.commitment, cast.reporter, value="7000", narrative="按口径重报。")
    post(narrative="旧页面。", version="1", base="2024-Q3.1")
    assert ProgressUpdate.objects.get(revision=2).narrative == "按口径重报。"


def test_an_old_page_does_not_fill_in_the_next_period(cast, post):
    make_period(cast.plan, "2024-M10", "2024-10-02", "2024-10-20", "2024-10-30")
    cast.plan.periods.filter(code="2024-M10").update(opens=datetime.date(2024, 10, 21))
    cast.plan.periods.filter(code="2024-Q3").update(closed="2024-10-23")
    answer = post(base="2024-Q3.1")
    assert (answer.status_code, ProgressUpdate.objects.count()) == (409, 0)
    cast.plan.periods.filter(code="2024-Q3").update(closed=None)
    assert post(base="2024-Q3.1").status_code == 302
    assert ProgressUpdate.objects.get().period.code == "2024-Q3"


def test_a_foreign_unit_is_kept_as_not_comparable_when_said_so(cast, post):
    assert post(figure="7200个", **{f"foreign_{cast.target.indicator_id}": "on"}).status_code == 302
    row = Observation.objects.get()
    assert (row.state, row.value, row.as_typed) == (DataState.NOT_COMPARABLE, None, "7200个")


def test_awaited_data_needs_its_day_and_no_figure(cast, post):
    pk = cast.target.indicator_id
    assert post(figure="", **{f"awaited_{pk}": "on"}).status_code == 422
    assert post(**{f"awaited_{pk}": "on", f"expected_{pk}": "2024-11-10"}).status_code == 422
    assert post(figure="", **{f"awaited_{pk}": "on", f"expected_{pk}": "2024-11-10"}).status_code == 302
    assert Observation.objects.get().expected_on == datetime.date(2024, 11, 10)


@pytest.mark.parametrize("code", ["4-1-2", "9-9-9", "<b>"])
def test_another_departments_commitment_is_not_found(cast, client, post, code):
    make_commitment(cast.plan, cast.other, code="4-1-2", quote="新增停车泊位1万个")
    assert (post(code=code).status_code, ProgressUpdate.objects.count()) == (404, 0)


def test_another_departments_update_is_not_withdrawn(cast, client):
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    client.force_login(cast.outsider)
    answer = client.post(
        reverse("desk_withdraw", args=["wuchang-2024", update.pk]), {"key": form_key(), "version": "2"}
    )
    assert answer.status_code == 404


def test_withdrawing_what_was_decided_changes_nothing(cast, client):
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    review.approve_report(update, by=cast.supervisor, at=moment())
    client.post(reverse("desk_withdraw", args=["wuchang-2024", update.pk]), {"key": form_key(), "version": "2"})
    assert ProgressUpdate.objects.get().state == UpdateState.APPROVED


@pytest.mark.parametrize("query", ["", "?indicator=x&text=1", "?indicator=99999999999999999999&text=1", "?indicator=0"])
def test_reading_for_no_indicator_is_never_an_error_of_ours(cast, client, query):
    assert client.get(reverse("desk_read", args=["wuchang-2024"]) + query).status_code < 500


def test_with_no_commitment_the_page_still_stands(cast, client):
    client.force_login(cast.outsider)
    assert client.get(reverse("desk", args=["wuchang-2024"])).status_code == 200


def test_without_an_open_period_nothing_is_written(cast, client, post):
    cast.plan.periods.begun(TODAY).update(closed=datetime.date(2024, 10, 22))
    assert client.get(reverse("desk", args=["wuchang-2024"])).status_code == 200
    assert (post().status_code, ProgressUpdate.objects.count()) == (404, 0)


def test_the_page_asks_the_same_for_one_and_for_many(cast, client):
    make_update(cast.commitment, cast.reporter, value="7200")
    address = reverse("desk", args=["wuchang-2024"])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for place in range(2, 12):
        more = make_commitment(cast.plan, cast.department, code=f"4-1-{place}", quote="新增停车泊位1万个")
        make_target(more, unit="个")
        make_milestone(more)
        make_update(more, cast.reporter, value="5000")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(one) + 2, (len(one), len(many))


def test_what_is_asked_about_counts_once_this_very_text_is_confirmed(cast, post):
    pk = cast.target.indicator_id
    refused = post(figure="1-2根")
    assert (refused.status_code, Observation.objects.count()) == (422, 0)
    assert f'name="confirm_{pk}" value="1-2根"' in " ".join(refused.content.decode().split())
    assert post(figure="1-2根", **{f"confirm_{pk}": "3根"}).status_code == 422
    assert post(figure="1-2根", **{f"confirm_{pk}": "1-2根"}).status_code == 302
    assert Observation.objects.get().value == 1


def test_a_figure_said_to_be_provisional_is_kept_as_provisional(cast, post):
    assert post(figure="预计7200根").status_code == 302
    assert Observation.objects.get().finality == Finality.PROVISIONAL
