"""The list of disagreements, and the form that sets the office's lamp."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.bulletin_pdf import bulletin_pdf
from commitments.models import HistoryEntry, Overrule
from commitments.workflow.office import overrules
from commitments.workflow.reports import moves, review
from tests.world import TODAY, form_key, make_approved, make_commitment, make_target, make_update, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/commitment/4-1-1/"


@pytest.fixture
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", self_lamp="yellow")


def post(client, cast, where="lamp/", **fields):
    client.force_login(fields.pop("user", cast.supervisor))
    page = client.get(URL)
    drawn = page.context["version"]
    return client.post(URL + where, {"key": form_key(), "version": drawn, "lamp": "red", "reason": "现场核查"} | fields)


def listed(client, cast, query=""):
    client.force_login(cast.leader)
    return client.get(f"/wuchang-2024/lamps/{query}")


def test_a_department_that_sees_it_otherwise_stands_in_the_list(client, cast, reported):
    (row,) = listed(client, cast).context["table"].data.data
    assert (row.commitment.code, row.between) == ("4-1-1", ("department",))


def test_the_office_s_lamp_is_compared_with_both(client, cast, reported):
    overrules.set_office_lamp(cast.commitment, by=cast.supervisor, at=moment("2024-10-22"), lamp="red", reason="核查")
    page = listed(client, cast)
    assert page.context["counts"] == {"department": 1, "office": 1, "both": 1}
    assert "核查" in page.content.decode()
    shown = [listed(client, cast, f"?between={name}").context["table"] for name in ("office", "nonsense")]
    assert [len(table.data) for table in shown] == [1, 1]


def test_where_all_agree_the_list_is_empty(cast, client):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", self_lamp="green")
    assert listed(client, cast).context["table"].data.data == []
    overrules.set_office_lamp(cast.commitment, by=cast.supervisor, at=moment("2024-10-22"), lamp="red", reason="核查")
    assert len(listed(client, cast).context["table"].data.data) == 1


def test_the_list_asks_as_often_for_many_as_for_one(client, cast, reported):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            listed(client, cast)
        return len(captured)

    listed(client, cast)
    one = queries()
    for order in range(2, 8):
        commitment = make_commitment(cast.plan, cast.department, code=f"4-1-{order}")
        make_target(commitment)
        make_approved(commitment, cast.reporter, cast.supervisor, value="6200", self_lamp="yellow")
    listed(client, cast)
    assert queries() == one


def test_the_supervisor_sets_and_lifts_a_lamp_on_the_page(client, cast, reported):
    assert post(client, cast).url == URL
    assert "现场核查" in client.get(URL).content.decode()
    assert post(client, cast, "lamp/lift/", reason="已复核").url == URL
    assert [row.lamp for row in Overrule.objects.all()] == ["red", ""]


def test_without_a_reason_nothing_is_stored_and_the_choice_is_kept(client, cast, reported):
    page = post(client, cast, reason=" ", lamp="yellow")
    assert page.status_code == 422
    assert page.context["form"].data["lamp"] == "yellow"
    assert not Overrule.objects.exists()


@pytest.mark.parametrize("reason", ["字" * 501, "a\u202eb"])
def test_hostile_reasons_are_refused_at_the_field(client, cast, reported, reason):
    page = post(client, cast, reason=reason)
    assert page.status_code == 422
    assert page.context["form"].errors["reason"]


def test_a_second_supervisor_with_an_old_form_is_told_and_keeps_the_text(client, cast, reported):
    page = post(client, cast, version="0-green")
    assert page.status_code == 409
    assert "现场核查" in page.content.decode()
    assert not Overrule.objects.exists()


def test_a_double_click_sets_it_once(client, cast, reported):
    key = form_key()
    assert [post(client, cast, key=key, version=f"{cast.commitment.updates.get().pk}-").url for _n in "12"] == [URL] * 2
    assert Overrule.objects.count() == 1
    assert HistoryEntry.objects.filter(action="lamp_overrule").count() == 1


def test_others_see_the_lamp_and_its_reason_but_no_form(client, cast, reported):
    post(client, cast)
    client.force_login(cast.outsider)
    text = client.get(URL).content.decode()
    assert "现场核查" in text
    assert 'name="lamp"' not in text


def test_the_page_explains_the_lamp(client, cast, reported):
    client.force_login(cast.outsider)
    assert "6,200 ÷ 10,000 = 62%" in client.get(URL).content.decode()


def test_the_bulletin_prints_the_office_s_lamp_with_its_reason(client, cast, reported):
    post(client, cast)
    data = bulletin_data(cast.plan.periods.get(code="2024-Q3"), TODAY)
    (row,) = data["sections"][0]["paragraphs"][0]["items"]
    assert (row["lamp"], row["note"]) == ("red", "督查室10月24日认定,系统亮灯为正常:现场核查")
    assert "督查室10月24日认定" in data["behind"][0]["items"][0]["problem_next"]
    assert bulletin_pdf(data).startswith(b"%PDF")


def test_the_reason_and_its_day_stand_on_the_page_and_in_the_history(client, cast, reported):
    post(client, cast)
    assert "自2024-10-24起" in client.get(URL).content.decode()
    told = client.get(f"{URL}history/").content.decode()
    row = next(row for row in told.split("<tr>") if "现场核查" in row)
    assert "2024-10-24" in row.partition("</td><td>")[2]


def test_a_lamp_set_at_the_review_counts_from_its_day(cast, client):
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="6200"), by=cast.reporter, at=moment())
    review.approve_report(update, by=cast.supervisor, at=moment("2024-10-16"), office_lamp="red", office_reason="核查")
    client.force_login(cast.leader)
    assert client.get(URL).context["office_since"].isoformat() == "2024-10-16"


@pytest.mark.parametrize("query", ["", "?on=2024-10-20", "?period=2024-Q2", "?period=2024-Q3"])
def test_the_overview_s_number_leads_to_as_many_rows(client, cast, reported, query):
    for order, lamp in enumerate(("yellow", "green", "red"), 2):
        commitment = make_commitment(cast.plan, cast.department, code=f"4-1-{order}")
        make_target(commitment)
        make_approved(commitment, cast.reporter, cast.supervisor, value="6200", self_lamp=lamp)
    overrules.set_office_lamp(cast.commitment, by=cast.supervisor, at=moment("2024-10-22"), lamp="red", reason="核查")
    client.force_login(cast.leader)
    page = client.get(f"/wuchang-2024/{query}")
    number = page.context["standing"].disagreeing
    rows = client.get(page.context["lamps_url"]).context["table"].data
    assert number == len(rows)
    assert (f'href="{page.context["lamps_url"]}"' in page.content.decode()) == bool(number)
    assert bool(number) == (query != "?period=2024-Q2")
