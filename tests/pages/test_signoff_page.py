"""Sign-off: what the approver sees, signs and hands back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.choices import Role, UpdateState
from commitments.models import HistoryEntry, ProgressUpdate
from commitments.workflow.reports import moves
from tests.world import form_key, make_approved, make_commitment, make_target, make_update, make_user, moment

pytestmark = pytest.mark.django_db
PLAN = "wuchang-2024"


@pytest.fixture(autouse=True)
def approver_signed_in(cast, client):
    cast.approver = cast.with_approver()
    client.force_login(cast.approver)


@pytest.fixture
def update(cast):
    return sent(cast, cast.commitment)


def sent(cast, commitment, by=None, value="7200", **more):
    by = by or cast.reporter
    return moves.send_report(make_update(commitment, by, value=value, **more), by=by, at=moment())


@pytest.fixture
def post(client, update):
    """Return a function: (action, changes) → the answer to the approver's form."""

    def act(action="sign", key=None, pk=None, **changes):
        fields = {"key": key or form_key(), "version": update.version, "note": ""}
        return client.post(reverse(f"signoff_{action}", args=[PLAN, pk or update.pk]), fields | changes)

    return act


def page(client):
    return client.get(reverse("signoff", args=[PLAN])).content.decode()


def test_what_awaits_sign_off_stands_beside_last_period(cast, client):
    cast.approver.is_active = False
    cast.approver.save()
    make_approved(
        cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="2980", narrative="二季度的话。"
    )
    cast.approver.is_active = True
    cast.approver.save()
    client.force_login(cast.approver)
    sent(cast, cast.commitment, narrative="三季度的话。")
    text = page(client)
    assert all(words in text for words in ("2,980", "7,200", "<del>二</del>季度的话。", "<ins>三</ins>季度的话。"))


def test_with_nothing_to_sign_the_page_says_so(cast, client):
    assert client.get(reverse("signoff", args=[PLAN])).status_code == 200


@pytest.mark.parametrize("who", ["reporter", "supervisor", "leader", "auditor", "system_admin"])
def test_only_approvers_sign_off(cast, client, post, who):
    client.force_login(getattr(cast, who))
    assert client.get(reverse("signoff", args=[PLAN])).status_code == 403
    assert post().status_code == 403
    assert ProgressUpdate.objects.get().state == UpdateState.SIGNING


def test_an_approver_of_another_department_finds_nothing(cast, client, post, update):
    client.force_login(make_user("mallory", Role.APPROVER, cast.other))
    assert "7,200" not in page(client)
    assert (post().status_code, post("back", note="改").status_code) == (404, 404)


def test_signing_submits_to_the_office(cast, post):
    assert post().status_code == 302
    signed = ProgressUpdate.objects.get()
    assert (signed.state, signed.signed_by) == (UpdateState.SUBMITTED, cast.approver)


def test_signing_twice_with_one_key_has_one_effect(post):
    key = form_key()
    assert [post(key=key).status_code, post(key=key).status_code] == [302, 302]
    assert HistoryEntry.objects.filter(action="update_sign").count() == 1


def test_the_other_button_of_a_form_that_did_its_work_does_nothing(post):
    key = form_key()
    post(key=key)
    assert post("back", key=key, note="请补充。").status_code == 409
    assert not HistoryEntry.objects.filter(action="update_send_back").exists()


def test_signing_what_is_already_signed_is_told(post):
    post()
    assert post().status_code == 409
    assert HistoryEntry.objects.filter(action="update_sign").count() == 1


def test_what_changed_since_it_was_read_is_not_signed(cast, client, post, update):
    moves.withdraw_report(update, by=cast.reporter, at=moment())
    moves.send_report(update, by=cast.reporter, at=moment())
    assert post().status_code == 409
    assert ProgressUpdate.objects.get().state == UpdateState.SIGNING


def test_sending_back_returns_the_draft_with_its_note(post):
    assert post("back", note="请补充点位。").status_code == 302
    assert ProgressUpdate.objects.get().state == UpdateState.DRAFT
    assert HistoryEntry.objects.get(action="update_send_back").note == "请补充点位。"


@pytest.mark.parametrize("note", ["", "  ", "字" * 501, "藏\u202e字"])
def test_sending_back_needs_a_proper_note(post, note):
    assert post("back", note=note).status_code == 422
    assert ProgressUpdate.objects.get().state == UpdateState.SIGNING


def test_a_refused_note_is_kept(post):
    assert "藏" in post("back", note="藏\u202e字").content.decode()


@pytest.mark.parametrize("version", ["x", "9" * 30])
def test_a_version_nobody_gave_signs_nothing(post, version):
    assert post(version=version).status_code in (409, 422)
    assert ProgressUpdate.objects.get().state == UpdateState.SIGNING


def test_nobody_signs_their_own(cast, client):
    mine = sent(cast, cast.commitment, by=cast.approver)
    assert 'class="btn go"' not in page(client)
    fields = {"key": form_key(), "version": mine.version}
    assert client.post(reverse("signoff_sign", args=[PLAN, mine.pk]), fields).status_code in (403, 409)
    assert ProgressUpdate.objects.get().state == UpdateState.SIGNING


def test_the_reporter_reads_the_note_at_the_desk(cast, client, post):
    post("back", note="请补充点位。")
    client.force_login(cast.reporter)
    assert "请补充点位。" in client.get(reverse("desk", args=[PLAN])).content.decode()


def test_the_page_asks_the_same_for_one_and_for_many(cast, client, update):
    page(client)
    with CaptureQueriesContext(connection) as one:
        page(client)
    for place in range(2, 8):
        more = make_commitment(cast.plan, cast.department, code=f"4-1-{place}", quote="新增停车泊位1万个")
        make_target(more, unit="个")
        sent(cast, more)
    with CaptureQueriesContext(connection) as many:
        page(client)
    assert len(many) <= len(one) + 2, (len(one), len(many))
