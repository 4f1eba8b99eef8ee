"""A commitment without figures can say that its data is not published: no lamp is asked for, and it is grey."""

import datetime
import json

import pytest

from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.bulletin_words import awaited_words
from commitments.documents.year_end_data import year_end_data
from commitments.models import Commitment, ProgressUpdate
from commitments.pages.commitment.card import card_data
from commitments.workflow.reports import corrections, moves
from commitments.workflow.reports.entries import Figure
from tests.world import TODAY, form_key, make_approved, make_commitment, make_update, moment

pytestmark = pytest.mark.django_db
ROOT = "/wuchang-2024/"
NOVEMBER = datetime.date(2024, 11, 5)


@pytest.fixture
def qualitative(cast):
    return make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")


@pytest.fixture
def post(cast, client, qualitative):
    """Return a function: (action, changes) → the answer to the form that says 数据未出 without a lamp."""
    client.force_login(cast.reporter)

    def act(action="save", **changes):
        fields = {"key": form_key(), "cutoff": "2024-09-30", "narrative": "统计局11月公布。", "version": "0"}
        fields |= {"awaited": "on", "data_expected": "2024-11-05"} | changes
        return client.post(f"{ROOT}desk/4-1-2/{action}/", fields)

    return act


def test_it_is_sent_without_a_lamp(post):
    assert post("send").status_code == 302
    update = ProgressUpdate.objects.get()
    assert (update.state, update.data_expected, update.self_lamp) == ("submitted", NOVEMBER, "")


def test_it_says_so_to_whoever_reads_it(cast, client, post):
    cast.with_approver()
    post("send", self_lamp="green")
    for who, room in ((cast.reporter, "desk/"), (cast.department.people.get(role="approver"), "signoff/")):
        client.force_login(who)
        page = client.get(ROOT + room).content.decode()
        assert "截至9月末的数据未出，预计11月5日公布。" in page


def test_to_the_office_and_on_its_page_it_is_grey_with_the_reason(cast, client, post):
    post("send")
    client.force_login(cast.supervisor)
    assert "截至9月末的数据未出，预计11月5日公布。" in client.get(f"{ROOT}review/").content.decode()
    page = client.get(f"{ROOT}commitment/4-1-2/").content.decode()
    assert "预计11月5日" in page


@pytest.mark.parametrize("day", ["", "2023-12-31", "2026-01-01", "x"])
def test_the_day_is_asked_for(post, day):
    answer = post("send", data_expected=day)
    assert (answer.status_code, ProgressUpdate.objects.filter(state="submitted").count()) == (422, 0)
    assert "errs" in answer.content.decode()


def test_half_of_it_does_not_keep_the_rest_from_being_saved(post):
    assert post(data_expected="", auto="1", self_lamp="green").status_code == 200
    update = ProgressUpdate.objects.get()
    assert (update.narrative, update.data_expected, update.self_lamp) == ("统计局11月公布。", None, "green")


def test_a_day_without_the_tick_says_nothing(post):
    post(awaited="", self_lamp="green")
    update = ProgressUpdate.objects.get()
    assert (update.data_expected, update.self_lamp) == (None, "green")


