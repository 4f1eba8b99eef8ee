"""The room of duties: bands, filters held in the address, ticks, and the bar that sets what is meant."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import PlanState, Standing
from commitments.models import Assignment, Commitment, Department, HistoryEntry
from tests.world import form_key, make_commitment, make_department, make_support, make_waiting

pytestmark = pytest.mark.django_db
ROOM = "/plans/wuchang-2024/duties/"


@pytest.fixture
def draft(cast, client):
    """Sign the office in before a draft of three commitments; the first one's duty is proposed."""
    cast.second = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    cast.third = make_commitment(cast.plan, cast.other, "4-1-3", "打通不少于2条断头路", kind="qualitative")
    cast.commitment.assignments.update(standing=Standing.PROPOSED)
    cast.plan.state = PlanState.DRAFT
    cast.plan.save()
    client.force_login(cast.supervisor)
    return cast


def shown(client, query=""):
    answer = client.get(f"{ROOM}{query}")
    assert answer.status_code == 200
    return answer.context["found"]


def tokens(client, *codes):
    return [row.token for row in shown(client).rows if row.commitment.code in codes]


def post(client, act="set", query="", **said):
    return client.post(f"{ROOM}{act}/{query}", {"key": form_key(), "role": "lead", "way": "replace"} | said)


def leads():
    return {row.code: str(row.lead) for row in Commitment.objects.order_by("code")}


def codes(found):
    return [row.commitment.code for row in found.rows]


def test_bands_stand_in_the_official_order_and_count_what_waits(draft, client):
    Department.objects.filter(pk=draft.other.pk).update(order=0)
    Department.objects.filter(pk=draft.department.pk).update(order=1)
    bands = [(str(band.lead), band.proposed, band.settled) for band in shown(client).bands]
    assert bands == [("区教育局", 0, 1), ("区建设局", 1, 1)]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?standing=proposed", ["4-1-1"]), ("?standing=confirmed", ["4-1-3", "4-1-2"]), ("?standing=nobody", []),
        ("?department=JYJ", ["4-1-3"]), ("?q=停车", ["4-1-2"]), ("?section=4", ["4-1-3", "4-1-1", "4-1-2"]),
        ("?standing=x&section=99&department=NONE", ["4-1-3", "4-1-1", "4-1-2"]),
    ],
)  # fmt: skip
def test_the_address_holds_the_filter(draft, client, query, kept):
    Department.objects.filter(pk=draft.department.pk).update(order=1)
    assert codes(shown(client, query)) == kept


def test_those_nobody_bears_come_first(draft, client):
    draft.third.assignments.all().delete()
    found = shown(client)
    assert (codes(found)[0], found.bands[0].lead) == ("4-1-3", None)
    assert codes(shown(client, "?standing=nobody")) == ["4-1-3"]


def test_the_ticked_get_a_lead_and_the_filter_stays(draft, client):
    answer = post(client, query="?section=4", c=tokens(client, "4-1-1", "4-1-2"), names="区教育局")
    assert (answer.status_code, answer.url) == (302, f"{ROOM}?section=4")
    assert leads() == {"4-1-1": "区教育局", "4-1-2": "区教育局", "4-1-3": "区教育局"}


def test_several_are_named_at_once_by_code_or_name(draft, client):
    post(client, c=tokens(client, "4-1-1"), role="responsible", names="武昌区教育局、JSJ")
    assert [str(each) for each in Commitment.objects.get(code="4-1-1").responsible] == ["区教育局", "区建设局"]


def test_all_of_the_filter_means_the_filter(draft, client):
    assert post(client, query="?department=JSJ", all="2", names="区教育局").status_code == 302
    assert set(leads().values()) == {"区教育局"}


def test_all_of_a_filter_that_grew_means_nothing(draft, client):
    answer = post(client, query="?department=JSJ", all="1", names="区教育局")
    assert (answer.status_code, "项数和页面上的不同" in answer.content.decode()) == (409, True)
    assert leads()["4-1-1"] == "区建设局"


