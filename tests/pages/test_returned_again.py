"""A report that came back, as it goes round again: both keys read why, by whom, the old text and what was changed."""

import pytest
from django.urls import reverse

from commitments.choices import UpdateState
from commitments.models import ProgressUpdate
from commitments.workflow.reports import moves, review
from tests.world import form_key, make_update, moment

pytestmark = pytest.mark.django_db
PLAN = "wuchang-2024"


@pytest.fixture(autouse=True)
def returned(cast):
    """Let the office return a report that nobody signs in its department."""
    draft = make_update(cast.commitment, cast.reporter, value="7200", narrative="累计新增7200根。")
    sent = moves.send_report(draft, by=cast.reporter, at=moment())
    review.return_report(sent, by=cast.supervisor, at=moment("2024-10-16", "15:20"), reason="请核对口径。")


@pytest.fixture
def send(cast, client):
    """Return a function that sends the report again from the desk, with what is typed otherwise."""

    def act(**typed):
        client.force_login(cast.reporter)
        figure = f"figure_{cast.target.indicator_id}"
        fields = {
            "key": form_key(), "version": 0, "base": "2024-Q3.2", "who": cast.reporter.pk, "cutoff": "2024-09-30",
            "narrative": "累计新增7200根。", "self_lamp": "green", figure: "7200",
        }  # fmt: skip
        return client.post(reverse("desk_send", args=[PLAN, "4-1-1"]), fields | typed)

    return act


def page(client, user, room="review"):
    client.force_login(user)
    return client.get(reverse(room, args=[PLAN])).content.decode()


def test_the_desk_offers_a_box_for_the_answer_and_asks_for_it_where_nothing_changed(cast, client, send):
    assert 'name="return_answer"' in page(client, cast.reporter, "desk")
    answer = send()
    assert answer.status_code == 422
    assert "与退回时相同" in answer.content.decode()
    assert not ProgressUpdate.objects.filter(state__in=UpdateState.sent()).exists()


def test_with_a_sentence_it_goes_and_the_reviewer_is_told_loudly(cast, client, send):
    assert send(return_answer="口径经统计局确认无误。").status_code == 302
    text = page(client, cast.supervisor)
    assert all(words in text for words in ("请核对口径。", "carol", "15:20", "口径经统计局确认无误。"))
    assert "与退回稿相同" in text


def test_approving_what_was_not_changed_asks_once_more(cast, client, send):
    send(return_answer="无误。")
    update = ProgressUpdate.objects.get(revision=2)
    client.force_login(cast.supervisor)
    fields = {"key": form_key(), "version": update.version}
    assert client.post(reverse("review_approve", args=[PLAN, update.pk]), fields).status_code == 422


def test_what_was_changed_stands_beside_what_was_returned(cast, client, send):
    send(narrative="累计新增7100根。", **{f"figure_{cast.target.indicator_id}": "7100"})
    text = page(client, cast.supervisor)
    assert "与退回稿相同" not in text
    part = text.split('class="rtd')[1].split("</section>")[0]
    assert all(words in part for words in ("7200", "7100", "退回稿全文", "累计新增7200根。"))


def test_the_approver_reads_the_office_s_return_and_the_own_one(cast, client, send):
    approver = cast.with_approver()
    send(narrative="累计新增7100根。")
    signing = ProgressUpdate.objects.get(revision=2)
    assert signing.state == UpdateState.SIGNING
    moves.send_report_back(signing, by=approver, at=moment("2024-10-18"), note="请写明点位。")
    send(version=3, narrative="累计新增7150根。")
    text = page(client, approver, "signoff")
    assert all(words in text for words in ("请核对口径。", "请写明点位。", "7100", "7150"))


def test_the_office_does_not_read_the_note_inside_the_department(cast, client, send):
    approver = cast.with_approver()
    send(narrative="累计新增7100根。")
    moves.send_report_back(ProgressUpdate.objects.get(revision=2), by=approver, at=moment(), note="内部意见。")
    send(version=3, narrative="累计新增7150根。")
    moves.sign_report(ProgressUpdate.objects.get(revision=2), by=approver, at=moment())
    text = page(client, cast.supervisor)
    assert "请核对口径。" in text
    assert "内部意见。" not in text
