"""The correction's page: begun, written, sent, taken back, given up; and nothing lost when two meet."""

import pytest

from commitments.choices import UpdateState
from commitments.models import HistoryEntry, ProgressUpdate
from commitments.workflow.reports import corrections, moves, review
from tests.world import form_key, make_approved, moment

pytestmark = pytest.mark.django_db
URL = "/wuchang-2024/correction/"
LATER = moment("2024-10-20")


@pytest.fixture(autouse=True)
def reported(cast):
    cast.approved = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")


@pytest.fixture
def department(cast, client):
    client.force_login(cast.reporter)
    return client


def begin(cast, by=None):
    return corrections.start_correction(cast.approved, by=by or cast.reporter, at=LATER, reason="漏报一个充电站。")


def fields(cast, draft, **more) -> dict:
    figure = f"figure_{cast.target.indicator_id}"
    data = {
        "key": form_key(), "version": draft.version, "correction_reason": "漏报一个充电站。", "cutoff": "2024-09-30",
        "self_lamp": "green", "narrative": "累计新增6900根。", figure: "6,900",
    }  # fmt: skip
    return data | {figure if name == "figure" else name: value for name, value in more.items()}


def post(client, cast, draft, verb="save", **more):
    return client.post(f"{URL}{draft.pk}/{verb}/", fields(cast, draft, **more))


def newest() -> ProgressUpdate:
    return ProgressUpdate.objects.order_by("-revision").first()


def test_the_timeline_leads_to_it(cast, department):
    assert f"{URL}{cast.approved.pk}/" in department.get("/wuchang-2024/commitment/4-1-1/").content.decode()


def test_a_correction_begins_with_its_reason_and_opens(cast, department):
    answer = department.post(
        f"{URL}{cast.approved.pk}/start/", {"key": form_key(), "correction_reason": "漏报一个充电站。"}, follow=True
    )
    text = answer.content.decode()
    assert "6,200" in text
    assert newest().correction_reason == "漏报一个充电站。"


@pytest.mark.parametrize("reason", ["", "  ", "隐\u202e藏", "长" * 501])
def test_an_empty_or_hostile_reason_is_answered_and_kept(cast, department, reason):
    answer = department.post(f"{URL}{cast.approved.pk}/start/", {"key": form_key(), "correction_reason": reason})
    assert answer.status_code == 422
    assert ProgressUpdate.objects.count() == 1


def test_a_double_click_begins_one(cast, department):
    data = {"key": form_key(), "correction_reason": "漏报"}
    first, again = (department.post(f"{URL}{cast.approved.pk}/start/", data) for _click in range(2))
    assert (first.url, ProgressUpdate.objects.count()) == (again.url, 2)


def test_a_second_one_is_refused_in_words_and_the_reason_kept(cast, department):
    begin(cast, cast.supervisor)
    answer = department.post(f"{URL}{cast.approved.pk}/start/", {"key": form_key(), "correction_reason": "我的理由"})
    assert answer.status_code == 409
    assert "我的理由" in answer.content.decode()


def test_saving_keeps_what_was_typed_and_the_approved_text(cast, department):
    draft = begin(cast)
    assert post(department, cast, draft).status_code == 302
    assert (newest().observations.get().value, newest().observations.get().as_typed) == (6900, "6,900")
    assert cast.approved.observations.get().value == 6200


def test_sending_hands_it_to_the_office(cast, department):
    assert post(department, cast, begin(cast), "send").status_code == 302
    assert newest().state == UpdateState.SUBMITTED
    text = department.get(f"{URL}{newest().pk}/").content.decode()
    assert "<del>" in text
    assert "<ins>" in text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("figure", "12,34"),
        ("figure", "NaN"),
        ("cutoff", "2025-01-01"),
        ("narrative", "隐\u202e藏"),
        ("forecast", "1e5"),
    ],
)
def test_hostile_input_is_answered_at_its_field_and_kept(cast, department, field, typed):
    answer = post(department, cast, begin(cast), **{field: typed})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="err"' in text
    assert typed in text
    assert newest().observations.get().value == 6200


def test_what_is_missing_is_said_and_nothing_is_sent(cast, department):
    answer = post(department, cast, begin(cast), "send", narrative="")
    assert answer.status_code == 422
    assert newest().state == UpdateState.DRAFT
    assert newest().narrative == cast.approved.narrative


def test_two_windows_do_not_overwrite_and_the_typed_text_is_kept(cast, department):
    draft = begin(cast)
    post(department, cast, draft)
    answer = post(department, cast, draft, narrative="另一个窗口写的。")
    assert answer.status_code == 409
    assert "另一个窗口写的。" in answer.content.decode()
    assert newest().narrative == "累计新增6900根。"


