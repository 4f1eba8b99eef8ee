"""evidence_check finds every kind of damage, and says so by its exit code."""

import pytest
from django.core.management import call_command

from commitments.workflow.reports import evidence, evidence_store
from tests.world import TINY_PDF, Cast, make_evidence, make_update, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cast = Cast()
    return make_evidence(make_update(cast.commitment, cast.reporter), cast.reporter)


def check(capsys) -> tuple[int, str]:
    try:
        call_command("evidence_check")
    except SystemExit as end:
        return end.code, capsys.readouterr().out
    return 0, capsys.readouterr().out


def test_all_is_well(row, capsys):
    assert check(capsys) == (0, "1 file checked.\n")


def test_a_missing_file_is_named(row, capsys):
    evidence_store.file_path(row).unlink()
    code, words = check(capsys)
    assert code == 1
    assert f"missing: {row.stored_as}, 验收单.pdf of 4-1-1 2024-Q3 r1" in words


@pytest.mark.parametrize("content", [b"", TINY_PDF[:-1], TINY_PDF + b"\n", TINY_PDF.replace(b"1", b"2")])
def test_an_altered_file_is_named(row, capsys, content):
    evidence_store.file_path(row).write_bytes(content)
    code, words = check(capsys)
    assert (code, "altered" in words) == (1, True)


@pytest.mark.parametrize("name", ["0123", ".0123.part"])
def test_a_file_of_no_row_is_named(row, capsys, name):
    (evidence_store.evidence_folder() / name).write_bytes(b"x")
    code, words = check(capsys)
    assert (code, f"orphaned: {name}" in words) == (1, True)


def test_a_withdrawn_file_that_is_still_there_is_named(row, capsys):
    # The test's own transaction never commits, so the bytes stay as after a crash.
    evidence.withdraw_file(row, by=row.uploaded_by, at=moment(), reason="传错了")
    code, words = check(capsys)
    assert (code, "left over" in words) == (1, True)


def test_a_withdrawn_file_that_is_gone_is_well(row, capsys):
    evidence.withdraw_file(row, by=row.uploaded_by, at=moment(), reason="传错了")
    evidence_store.remove_file(row.stored_as)
    assert check(capsys)[0] == 0
