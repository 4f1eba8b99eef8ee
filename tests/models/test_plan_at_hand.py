"""The plan at hand: the open one with something due, whatever is newest; a city's own installation has one too."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from commitments.choices import Level, PlanState
from commitments.models import Plan
from tests.world import TODAY, make_plan

JANUARY, MARCH = datetime.date(2025, 1, 10), datetime.date(2025, 3, 10)


def next_year(state=PlanState.OPEN, **more) -> Plan:
    """Return the plan of 2025 of which no period is open yet."""
    days = {"starts": datetime.date(2025, 1, 1), "ends": datetime.date(2025, 12, 31)}
    plan = make_plan("wuchang-2025", year=2025, state=state, **(days | more))
    plan.periods.update(opened=None, closed=None)
    return plan


def at_hand(day) -> str:
    return Plan.objects.at_hand(day).key


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.OPEN])
def test_next_year_s_plan_takes_nothing_over_while_the_last_quarter_is_due(cast, state):
    next_year(state)
    assert [at_hand(day) for day in (TODAY, JANUARY)] == ["wuchang-2024"] * 2


def test_once_the_last_quarter_is_closed_next_year_s_open_plan_is_at_hand(cast):
    plan = next_year()
    cast.plan.periods.filter(closed=None).update(closed=datetime.date(2025, 2, 1))
    assert [at_hand(day) for day in (JANUARY, MARCH)] == ["wuchang-2024", "wuchang-2025"]
    plan.state = PlanState.DRAFT
    plan.save()
    assert at_hand(MARCH) == "wuchang-2024"


def test_of_two_years_with_an_open_period_the_newer_is_at_hand(cast):
    next_year().periods.filter(code="2024-Q1").update(opened=MARCH)
    assert at_hand(MARCH) == "wuchang-2025"


def test_a_plan_from_above_takes_nothing_over_and_a_city_s_own_has_a_home(cast, client):
    make_plan("wuhan-2024", level=Level.CITY)
    make_plan("hubei-2024", level=Level.PROVINCE)
    assert at_hand(TODAY) == "wuchang-2024"
    Plan.objects.filter(level=Level.DISTRICT).update(level=Level.PROVINCE, year=2023)
    assert at_hand(TODAY) == "wuhan-2024"
    client.force_login(cast.leader)
    assert client.get("/").url == "/wuhan-2024/"


def test_without_any_plan_nothing_is_at_hand_and_a_draft_where_it_is_the_only_one(cast):
    others = Plan.objects.exclude(pk=cast.plan.pk)
    assert others.at_hand(JANUARY) is None
    assert next_year(PlanState.DRAFT) == others.at_hand(JANUARY)


@pytest.mark.parametrize("command", ["judge", "backtest"])
def test_commands_mean_the_plan_at_hand(cast, capsys, command):
    next_year()
    call_command(command)
    told = capsys.readouterr().out
    call_command(command, plan="wuchang-2024")
    assert told == capsys.readouterr().out
    call_command(command, plan="wuchang-2025")
    assert told != capsys.readouterr().out


def test_explaining_a_day_means_the_plan_of_that_day(cast, capsys, settings):
    next_year()
    settings.PINNED_TODAY = datetime.date(2025, 8, 1)
    cast.plan.periods.filter(closed=None).update(closed=datetime.date(2025, 2, 1))
    with pytest.raises(CommandError):
        call_command("explain", "4-1-1")
    call_command("explain", "4-1-1", "--on", "2024-10-24")
    assert "2024-10-24" in capsys.readouterr().out


@pytest.mark.parametrize("who", ["reporter", "supervisor", "leader", "auditor"])
def test_everybody_s_day_begins_in_the_plan_at_hand(cast, client, who):
    next_year(PlanState.DRAFT)
    client.force_login(getattr(cast, who))
    assert client.get("/").url.startswith("/wuchang-2024/")
    assert '"/wuchang-2024/"' in client.get("/accounts/password/").content.decode()