def test_the_same_key_with_other_words_is_a_conflict(cast, department):
    draft, key = begin(cast), form_key()
    post(department, cast, draft, key=key)
    assert post(department, cast, draft, key=key).status_code == 302
    assert post(department, cast, draft, key=key, narrative="改了。").status_code == 409


def test_a_returned_one_is_written_again(cast, department):
    update = moves.send_report(begin(cast), by=cast.reporter, at=LATER)
    review.return_report(update, by=cast.supervisor, at=LATER, reason="请附清单")
    update.refresh_from_db()
    assert "请附清单" in department.get(f"{URL}{update.pk}/").content.decode()
    post(department, cast, update)
    assert (newest().revision, newest().corrects) == (3, cast.approved)


def test_a_draft_is_given_up_and_the_approved_text_stands(cast, department):
    draft = begin(cast)
    answer = department.post(f"{URL}{draft.pk}/drop/", {"key": form_key(), "version": draft.version})
    assert answer.status_code == 302
    assert list(ProgressUpdate.objects.all()) == [cast.approved]


def test_one_that_was_sent_is_taken_back_and_given_up_with_words(cast, department):
    draft = moves.send_report(begin(cast), by=cast.reporter, at=LATER)
    department.post(f"{URL}{draft.pk}/withdraw/", {"key": form_key()})
    assert newest().state == UpdateState.DRAFT
    version = newest().version
    silent = department.post(f"{URL}{draft.pk}/drop/", {"key": form_key(), "version": version})
    assert silent.status_code == 422
    department.post(f"{URL}{draft.pk}/drop/", {"key": form_key(), "note": "数据无误。", "version": version})
    assert (newest().state, newest().return_reason) == (UpdateState.RETURNED, "数据无误。")


def test_a_decided_one_is_not_taken_back(cast, department):
    update = moves.send_report(begin(cast), by=cast.reporter, at=LATER)
    review.approve_report(update, by=cast.supervisor, at=LATER)
    assert department.post(f"{URL}{update.pk}/withdraw/", {"key": form_key()}).status_code == 409


def test_the_departments_open_corrections_stand_on_its_desk(cast, department):
    draft = begin(cast)
    text = department.get("/wuchang-2024/desk/").content.decode()
    assert f"{URL}{draft.pk}/" in text
    assert f"{URL}{draft.pk}/save/" not in text


def test_the_desk_item_stays_approved_while_it_is_corrected(cast, department):
    begin(cast)
    assert 'class="it approved"' in department.get("/wuchang-2024/desk/").content.decode()


def test_the_offices_draft_is_not_seen_by_the_department(cast, department):
    draft = begin(cast, cast.supervisor)
    assert department.get(f"{URL}{draft.pk}/").status_code == 404
    page = department.get("/wuchang-2024/commitment/4-1-1/").content.decode()
    desk = department.get("/wuchang-2024/desk/").content.decode()
    record = department.get("/wuchang-2024/commitment/4-1-1/history/").content.decode()
    assert "漏报一个充电站。" not in page + desk + record


def test_another_department_has_no_way_in(cast, client):
    client.force_login(cast.outsider)
    draft = begin(cast)
    assert client.get(f"{URL}{draft.pk}/").status_code == 404
    assert client.get(f"{URL}{cast.approved.pk}/").status_code == 403
    assert client.post(f"{URL}{draft.pk}/save/", fields(cast, draft)).status_code == 404


def test_the_office_writes_its_own_and_finds_it_in_the_review(cast, client):
    client.force_login(cast.supervisor)
    client.post(f"{URL}{cast.approved.pk}/start/", {"key": form_key(), "correction_reason": "口径调整。"})
    assert f"{URL}{newest().pk}/" in client.get("/wuchang-2024/review/").content.decode()
    post(client, cast, newest(), "send")
    assert (newest().state, newest().by_office) == (UpdateState.SUBMITTED, True)
    assert HistoryEntry.objects.filter(action="update_submit", actor=cast.supervisor).count() == 1


def test_the_timeline_shows_both_texts_of_an_approved_correction(cast, department):
    draft = begin(cast)
    post(department, cast, draft, "send")
    review.approve_report(newest(), by=cast.supervisor, at=LATER)
    text = department.get("/wuchang-2024/commitment/4-1-1/").content.decode()
    assert "漏报一个充电站。" in text
    assert "<del>" in text
    assert "累计新增6900根。" in text


def test_the_echo_says_how_a_figure_is_understood(cast, department):
    pk = cast.target.indicator_id
    assert "12,000" in department.get(f"{URL}read/?indicator={pk}&figure_{pk}=1.2万").content.decode()
    assert department.get(f"{URL}read/?indicator=x&figure_1=%00").status_code == 200
