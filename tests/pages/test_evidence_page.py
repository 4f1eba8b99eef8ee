"""Evidence as pages: attaching, reading, withdrawing, with and without htmx; and what other screens show of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commitments.choices import UpdateState
from commitments.models import Evidence, ProgressUpdate
from commitments.workflow.reports import evidence_store, moves, review
from tests.world import (
    TINY_PDF,
    form_key,
    make_evidence,
    make_update,
    moment,
)  # fmt: skip

pytestmark = pytest.mark.django_db
PLAN = "wuchang-2024"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def reporter_signed_in(cast, client):
    client.force_login(cast.reporter)
    client.cookies["django_language"] = "en"


@pytest.fixture
def attach(cast, client):
    """Return a function: (files, key) → the answer to the form."""

    def post(*files, key=None, code="4-1-1", headers=HTMX):
        data = {"key": key or form_key(), "files": [SimpleUploadedFile(name, content) for name, content in files]}
        return client.post(reverse("evidence_attach", args=[PLAN, code]), data, headers=headers)

    return post


@pytest.fixture
def draft(cast):
    return make_update(cast.commitment, cast.reporter, value="7200")


def address(row, what="file") -> str:
    return reverse(f"evidence_{what}", args=[PLAN, row.pk])


def withdraw(client, row, headers=None, **data):
    return client.post(address(row, "withdraw"), {"key": form_key(), "reason": "传错了"} | data, headers=headers)


def content_of(client, row):
    return b"".join(client.get(address(row)).streaming_content)


def test_several_files_go_at_once(attach, cast):
    answer = attach(("清单.pdf", TINY_PDF), ("验收.pdf", TINY_PDF + b"\n"))
    assert answer.status_code == 200
    assert all(name in answer.content.decode() for name in ("清单.pdf", "验收.pdf", "2 files attached"))
    assert ProgressUpdate.objects.get().evidence.count() == 2


def test_a_good_file_is_attached_and_a_bad_one_named(attach, cast):
    answer = attach(("清单.pdf", TINY_PDF), ("病毒.exe", b"MZ"))
    assert answer.status_code == 422
    assert "病毒.exe" in answer.content.decode()
    assert [row.name for row in Evidence.objects.all()] == ["清单.pdf"]


def test_nothing_usable_begins_no_draft(attach, cast):
    assert attach(("病毒.exe", b"MZ")).status_code == attach().status_code == 422
    assert not ProgressUpdate.objects.exists()


def test_eleven_files_are_too_many(attach, cast):
    files = [(f"{n}.pdf", TINY_PDF + b" " * n) for n in range(11)]
    assert (attach(*files).status_code, Evidence.objects.count()) == (422, 0)


def test_the_same_file_again_is_one_row_with_words(attach, cast):
    attach(("清单.pdf", TINY_PDF))
    answer = attach(("清单(2).pdf", TINY_PDF))
    assert (answer.status_code, Evidence.objects.count()) == (200, 1)
    assert "was attached already" in answer.content.decode()


def test_a_repeated_submit_has_one_effect_and_the_same_answer(attach, cast):
    key = form_key()
    first, second = (attach(("清单.pdf", TINY_PDF), key=key) for _turn in range(2))
    assert (first.status_code, second.status_code, Evidence.objects.count()) == (200, 200, 1)
    assert all("1 file attached" in answer.content.decode() for answer in (first, second))


def test_without_scripts_the_desk_follows(attach, cast):
    answer = attach(("清单.pdf", TINY_PDF), headers=None)
    assert answer.url == f"/{PLAN}/desk/?period=2024-Q3#c-4-1-1"


def test_without_scripts_a_refusal_is_a_page_of_its_own(attach, cast):
    answer = attach(("病毒.exe", b"MZ"), headers=None)
    assert answer.status_code == 422
    assert "<html" in answer.content.decode()


def test_an_upload_over_the_cap_is_counted_and_not_kept(attach, cast, settings):
    settings.EVIDENCE_MAX_MB = 1
    answer = attach(("大.pdf", TINY_PDF.ljust(3 * 1024 * 1024, b" ")))
    assert (answer.status_code, Evidence.objects.count()) == (422, 0)
    assert "1 MB" in answer.content.decode()


def test_a_sent_update_takes_no_more_files(attach, cast, draft):
    moves.send_report(draft, by=cast.reporter, at=moment())
    answer = attach(("清单.pdf", TINY_PDF))
    assert (answer.status_code, Evidence.objects.count()) == (409, 0)
    assert 'type="file"' not in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("supervisor", 403), ("leader", 403), ("auditor", 403)])
def test_others_attach_nothing(attach, cast, client, who, status):
    client.force_login(getattr(cast, who))
    assert (attach(("清单.pdf", TINY_PDF)).status_code, Evidence.objects.count()) == (status, 0)


@pytest.mark.parametrize("code", ["9-9-9", "4-1-1-1", "％"])
def test_an_unknown_commitment_is_not_found(attach, code):
    assert attach(("清单.pdf", TINY_PDF), code=code).status_code == 404


def test_a_form_without_a_key_or_a_file_field_is_no_error_of_ours(cast, client):
    target = reverse("evidence_attach", args=[PLAN, "4-1-1"])
    assert client.post(target, {"files": SimpleUploadedFile("a.pdf", TINY_PDF)}).status_code == 404
    assert client.post(target, {"key": form_key(), "files": "text"}).status_code == 422
    assert not Evidence.objects.exists()


def test_a_file_is_answered_as_a_harmless_attachment(cast, client, draft):
    row = make_evidence(draft, cast.reporter, '验收 单;"a".pdf')
    answer = client.get(address(row))
    assert b"".join(answer.streaming_content) == TINY_PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E9%AA%8C")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("who", "status"),
    [("outsider", 404), ("supervisor", 200), ("leader", 200), ("auditor", 404), ("system_admin", 404)],
)
@pytest.mark.parametrize("state", [UpdateState.SUBMITTED, UpdateState.APPROVED])
def test_a_sent_file_is_read_by_office_and_leaders_alone(cast, client, draft, who, status, state):
    row = make_evidence(draft, cast.reporter)
    update = moves.send_report(draft, by=cast.reporter, at=moment())
    if state == UpdateState.APPROVED:
        review.approve_report(update, by=cast.supervisor, at=moment())
    client.force_login(getattr(cast, who))
    answer = client.get(address(row))
    answer.getvalue()  # to the end, so that the file is closed
    assert answer.status_code == status


@pytest.mark.parametrize("who", ["outsider", "supervisor", "leader", "auditor"])
def test_a_draft_s_file_does_not_exist_for_others(cast, client, draft, who):
    row = make_evidence(draft, cast.reporter)
    client.force_login(getattr(cast, who))
    assert client.get(address(row)).status_code == withdraw(client, row).status_code == 404


def test_a_file_that_is_missing_on_disk_is_not_an_error_page(cast, client, draft):
    row = make_evidence(draft, cast.reporter)
    evidence_store.remove_file(row.stored_as)
    answer = client.get(address(row))
    assert (answer.status_code, "验收单.pdf" in answer.content.decode()) == (404, True)


def test_a_withdrawn_file_says_why_and_is_struck(cast, client, draft):
    row = make_evidence(draft, cast.reporter)
    assert withdraw(client, row, back="desk").url == f"/{PLAN}/desk/?period=2024-Q3#c-4-1-1"
    answer = client.get(address(row))
    assert (answer.status_code, "传错了" in answer.content.decode()) == (404, True)
    text = client.get(reverse("desk", args=[PLAN])).content.decode()
    assert "<s>验收单.pdf</s>" in text
    assert address(row) + '"' not in text


@pytest.mark.parametrize(("reason", "kept"), [(" ", ""), ("长" * 301, "长" * 301), ("a\u202eb", "a\u202eb")])
def test_a_reason_must_be_given_short_and_clean(cast, client, draft, reason, kept):
    answer = withdraw(client, make_evidence(draft, cast.reporter), reason=reason)
    assert answer.status_code == 422
    assert f'value="{kept}"' in answer.content.decode() or not kept
    assert not Evidence.objects.get().withdrawn_at


def test_withdrawing_again_is_answered_with_what_stands(cast, client, draft):
    row = make_evidence(draft, cast.reporter)
    assert [withdraw(client, row).status_code for _turn in range(2)] == [302, 409]


def test_withdrawing_with_the_same_key_is_answered_alike(cast, client, draft):
    row, key = make_evidence(draft, cast.reporter), form_key()
    assert [withdraw(client, row, key=key).status_code for _turn in range(2)] == [302, 302]


def test_the_department_does_not_withdraw_after_approval(cast, client, draft):
    row = make_evidence(draft, cast.reporter)
    review.approve_report(moves.send_report(draft, by=cast.reporter, at=moment()), by=cast.supervisor, at=moment())
    assert withdraw(client, row).status_code == 403
    client.force_login(cast.supervisor)
    assert withdraw(client, row).url == f"/{PLAN}/commitment/4-1-1/"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "nowhere"])
def test_the_way_back_is_one_of_our_rooms(cast, client, draft, back):
    assert withdraw(client, make_evidence(draft, cast.reporter), back=back).url == f"/{PLAN}/commitment/4-1-1/"


def test_the_way_back_into_the_review_names_the_item(cast, client, draft):
    row = make_evidence(draft, cast.reporter)
    moves.send_report(draft, by=cast.reporter, at=moment())
    client.force_login(cast.supervisor)
    assert withdraw(client, row, back="review").url == f"/{PLAN}/review/?item={draft.pk}"
