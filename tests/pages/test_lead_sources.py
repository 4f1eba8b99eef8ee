"""Every figure of a bulletin's paragraphs leads to the very rows it comes from."""

import re

import pytest

from commitments.documents.lead_places import CLASS_PLACES, LAMP_PLACES, passages_of
from commitments.documents.typesetting import full_width
from commitments.workflow.reports import moves
from tests.world import make_approved, make_commitment, make_update, moment

pytestmark = pytest.mark.django_db
PLAN = "/wuchang-2024/"
DRAFT = f"{PLAN}bulletins/2024-Q3/"
LINE = "195项任务中,完成12项、正常60项、预警9项、滞后24项、待定90项;滞后项比上期增加3项。"


@pytest.fixture
def sources(cast, client):
    """Return the draft's figures with where each leads, as (text, address)."""
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="1000")
    awaited = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    moves.send_report(make_update(awaited, cast.reporter), by=cast.reporter, at=moment())
    make_commitment(cast.plan, cast.other, "4-1-3", "启动3座变电站建设", kind="milestone")
    client.force_login(cast.supervisor)
    page = client.get(DRAFT).content.decode()
    return re.findall(r'<a\s+href="([^"]+)" title="[^"]*"\s*><mark>([^<]+)</mark>', page)


def test_a_line_is_cut_at_what_it_counts_and_loses_nothing():
    found = passages_of(LINE, LAMP_PLACES, "ledger")
    assert "".join(each.text for each in found) == full_width(f"{LINE}\n")
    places = [each.place for each in found]
    assert places == ["ledger", "lamp:done", "lamp:green", "lamp:yellow", "lamp:red", "lamp:grey", "lamp:red"]


def test_the_longer_of_two_words_counts():
    found = passages_of("完成5项、基本完成2项、未完成1项。", CLASS_PLACES, "classes")
    assert [each.place for each in found] == ["class:met", "class:nearly", "class:not_met"]


def test_every_figure_leads_somewhere_and_the_page_is_there(sources, client):
    assert len(sources) > 9
    for address in {address.partition("#")[0] for address, _text in sources}:
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_what_is_counted_leads_to_the_rows_counted(sources):
    places = {address for address, _text in sources}
    assert {f"{PLAN}ledger/?lamp=red#results", f"{PLAN}ledger/?late=1#results", f"{PLAN}#pace"} <= places
    assert f"{PLAN}review/#queue" in places


def test_a_commitment_s_figure_leads_to_its_lamp(sources, client):
    address = f"{PLAN}commitment/4-1-1/#lamp"
    assert address in {address for address, _text in sources}
    assert 'id="lamp"' in client.get(address).content.decode()


@pytest.mark.parametrize("place", ["ledger/#results", "review/#queue", "#pace", "outlook/year-end/#rows"])
def test_the_place_named_is_on_its_page(sources, client, place):
    page, _mark, anchor = place.partition("#")
    assert f'id="{anchor}"' in client.get(f"{PLAN}{page}").content.decode()
