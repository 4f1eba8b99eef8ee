import hashlib

import pytest
from django.db import connection

from commitments.models import GENESIS, HistoryEntry
from commitments.workflow.record import first_broken_entry, newest_digest, record
from tests.guards import lifted
from tests.world import moment


def test_an_empty_history_has_the_genesis_head(cast):
    assert newest_digest() == GENESIS
    assert first_broken_entry() is None


def test_entries_are_chained_by_digest(cast):
    first = record("plan_open", cast.plan, by=cast.supervisor, at=moment())
    second = record("plan_open", cast.plan, by=cast.supervisor, at=moment())
    assert second.previous == first.digest
    assert newest_digest() == second.digest


def test_a_seal_holds_after_reading_back_from_the_database(cast):
    record("plan_open", cast.plan, by=cast.supervisor, at=moment(), after={"值": "6,200根"}, note="说明")
    assert first_broken_entry() is None


def test_an_entry_keeps_what_was_before_and_after_and_who_did_it(cast):
    told = {"commitment": cast.commitment, "note": "说明。", "approved": True, "sample": True}
    record("plan_open", cast.plan, by=cast.supervisor, at=moment(), before={"a": "1"}, after={"a": "2"}, **told)
    kept = HistoryEntry.objects.get()
    assert (kept.before, kept.after, kept.actor, kept.actor_name) == ({"a": "1"}, {"a": "2"}, cast.supervisor, "carol")
    assert {name: getattr(kept, name) for name in told} == told


def test_business_time_stands_beside_recorded_time(cast):
    entry = record("plan_open", cast.plan, by=cast.supervisor, at=moment("2024-04-18"))
    kept = HistoryEntry.objects.get(pk=entry.pk)
    assert kept.at == moment("2024-04-18")
    assert kept.recorded > kept.at


def test_an_act_without_words_is_not_recorded(cast):
    with pytest.raises(ValueError, match="plan_eaten"):
        record("plan_eaten", cast.plan, by=cast.supervisor, at=moment())
    assert HistoryEntry.objects.count() == 0


def test_an_entry_keeps_which_row_it_is_about_whatever_it_is_called(cast):
    record("plan_open", cast.plan.key, of=cast.plan, by=cast.supervisor, at=moment())
    record("plan_open", cast.plan.key, by=cast.supervisor, at=moment())
    entry = HistoryEntry.objects.about(cast.plan).get()
    assert (entry.subject_kind, entry.subject_pk) == ("plan", cast.plan.pk)


def test_what_an_entry_is_about_is_under_the_seal(cast):
    entry = record("plan_open", cast.plan, by=cast.supervisor, at=moment())
    entry.subject_pk += 1
    assert entry.sealed() != entry.digest


def test_entries_about_given_rows_can_be_left_out(cast):
    record("plan_open", cast.plan, by=cast.supervisor, at=moment())
    record("holiday_add", "2024-05-01", by=cast.supervisor, at=moment())
    assert HistoryEntry.objects.without(type(cast.plan).objects.all()).get().subject == "2024-05-01"
    assert HistoryEntry.objects.without(type(cast.plan).objects.none()).count() == 2


SEALED = ("previous", "action", "at", "recorded", "actor_name", "subject", "subject_kind", "before", "after", "note")


@pytest.mark.parametrize("field", [*SEALED, "actor_id", "commitment_id", "subject_pk", "approved", "sample"])
def test_nothing_of_an_entry_changes_under_its_seal(cast, field):
    entry = record("plan_open", cast.plan, by=cast.supervisor, at=moment(), before={"a": "1"}, after={"a": "2"})
    moments = {"at": moment("2024-01-01"), "recorded": moment("2024-01-01")}
    other = moments | {"previous": "1" * 64, "before": {"a": "3"}, "after": {"a": "3"}}
    setattr(entry, field, other.get(field, not entry.approved if field in ("approved", "sample") else 77))
    assert entry.sealed() != entry.digest


def test_the_seal_of_known_facts_is_known():
    """Golden vector: whoever computes the seals by another program finds this very digest."""
    entry = HistoryEntry(
        previous=GENESIS, action="plan_open", at=moment("2024-01-20"), recorded=moment("2024-01-20", "10:01"),
        actor_id=7, actor_name="李督查", subject="wuchang-2024", subject_kind="plan", subject_pk=1,
        before={"state": "draft"}, after={"state": "open"}, note="", approved=True,
    )  # fmt: skip
    canonical = (
        '{"action":"plan_open","actor":7,"actor_name":"李督查","after":{"state":"open"},"approved":true,'
        '"at":"2024-01-20T02:00:00.000000+00:00","before":{"state":"draft"},"commitment":null,"note":"",'
        '"recorded":"2024-01-20T02:01:00.000000+00:00","sample":false,"subject":"wuchang-2024","subject_kind":"plan",'
        '"subject_pk":1}'
    )
    assert entry.sealed() == hashlib.sha256(("0" * 64 + canonical).encode()).hexdigest()
    assert entry.sealed() == "1d3a9f2f6ccf0b81f7045c60cfadce1a1860a45bb6ad8bf9f298ce582865ad6c"


def test_an_entry_that_was_cut_out_or_put_in_another_place_breaks_the_chain(cast):
    first, second, third = (record("plan_open", f"{n}", by=cast.supervisor, at=moment()) for n in range(3))
    assert first_broken_entry() is None
    with lifted(connection):
        HistoryEntry.objects.filter(pk=second.pk).delete()
    assert first_broken_entry() == third
    with lifted(connection):
        HistoryEntry.objects.filter(pk=first.pk).delete()
    assert first_broken_entry() == third
