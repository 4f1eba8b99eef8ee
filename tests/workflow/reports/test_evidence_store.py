"""Evidence on disk: whatever step dies, no row is without its file."""

import pytest
from django.db import DatabaseError, transaction

from commitments.models import Evidence
from commitments.workflow.reports import evidence_store
from tests.world import make_evidence, make_update


@pytest.fixture
def draft(cast):
    return make_update(cast.commitment, cast.reporter, value="7200")


def lying() -> set:
    return {each.name for each in evidence_store.evidence_folder().iterdir()}


@pytest.mark.parametrize("step", ["write_file", "sync_folder"])
def test_a_failure_while_writing_leaves_no_row(cast, draft, monkeypatch, step):
    def die(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(evidence_store, step, die)
    with pytest.raises(OSError, match="No space"):
        make_evidence(draft, cast.reporter)
    assert not Evidence.objects.exists()


def test_a_stream_that_breaks_off_leaves_nothing(cast, db):
    before = lying()

    def broken():
        yield b"%PDF-"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        evidence_store.store_file(broken())
    assert lying() == before


def test_the_row_comes_last(cast, draft, monkeypatch):
    seen = []
    steps = (
        (evidence_store, "write_file"),
        (evidence_store.Path, "rename"),
        (evidence_store, "sync_folder"),
        (Evidence, "save"),
    )
    for place, name in steps:
        act = getattr(place, name)
        monkeypatch.setattr(place, name, lambda *a, act=act, name=name, **k: (seen.append(name), act(*a, **k))[1])
    make_evidence(draft, cast.reporter)
    assert seen == ["write_file", "rename", "sync_folder", "save"]


def test_a_row_that_cannot_be_written_takes_its_file_with_it(cast, draft, monkeypatch):
    before = lying()

    def refuse(*args, **more):
        raise DatabaseError

    monkeypatch.setattr(Evidence, "save", refuse)
    with pytest.raises(DatabaseError):
        make_evidence(draft, cast.reporter)
    assert lying() == before


def test_a_transaction_that_fails_later_leaves_an_orphan_and_no_row(cast, draft):
    with transaction.atomic():
        row = make_evidence(draft, cast.reporter)
        transaction.set_rollback(True)
    assert not Evidence.objects.exists()
    assert row.stored_as in {each.stored_as for each in evidence_store.storage_findings() if each.what == "orphaned"}
