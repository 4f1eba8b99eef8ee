"""The report as a page: the adopted words with every promise in its lamp's colour."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import TEXT, TODAY, make_approved, make_commitment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/report/"


@pytest.fixture(autouse=True)
def pinned(settings):
    settings.PINNED_TODAY = TODAY


@pytest.fixture(autouse=True)
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")


@pytest.fixture
def page(cast, client):
    client.force_login(cast.leader)
    return lambda query="": client.get(URL + query).content.decode()


def paragraph(text):
    """Return the words of the first paragraph, without marks and without what only the margin shows."""
    found = re.search(r'<div class="psg" id="p-4-1">\s*<p>(.*?)</p>', text, re.DOTALL)[1]
    without_margin = re.sub(r'<span class="mg">.*?</svg>.*?</span>.*?</span></span>', "", found, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", without_margin))


def test_a_stranger_is_sent_to_sign_in(cast, client):
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("who", ["reporter", "supervisor", "leader", "auditor"])
def test_everyone_reads_the_report(cast, client, who):
    client.force_login(getattr(cast, who))
    assert client.get(URL).status_code == 200


def test_the_text_is_whole_with_full_width_marks(page):
    assert paragraph(page()) == TEXT.replace(",", "，")


def test_a_promise_is_marked_in_its_lamp_s_colour_and_leads_to_its_commitment(page):
    link = re.search(r'<a class="pr green" id="c-4-1-1" href="([^"]+)"[^>]*>.*?</a>', page(), re.DOTALL)
    assert link[1] == "/wuchang-2024/commitment/4-1-1/"
    assert "新增新能源充电桩1万根" in link[0]


def test_a_promise_tells_its_lamp_in_a_word(page):
    assert re.search(r'<span class="vh">(正常|On track)', page())


def test_a_lamp_s_filter_keeps_only_its_promises(cast, page):
    make_commitment(cast.plan, cast.other, code="4-1-2", quote="新增停车泊位1万个")
    assert re.findall(r'class="pr (\w+)" id="c-([\d-]+)"', page("?lamp=grey")) == [("grey", "4-1-2")]
    assert re.findall(r'class="pr (\w+)" id="c-([\d-]+)"', page("?lamp=red")) == []


def test_a_wrong_filter_is_ignored(page):
    assert 'id="c-4-1-1"' in page("?lamp=purple&bare=yes")


def test_sentences_without_a_promise_can_be_greyed(page):
    assert 'class="txt gaps"' in page("?bare=1")
    assert 'class="txt gaps"' not in page()


def test_a_withdrawn_commitment_is_plain_text_again(cast, page):
    assert 'class="pr' in page()
    cast.plan.commitments.update(withdrawn_on=TODAY, withdrawn_reason="并入他项")
    assert 'class="pr' not in page()


def test_more_promises_cost_no_more_queries(cast, client):
    client.force_login(cast.leader)

    def queries():
        client.get(URL)
        with CaptureQueriesContext(connection) as captured:
            client.get(URL)
        return len(captured)

    one = queries()
    for number, quote in enumerate(["新增停车泊位1万个", "推进海绵城市建设", "打通不少于2条断头路"], 2):
        make_commitment(cast.plan, cast.other, code=f"4-1-{number}", quote=quote)
    assert queries() == one <= 10
