"""Laying out a plan's year: what stays, what gives way, what is refused."""

import datetime

import pytest

from commitments.choices import PlanState
from commitments.models import HistoryEntry
from commitments.workflow.office import holidays, year_layout
from commitments.workflow.refusals import Incomplete, Refused
from tests.world import make_update, moment

NOW = moment("2024-10-24")


def lay_out(cast, frequency="quarterly", due_day=20, exempt=(), by=None):
    return year_layout.lay_out_year(
        cast.plan, frequency=frequency, due_day=due_day, exempt=frozenset(exempt), by=by or cast.supervisor, at=NOW
    )


def codes(cast):
    return list(cast.plan.periods.order_by("ends").values_list("code", flat=True))


@pytest.fixture
def untouched(cast):
    """The plan before any period was opened."""
    cast.plan.periods.update(opened=None, closed=None)
    return cast


def test_a_year_is_laid_out_with_its_holidays(untouched):
    holidays.take_in_year(2024, at=NOW)
    untouched.plan.periods.all().delete()
    assert [str(p.due) for p in lay_out(untouched)] == ["2024-04-22", "2024-07-22", "2024-10-21", "2025-01-20"]


def test_an_exempt_quarter_has_no_row_and_the_next_covers_it(untouched):
    lay_out(untouched, exempt=["2024-Q1"])
    assert codes(untouched) == ["2024-Q2", "2024-Q3", "2024-Q4"]
    assert untouched.plan.periods.get(code="2024-Q2").starts == datetime.date(2024, 1, 1)


def test_months_take_the_place_of_quarters_and_the_plan_remembers(untouched):
    lay_out(untouched, "monthly", 8)
    untouched.plan.refresh_from_db()
    assert (len(codes(untouched)), untouched.plan.frequency, untouched.plan.due_day) == (12, "monthly", 8)


def test_a_period_that_keeps_its_code_keeps_its_row(untouched):
    before = untouched.plan.periods.get(code="2024-Q2").pk
    lay_out(untouched, due_day=15)
    assert untouched.plan.periods.get(code="2024-Q2").pk == before


def test_opened_periods_stay_and_the_rest_is_laid_out_anew(cast):
    cast.plan.periods.filter(code="2024-Q4").update(opened=None)
    lay_out(cast, "monthly")
    assert codes(cast) == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-10", "2024-11", "2024-12"]
    assert str(cast.plan.periods.get(code="2024-Q3").due) == "2024-10-21"


def test_periods_up_to_one_with_an_update_stay_even_if_they_were_never_opened(untouched):
    make_update(untouched.commitment, untouched.reporter, period="2024-Q2")
    lay_out(untouched, "monthly")
    assert codes(untouched) == ["2024-Q1", "2024-Q2", *(f"2024-{month:02}" for month in range(7, 13))]


def test_one_entry_says_what_was_and_what_is(untouched):
    lay_out(untouched, exempt=["2024-Q1"])
    entry = HistoryEntry.objects.get()
    assert (entry.action, entry.subject) == ("periods_lay_out", untouched.plan.key)
    assert list(entry.before["due"]) == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    assert list(entry.after["due"]) == ["2024-Q2", "2024-Q3", "2024-Q4"]


def test_nothing_is_left_to_lay_out_when_every_period_was_opened(cast):
    with pytest.raises(Refused) as refused:
        lay_out(cast, "monthly")
    assert (refused.value.state, HistoryEntry.objects.count()) == ("settled", 0)


@pytest.mark.parametrize("exempt", [["2024-Q4"], ["2024-01"], ["Q1"], ["垃圾"]])
def test_a_strange_exemption_is_told_and_nothing_changes(untouched, exempt):
    with pytest.raises(Incomplete) as found:
        lay_out(untouched, exempt=exempt)
    assert found.value.fields == {"exempt": "not_exemptible"}
    assert len(codes(untouched)) == 4


@pytest.mark.parametrize("who", ["reporter", "leader", "system_admin"])
def test_only_the_office_lays_out(untouched, who):
    with pytest.raises(Refused):
        lay_out(untouched, by=getattr(untouched, who))


def test_a_closed_plan_is_not_laid_out(untouched):
    untouched.plan.state = PlanState.CLOSED
    untouched.plan.save()
    with pytest.raises(Refused):
        lay_out(untouched)
