"""The room of handovers: a preview that changes nothing, the act with its reason, and taking it back in time."""

import re

import pytest

from commitments.models import Handover, HistoryEntry, Indicator
from tests.world import form_key, make_commitment, make_plan, make_support, make_update

pytestmark = pytest.mark.django_db
ROOM = "/plans/wuchang-2024/handover/"
ASKED = {"former": "JSJ", "heir": "JYJ", "day": "2024-11-01"}


@pytest.fixture
def office(cast, client):
    """Sign the office in; the department leads two commitments, over one of which the heir stands supporting."""
    led = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    make_support(led, cast.other)
    make_update(led, cast.reporter)
    client.force_login(cast.supervisor)
    return cast


def post(client, act="decide/", **said):
    return client.post(f"{ROOM}{act}", {"key": form_key(), "reason": "机构改革方案。"} | ASKED | said)


def text(answer):
    return answer.content.decode()


def test_the_preview_names_what_goes_along_and_changes_nothing(office, client):
    answer = client.get(ROOM, ASKED)
    rows = answer.context["rows"]
    assert [len(each) for each in (rows.borne_duties, answer.context["drafts"], rows.indicators, rows.accounts)] == [
        2,
        1,
        1,
        1,
    ]
    assert "承接单位自己的配合取消" in text(answer)
    assert text(answer).count(" checked") == 2
    assert not HistoryEntry.objects.filter(action__startswith="handover").exists()


def test_a_commitment_of_another_plan_is_named_with_it(office, client):
    other = make_plan("wuhan-2024", level="city", title="武汉市2024年计划")
    make_commitment(other, office.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    shown = " ".join(re.sub("<[^>]*>", " ", text(client.get(ROOM, ASKED))).split())
    assert shown.count("2024 市级 4-1-2") == 1
    assert "2024 区级" not in shown


def test_a_day_to_come_waits_and_can_be_taken_back(office, client):
    assert post(client).url == ROOM
    row = Handover.objects.get()
    assert "撤回这次移交" in text(client.get(ROOM))
    assert post(client, f"{row.pk}/withdraw/").status_code == 302
    row.refresh_from_db()
    assert (row.carried_out_at, row.withdrawn_at is not None) == (None, True)
    assert post(client, f"{row.pk}/withdraw/").status_code == 409


def test_today_is_carried_out_at_once_and_once_for_one_key(office, client):
    said = {"day": "2024-10-24", "key": form_key()}
    assert [post(client, **said).status_code for _time in range(2)] == [302, 302]
    assert Handover.objects.exclude(carried_out_at=None).count() == 1
    assert Indicator.objects.get().owner == office.other


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reason": ""}, "写明理由和依据"), ({"day": "2024-10-23"}, "这一天已经过去"),
        ({"heir": "JSJ"}, "移交给另一个单位"), ({"codes": "9-9-9"}, "其中有任务与该单位无关"),
        ({"day": "2024-13-01"}, "有效的日期"), ({"former": "NONE"}, "选择"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(office, client, said, words):
    answer = post(client, **said)
    assert (answer.status_code, words in text(answer)) == (422, True)
    assert not Handover.objects.exists()


def test_some_commitments_are_named_by_their_codes(office, client):
    assert len(client.get(ROOM, ASKED | {"codes": "4-1-2"}).context["rows"].borne_duties) == 1
    post(client, codes="4-1-2、4-1-1", day="2024-10-24")
    office.department.refresh_from_db()
    assert (Handover.objects.get().codes, office.department.valid_to) == (["4-1-2", "4-1-1"], None)


def test_a_draft_hands_nothing_over(office, client):
    office.plan.state = "draft"
    office.plan.save()
    assert "计划下达后才能移交" in text(client.get(ROOM))
    assert post(client).status_code == 409
