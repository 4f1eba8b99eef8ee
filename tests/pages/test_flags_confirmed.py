"""Where something stands out, consenting is asked once more, naming it; both keys see the same."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from commitments.choices import UpdateState
from commitments.models import ProgressUpdate
from commitments.pages import flags_shown
from commitments.pages.flags_shown import FLAG_NAMES
from commitments.rules import plausibility
from commitments.workflow.reports import moves
from tests.world import form_key, make_approved, make_commitment, make_update, moment

pytestmark = pytest.mark.django_db
PLAN = "wuchang-2024"
KEYS = ("review", "signoff")


@pytest.fixture(autouse=True)
def flagged(cast):
    """Let a report wait whose figure is ten times the last one, and which says the year is done without evidence."""
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="1000")
    draft = make_update(cast.commitment, cast.reporter, value="12000", self_lamp="done")
    cast.update = moves.send_report(draft, by=cast.reporter, at=moment())
    cast.approver = cast.with_approver()


@pytest.fixture(params=KEYS)
def key(request, cast, client):
    """Sign in one of the two who consent; return the room and the move."""
    if request.param == "signoff":
        ProgressUpdate.objects.filter(pk=cast.update.pk).update(state=UpdateState.SIGNING, submitted_at=None)
    client.force_login(cast.approver if request.param == "signoff" else cast.supervisor)
    return request.param


def consent(client, cast, key, **more):
    name = {"review": "review_approve", "signoff": "signoff_sign"}[key]
    fields = {"key": form_key(), "version": cast.update.version} | more
    return client.post(reverse(name, args=[PLAN, cast.update.pk]), fields)


def state(cast) -> str:
    return ProgressUpdate.objects.get(pk=cast.update.pk).state


def test_the_first_press_asks_and_names_what_stands_out(cast, client, key):
    before, answer = state(cast), consent(client, cast, key)
    assert (answer.status_code, state(cast)) == (422, before)
    asked = re.search(r'class="msg ask" role="alert">(.*?)</p>', answer.content.decode(), re.DOTALL)[1]
    assert "增至十倍" in asked or "数据骤增" in asked or "十倍" in asked
    assert "佐证" in asked


def test_the_second_press_consents(cast, client, key):
    text = consent(client, cast, key).content.decode()
    confirmed = re.search(r'name="confirmed" value="([^"]+)"', text)[1]
    assert consent(client, cast, key, confirmed=confirmed).status_code == 302
    assert state(cast) == {"review": UpdateState.APPROVED, "signoff": UpdateState.SUBMITTED}[key]


@pytest.mark.parametrize("confirmed", ["yes", "no_evidence", "fell-1,no_evidence"])
def test_consent_against_other_flags_is_asked_again(cast, client, key, confirmed):
    assert consent(client, cast, key, confirmed=confirmed).status_code == 422


def test_both_keys_see_the_same(cast, client, key):
    text = client.get(reverse(key, args=[PLAN])).content.decode()
    assert "11,000" in text
    assert "未附清单" in text


def test_the_office_s_lamp_and_reason_are_kept_while_it_is_asked(cast, client):
    client.force_login(cast.supervisor)
    text = consent(client, cast, "review", office_lamp="yellow", reason="我写的理由").content.decode()
    assert "我写的理由" in text
    assert re.search(r'value="yellow"\s+checked', text)


def test_signing_all_leaves_what_stands_out_and_names_it(cast, client):
    ProgressUpdate.objects.filter(pk=cast.update.pk).update(state=UpdateState.SIGNING, submitted_at=None)
    plain = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    plain = moves.send_report(make_update(plain, cast.reporter), by=cast.reporter, at=moment())
    client.force_login(cast.approver)
    shown = [f"{update.pk}.{update.version}" for update in (cast.update, plain)]
    text = client.post(reverse("signoff_all", args=[PLAN]), {"key": form_key(), "shown": shown}, follow=True)
    assert "4-1-1" in text.content.decode().split("<article")[0]
    assert list(ProgressUpdate.objects.filter(state=UpdateState.SUBMITTED)) == [plain]


def test_what_a_returning_or_handing_back_says_is_not_asked_twice(cast, client, key):
    name = {"review": "review_return", "signoff": "signoff_back"}[key]
    fields = {"key": form_key(), "version": cast.update.version, "reason": "请核对。", "note": "请核对。"}
    assert client.post(reverse(name, args=[PLAN, cast.update.pk]), fields).status_code == 302


def test_every_flag_has_a_name():
    assert {"fell", "tenfold", "jump", "far_above", "no_evidence", "disagrees"} <= set(FLAG_NAMES)


def test_the_next_in_which_something_stands_out_is_one_key_away(cast, client):
    plain = make_commitment(cast.plan, cast.department, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    plain = moves.send_report(make_update(plain, cast.approver), by=cast.approver, at=moment())
    ProgressUpdate.objects.filter(pk=plain.pk).update(state=UpdateState.SUBMITTED, submitted_at=moment())
    client.force_login(cast.supervisor)
    text = client.get(reverse("review", args=[PLAN]), {"item": plain.pk}).content.decode()
    assert re.search(rf'href="[^"]*item={cast.update.pk}"[^>]*data-key="n"', text)
    first = client.get(reverse("review", args=[PLAN]), {"item": cast.update.pk}).content.decode()
    assert 'data-key="n"' not in first


YIELDED = re.compile(r'(?:Plausibility|Review)Flag\(\s*"(\w+)"')
# Of the desk alone, where a flag is a sentence without a name.
SENTENCES = {"far", "copied"}


def test_every_flag_has_a_name_and_words_of_its_own():
    sources = [Path(flags_shown.__file__), Path(plausibility.__file__)]
    codes = {code for path in sources for code in YIELDED.findall(path.read_text("utf-8"))} - SENTENCES
    assert {"fell", "increment", "stale"} < codes
    assert codes == set(FLAG_NAMES)
    words = (settings.BASE_DIR / "templates/_parts/flag_words.html").read_text("utf-8")
    assert {code for code in codes if f'code == "{code}"' not in words} == set()
