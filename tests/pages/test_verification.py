"""Verification: what was issued is known again, byte for byte; what is not says what is not right."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from pypdf import PdfReader, PdfWriter

from commitments.documents.archive_package import archive_package
from commitments.documents.bulletin_data import bulletin_data
from commitments.documents.bulletin_issue import frozen_issue
from commitments.documents.bulletin_pdf import bulletin_pdf
from commitments.documents.verification import verify_digest, verify_file
from commitments.workflow.office import bulletins, issuing
from tests.world import TODAY, make_approved, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    draft = bulletins.draft_of(cast.plan.periods.get(code="2024-Q3"))
    draft.number, draft.although = "武昌政督字〔2024〕3号", "按时编发。"
    return issuing.issue_bulletin(draft, frozen_issue(draft, TODAY), by=cast.supervisor, at=moment("2024-10-24"))


def saved_anew(pdf: bytes) -> bytes:
    writer, held = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf))), io.BytesIO()
    writer.write(held)
    return held.getvalue()


def one_byte_changed(pdf: bytes) -> bytes:
    place = pdf.rindex(b"%%EOF")
    return pdf[:place] + b"%%EOX" + pdf[place + 5 :]


def other_figure(bulletin) -> bytes:
    """Return the paper as somebody would forge it: the data inside kept, a figure on page 1 changed."""
    data = bulletin.data | {"leads": bulletin.data["leads"] | {"requirements": "完成率99.9%。"}}
    honest, forged = (PdfReader(io.BytesIO(pdf)) for pdf in (bytes(bulletin.pdf), bulletin_pdf(data)))
    writer, held = PdfWriter(clone_from=honest), io.BytesIO()
    writer.remove_page(0)
    writer.insert_page(forged.pages[0], 0)
    writer.write(held)
    return held.getvalue()


def test_the_file_and_its_package_are_unchanged(issued):
    for content in (bytes(issued.pdf), archive_package(issued)):
        answer = verify_file(content)
        assert (answer.kind, answer.bulletin) == ("same", issued)


@pytest.mark.parametrize("bent", [saved_anew, one_byte_changed])
def test_a_file_saved_anew_or_with_a_byte_changed_is_not_what_was_issued(issued, bent):
    answer = verify_file(bent(bytes(issued.pdf)))
    assert (answer.kind, answer.bulletin, answer.differences) == ("saved_anew", issued, [])


def test_a_changed_figure_is_told_with_its_page(issued):
    answer = verify_file(other_figure(issued))
    assert (answer.kind, answer.bulletin, answer.differences[0].page) == ("changed", issued, 1)
    assert "99.9%" in "".join(each.found for each in answer.differences)


def test_what_was_not_issued_is_foreign(issued, cast):
    draft = bulletins.draft_of(cast.plan.periods.get(code="2024-Q2"))
    assert verify_file(bulletin_pdf(bulletin_data(draft.period, TODAY, draft))).kind == "foreign"
    assert verify_file(b"not a PDF").kind == "unreadable"
    assert verify_file(b"PK\x03\x04 neither").kind == "unreadable"


def test_a_printed_digest_or_head_names_the_issue(issued):
    spaced = f"{issued.data_sha256[:8]} {issued.data_sha256[8:20]}".upper()
    for typed in (issued.data_sha256, issued.history_head, issued.sha256, spaced):
        assert verify_digest(typed) == [issued]
    for typed in ("", issued.data_sha256[:11], "0" * 64, "zz" + issued.data_sha256[2:]):
        assert verify_digest(typed) == []


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor"])
def test_anyone_signed_in_may_ask(issued, cast, client, who):
    client.force_login(getattr(cast, who))
    file = SimpleUploadedFile("通报.pdf", bytes(issued.pdf))
    assert "第1期 武昌政督字〔2024〕3号：未改动" in client.post("/verify/", {"file": file}).content.decode()
    assert "印有此值" in client.post("/verify/", {"digest": issued.data_sha256}).content.decode()


def test_nothing_asked_is_said(client, cast):
    client.force_login(cast.reporter)
    assert client.get("/verify/").status_code == 200
    assert client.post("/verify/", {}).status_code == 422


def test_the_command_says_it_and_fails_unless_it_is_unchanged(issued, tmp_path):
    same, bent, out = tmp_path / "a.pdf", tmp_path / "b.pdf", io.StringIO()
    same.write_bytes(issued.pdf)
    bent.write_bytes(saved_anew(bytes(issued.pdf)))
    call_command("verify_bulletin", same, stdout=out)
    assert "第1期（武昌政督字〔2024〕3号）" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("verify_bulletin", bent)
