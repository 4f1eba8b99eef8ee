import pytest

from commitments.models import GENESIS, HistoryEntry
from commitments.workflow.record import first_broken_entry, newest_digest, record
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