def test_a_band_is_confirmed_by_its_button(draft, client):
    assert post(client, "confirm", band="JSJ~1").status_code == 302
    assert not Assignment.objects.filter(standing=Standing.PROPOSED).exists()
    assert HistoryEntry.objects.get(action="duty_confirm").commitment == draft.commitment


def test_the_ticked_are_confirmed_once_for_one_key(draft, client):
    said = {"key": form_key(), "c": tokens(client, "4-1-1")}
    assert [client.post(f"{ROOM}confirm/", said).status_code for _time in range(2)] == [302, 302]
    assert HistoryEntry.objects.filter(action="duty_confirm").count() == 1


def test_a_leader_is_put_in_charge_by_name(draft, client):
    post(client, c=tokens(client, "4-1-1", "4-1-2"), role="leader", names="erin")
    assert Commitment.objects.filter(leader=draft.leader).count() == 2
    post(client, c=tokens(client, "4-1-1"), role="leader", way="remove")
    assert Commitment.objects.filter(leader=draft.leader).count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"c": [], "names": "区教育局"}, "请先勾选任务"), ({"names": ""}, "请写单位"),
        ({"names": "区教育局、区建设局"}, "牵头单位只能有一个"), ({"names": "区气象局"}, "没有叫“区气象局”的"),
        ({"role": "leader", "names": "alice"}, "没有叫“alice”的"),
        ({"role": "leader", "names": ""}, "请写一位分管领导"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_the_ticks_stay(draft, client, said, words):
    ticked = tokens(client, "4-1-1")
    answer = post(client, **({"c": ticked} | said))
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert answer.context["ticked"] == said.get("c", ticked)
    assert leads()["4-1-1"] == "区建设局"


def test_what_changed_meanwhile_is_not_written_over(draft, client):
    seen = tokens(client, "4-1-1")
    make_support(draft.commitment, draft.other)
    answer = post(client, c=seen, names="区教育局")
    assert (answer.status_code, "4-1-1的分工刚被改过" in answer.content.decode()) == (409, True)


def test_an_open_plan_is_dated_and_asks_why(draft, client):
    draft.plan.state = PlanState.OPEN
    draft.plan.save()
    answer = post(client, c=tokens(client, "4-1-1"), names="区教育局")
    assert (answer.status_code, "请写明理由" in answer.content.decode()) == (422, True)
    post(client, c=tokens(client, "4-1-1"), names="区教育局", reason="职责调整。")
    duties = draft.commitment.assignments.order_by("pk").values_list("department__code", "valid_from", "valid_to")
    assert [(code, str(first), str(last)) for code, first, last in duties] == [
        ("JSJ", "2024-01-01", "2024-10-24"), ("JYJ", "2024-10-24", "None"),
    ]  # fmt: skip


def test_a_closed_plan_is_only_read(draft, client):
    seen = tokens(client, "4-1-1")
    draft.plan.state = PlanState.CLOSED
    draft.plan.save()
    assert "data-duties" in client.get(ROOM).content.decode()
    assert 'name="c"' not in client.get(ROOM).content.decode()
    assert post(client, c=seen, names="区教育局").status_code == 409


def test_a_department_past_its_last_day_is_not_offered(draft, client):
    make_department("JRJ", "区金融局", valid_to="2024-10-01")
    names = client.get(ROOM).context["names"]
    assert ("区教育局" in names, "区金融局" in names) == (True, False)


def test_fifty_rows_a_page_and_as_many_queries_for_many_as_for_few(cast, client):
    client.force_login(cast.supervisor)
    counts = []
    for more in (2, 58):
        make_waiting(cast, more) if more == 2 else [
            make_commitment(cast.plan, cast.other, f"4-1-{number}", "推进海绵城市建设", kind="qualitative")
            for number in range(100, 100 + more)
        ]
        client.get(ROOM)
        with CaptureQueriesContext(connection) as asked:
            found = shown(client)
        counts.append(len(asked))
    assert (len(found.rows), len(found.page.object_list), counts[0]) == (61, 50, counts[1])
