"""The calendar from the command line, with words that help."""

import pytest
from django.core.management import CommandError, call_command

from commitments.models import HistoryEntry, Holiday
from tests.world import TODAY


@pytest.fixture(autouse=True)
def last_quarter_unopened(cast):
    cast.plan.periods.filter(code="2024-Q4").update(opened=None)


def refused(*words) -> str:
    with pytest.raises(CommandError) as error:
        call_command(*words)
    assert not HistoryEntry.objects.exists()
    return str(error.value)


def test_a_period_is_opened_under_a_supervisor_s_name(cast, capsys):
    call_command("open_period", "2024-Q4", "--by", "carol", "--early")
    assert cast.plan.periods.get(code="2024-Q4").opened == TODAY
    assert HistoryEntry.objects.get().actor == cast.supervisor
    assert "2024-Q4" in capsys.readouterr().out


def test_opening_before_the_planned_day_asks_for_a_word(cast):
    words = refused("open_period", "2024-Q4", "--by", "carol")
    assert "2025-01-01" in words
    assert "--early" in words


def test_opening_warns_of_what_stays_open_as_the_page_does(cast, capsys):
    call_command("open_period", "2024-Q4", "--by", "carol", "--early")
    warned = capsys.readouterr().err
    assert "2024-Q3" in warned
    assert "1" in warned
    assert "2024-Q2" not in warned


def test_a_period_is_opened_once(cast):
    assert "2024-10-01" in refused("open_period", "2024-Q3", "--by", "carol")


@pytest.mark.parametrize("name", ["alice", "erin", "nobody", ""])
def test_only_a_supervisor_s_name_will_do_and_the_known_are_told(cast, name):
    assert "carol, dave" in refused("open_period", "2024-Q4", "--by", name)


def test_unknown_plans_and_periods_are_told_with_the_known_ones(cast):
    assert "wuchang-2024" in refused("open_period", "2024-Q4", "--plan", "x", "--by", "carol")
    assert "2024-Q1" in refused("close_period", "2024-Q9", "--by", "carol")


def test_closing_with_open_reports_asks_for_a_word(cast):
    words = refused("close_period", "2024-Q3", "--by", "carol")
    assert "1" in words
    assert "--confirm" in words
    call_command("close_period", "2024-Q3", "--by", "carol", "--confirm")
    assert cast.plan.periods.get(code="2024-Q3").closed == TODAY


def test_a_period_that_is_not_open_is_not_closed(cast):
    assert refused("close_period", "2024-Q4", "--by", "carol")


def test_a_published_year_is_taken_in(cast, capsys):
    call_command("take_in_holidays", "2024")
    call_command("take_in_holidays", "2024")
    assert Holiday.objects.count() == 36
    assert "36" in capsys.readouterr().out


def test_a_later_year_is_refused_and_the_last_one_named(cast):
    assert "2004 to 20" in refused("take_in_holidays", "2099")