PAPERS = {
    "bulletin": lambda cast: bulletin_data(cast.plan.periods.get(code="2024-Q3"), TODAY),
    "year end": lambda cast: year_end_data(cast.plan, TODAY),
    "card": lambda cast: card_data(Commitment.objects.get(code="4-1-2"), cast.leader, TODAY),
    "card of a figure": lambda cast: card_data(cast.commitment, cast.leader, TODAY),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_the_day_stands_on_every_paper(cast, qualitative, paper):
    awaited = {cast.target.indicator_id: Figure(state="awaited", expected_on=NOVEMBER)}
    make_approved(cast.commitment, cast.reporter, cast.supervisor, figures=awaited)
    make_approved(qualitative, cast.reporter, cast.supervisor, data_expected=NOVEMBER, self_lamp="")
    text = json.dumps(PAPERS[paper](cast), ensure_ascii=False, default=str)
    assert text.count("数据未出,预计11月5日公布") == (1 if paper == "card" else 2)
    assert "未填报,由督查室认定" not in text


def test_the_paper_of_another_year_names_the_year():
    assert awaited_words(datetime.date(2025, 1, 20), 2024) == "数据未出,预计2025年1月20日公布"
    assert awaited_words(None, 2024) == "数据未出"


def test_what_has_figures_says_it_at_the_figure(cast, client, post):
    page = client.get(f"{ROOT}desk/").content.decode()
    assert page.count('name="awaited"') == 1
    assert page.count(f'name="awaited_{cast.target.indicator_id}"') == 1
    client.post(f"{ROOT}desk/4-1-1/save/", {"key": form_key(), "cutoff": "2024-09-30", "awaited": "on"})
    assert ProgressUpdate.objects.get().data_expected is None


@pytest.mark.parametrize("text", ["数据未出", "暂无", "未发布"])
def test_said_in_the_box_it_is_offered_and_stands_beside_the_tick(cast, client, text):
    client.force_login(cast.reporter)
    pk = cast.target.indicator_id
    fields = {"key": form_key(), "cutoff": "2024-09-30", f"figure_{pk}": text}
    refused = client.post(f"{ROOT}desk/4-1-1/save/", fields)
    assert (refused.status_code, refused.content.decode().count(f'data-await="{pk}"')) == (422, 1)
    asked = {"indicator": pk, f"figure_{pk}": text}
    assert f'data-await="{pk}"' in client.get(f"{ROOT}desk/read/", asked).content.decode()
    fields |= {"key": form_key(), f"awaited_{pk}": "on", f"expected_{pk}": "2024-11-05"}
    assert client.post(f"{ROOT}desk/4-1-1/save/", fields).status_code == 302
    row = ProgressUpdate.objects.get().observations.get()
    assert (row.state, row.expected_on, row.as_typed) == ("awaited", NOVEMBER, "")


def test_a_contribution_has_no_such_tick_to_offer(cast, client):
    client.force_login(cast.outsider)
    asked = {"indicator": cast.target.indicator_id, "text": "数据未出"}
    answer = client.get(f"{ROOT}contributions/read/", asked).content.decode()
    assert "err" in answer
    assert "data-await" not in answer


def test_a_correction_can_say_it_too(cast, client, qualitative):
    approved = make_approved(qualitative, cast.reporter, cast.supervisor)
    draft = corrections.start_correction(approved, by=cast.reporter, at=moment("2024-10-20"), reason="数据未公布。")
    client.force_login(cast.reporter)
    fields = {"key": form_key(), "cutoff": "2024-09-30", "version": "1", "correction_reason": "数据未公布。"}
    fields |= {"awaited": "on", "data_expected": "2024-11-05", "self_lamp": "green"}
    page = client.post(f"{ROOT}correction/{draft.pk}/save/", fields, follow=True).content.decode()
    draft.refresh_from_db()
    assert (draft.data_expected, draft.self_lamp) == (NOVEMBER, "")
    assert 'name="awaited" checked' in " ".join(page.split())


@pytest.mark.parametrize(("room", "signs"), [("desk/", False), ("signoff/", True), ("review/", False)])
def test_a_figure_not_published_says_its_day_in_every_room(cast, client, room, signs):
    approver = cast.with_approver() if signs else cast.supervisor
    figures = {cast.target.indicator_id: Figure(state="awaited", expected_on=NOVEMBER)}
    moves.send_report(make_update(cast.commitment, cast.reporter, figures=figures), by=cast.reporter, at=moment())
    client.force_login(cast.reporter if room == "desk/" else approver)
    assert "预计11月5日" in client.get(ROOT + room).content.decode()


def test_a_figure_not_published_says_its_day_on_its_page(cast, client):
    figures = {cast.target.indicator_id: Figure(state="awaited", expected_on=NOVEMBER)}
    make_approved(cast.commitment, cast.reporter, cast.supervisor, figures=figures)
    client.force_login(cast.leader)
    page = client.get(f"{ROOT}commitment/4-1-1/").content.decode()
    assert "预计11月5日" in page[page.index('class="tv"') :]
