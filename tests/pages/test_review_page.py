"""Review: what waits, the decision with its reasons, and two who decide at once."""

import pytest

from commitments.choices import Lamp, UpdateState
from commitments.models import ProgressUpdate
from commitments.workflow.reports import moves, review
from tests.world import form_key, make_approved, make_update, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/review/"


@pytest.fixture(autouse=True)
def waiting(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    draft = make_update(cast.commitment, cast.reporter, value="7200", narrative="累计新增7200根。")
    cast.update = moves.send_report(draft, by=cast.reporter, at=moment())


@pytest.fixture
def office(cast, client):
    client.force_login(cast.supervisor)
    return client


def decide(client, cast, verb, **more):
    data = {"key": form_key(), "version": cast.update.version} | more
    return client.post(f"{URL}{cast.update.pk}/{verb}/", data)


def state(cast) -> str:
    return ProgressUpdate.objects.get(pk=cast.update.pk).state


def test_the_queue_shows_the_new_beside_the_old(office):
    text = office.get(URL).content.decode()
    assert "7,200" in text
    assert "3,500" in text
    assert "+3,700" in text


def test_approving_freezes_the_update_and_counts(cast, office):
    assert decide(office, cast, "approve").status_code == 302
    assert state(cast) == UpdateState.APPROVED


def test_returning_needs_a_reason_and_keeps_nothing_without(cast, office):
    answer = decide(office, cast, "return")
    assert answer.status_code == 422
    assert "请写明" in answer.content.decode() or "理由" in answer.content.decode()
    assert state(cast) == UpdateState.SUBMITTED


def test_returning_with_a_reason_gives_it_back(cast, office):
    decide(office, cast, "return", reason="口径不符")
    assert (state(cast), ProgressUpdate.objects.get(pk=cast.update.pk).return_reason) == ("returned", "口径不符")


def test_another_lamp_needs_a_reason_too(cast, office):
    assert decide(office, cast, "approve", office_lamp="red").status_code == 422
    assert decide(office, cast, "approve", office_lamp="red", reason="进展不实").status_code == 302
    assert ProgressUpdate.objects.get(pk=cast.update.pk).office_lamp == Lamp.RED


def test_the_other_button_of_a_form_that_did_its_work_decides_nothing_and_keeps_the_reason(cast, office):
    key = form_key()
    decide(office, cast, "approve", key=key)
    answer = decide(office, cast, "return", key=key, reason="口径不符")
    assert (answer.status_code, state(cast)) == (409, UpdateState.APPROVED)
    assert "口径不符" in answer.content.decode()


def test_the_second_of_two_reviewers_is_told_who_was_first(cast, office):
    review.approve_report(cast.update, by=cast.second_supervisor, at=moment("2024-10-16"))
    answer = decide(office, cast, "return", reason="口径不符")
    assert answer.status_code == 409
    assert "dave" in answer.content.decode()
    assert state(cast) == UpdateState.APPROVED


def test_the_second_reviewer_sees_the_update_as_it_stands_and_keeps_what_was_typed(cast, office):
    review.approve_report(cast.update, by=cast.second_supervisor, at=moment("2024-10-24", "10:32"))
    text = decide(office, cast, "return", reason="我写的退回理由").content.decode()
    assert "10:32" in text
    assert "我写的退回理由" in text
    assert "7,200" in text
    assert "data-decision" not in text


def test_what_was_withdrawn_meanwhile_is_said_and_its_draft_not_shown(cast, office):
    moves.withdraw_report(cast.update, by=cast.reporter, at=moment())
    answer = decide(office, cast, "approve", reason="我写的理由", office_lamp="red")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "4-1-1" in text
    assert "我写的理由" in text
    assert "7,200" not in text
    assert state(cast) == UpdateState.DRAFT


def test_an_update_submitted_anew_is_shown_again_with_what_was_typed(cast, office):
    update = moves.withdraw_report(cast.update, by=cast.reporter, at=moment())
    moves.send_report(update, by=cast.reporter, at=moment())
    answer = decide(office, cast, "return", reason="口径不符")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'name="version" value="4"' in text
    assert ">口径不符</textarea>" in text


def test_under_htmx_the_next_opens_in_place(cast, office):
    data = {"key": form_key(), "version": cast.update.version}
    answer = office.post(f"{URL}{cast.update.pk}/approve/", data, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer["HX-Replace-Url"] == URL
    assert "<html" not in text
    assert 'id="said"' in text


def test_a_wrong_form_for_a_decided_update_is_a_conflict_too(cast, office):
    review.approve_report(cast.update, by=cast.second_supervisor, at=moment("2024-10-16"))
    answer = decide(office, cast, "return", reason="隐\u202e藏")
    assert answer.status_code == 409


def test_hidden_characters_in_a_reason_are_refused_at_the_field(cast, office):
    answer = decide(office, cast, "return", reason="隐\u202e藏")
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in answer.content.decode()


def test_an_update_that_never_was_is_not_found(office):
    assert office.post(f"{URL}99999/approve/", {"key": form_key(), "version": 1}).status_code == 404


def test_a_double_click_decides_once(cast, office):
    key = form_key()
    first, again = (decide(office, cast, "approve", key=key) for _click in range(2))
    assert (first.status_code, again.status_code, first.url) == (302, 302, again.url)
    assert cast.commitment.history.filter(action="update_approve", subject=str(cast.update)).count() == 1


def test_an_absurd_item_opens_the_first(office):
    assert "7,200" in office.get(f"{URL}?item=99999").content.decode()


def test_an_empty_queue_says_so(cast, office):
    decide(office, cast, "approve")
    assert office.get(URL).status_code == 200
