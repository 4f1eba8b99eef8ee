"""The demo of all three levels: one figure, three verdicts; the district's own plan is as it is alone."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from commitments.choices import Lamp, UpdateState
from commitments.management.commands.serve_demo import PLANS
from commitments.models import HistoryEntry, Observation, Plan, ProgressUpdate, ReportingPeriod, Target
from commitments.pages.overview.figures import Figures
from commitments.pages.overview.groups import People
from commitments.pages.overview.standing import standing_of
from commitments.workflow.judgement.assessment import judge_commitments, verdicts_on
from commitments.workflow.record import first_broken_entry
from tests.recomputation.rows import rows_of
from tests.recomputation.sheet import Sheet
from tests.world import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Load all plans and samples once for this module, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        for key in PLANS:
            call_command("load_plan", f"commitments/data/{key}", verbosity=0)
        call_command("demo", verbosity=0)
        yield {plan.key: plan for plan in Plan.objects.all()}
        transaction.set_rollback(True)


def lamp_of(plan, code) -> str:
    return verdicts_on(plan, TODAY)[plan.commitments.get(code=code).pk].official


def test_three_levels_draw_three_verdicts_from_one_figure(demo):
    piles = [("hubei-2024", "1-2-1"), ("wuhan-2024", "2-1-1"), ("wuchang-2024", "4-1-4")]
    sales = [("hubei-2024", "1-1-1"), ("wuhan-2024", "1-1-1"), ("wuchang-2024", "2-2-13")]
    assert [lamp_of(demo[key], code) for key, code in piles] == ["green", "red", "yellow"]
    assert [lamp_of(demo[key], code) for key, code in sales] == ["green", "yellow", "red"]


def test_every_lamp_burns_in_the_city_s_plan(demo):
    lamps = {verdict.official for verdict in verdicts_on(demo["wuhan-2024"], TODAY).values()}
    assert lamps == set(Lamp.values)


def test_no_figure_was_entered_twice(demo):
    above = Observation.objects.filter(update__commitment__plan__level__in=["city", "province"])
    assert not above.exists()
    assert Target.objects.filter(commitment__plan__level="city").count() == 6


def test_the_district_s_plan_is_as_it_is_alone(demo):
    plan = Plan.objects.at_hand(TODAY)
    verdicts = verdicts_on(plan, TODAY).values()
    assert (plan.key, len(verdicts), sum(v.report_days_late > 0 for v in verdicts)) == ("wuchang-2024", 195, 8)
    entered = ProgressUpdate.objects.exclude(commitment__plan=plan)
    assert not entered.filter(state__in=[UpdateState.DRAFT, UpdateState.SUBMITTED]).exists()


def test_everything_is_sample_and_the_history_is_whole(demo):
    assert not ProgressUpdate.objects.filter(sample=False).exists()
    assert first_broken_entry() is None
    assert HistoryEntry.objects.order_by("-at").first().at.date() <= TODAY


@pytest.mark.parametrize("kind", ["department", "leader"])
@pytest.mark.parametrize("key", PLANS)
def test_departments_and_leaders_add_up_to_the_plan(demo, key, kind):
    now = standing_of(demo[key], "", TODAY)
    groups = People(now).groups(kind)
    assert sum(len(group.items) for group in groups) == len(now.items)
    assert sum(len(group.shares) for group in groups) == Figures(now).completion.count


def with_own_periods(plan) -> dict:
    """Return the rows of the plan; reports on other plans count in its own period of the same end."""
    rows, own = rows_of(plan), {period.ends: period.pk for period in plan.periods.all()}
    ends = dict(ReportingPeriod.objects.values_list("pk", "ends"))
    for update in rows["updates"]:
        update["period_id"] = own[ends[update["period_id"]]]
    return rows


@pytest.mark.skipif(connection.vendor != "sqlite", reason="arithmetic, computed once")
@pytest.mark.parametrize("key", PLANS[1:])
def test_a_spreadsheet_that_shares_nothing_agrees_on_the_plans_from_above(demo, key):
    plan, sheet = demo[key], Sheet(with_own_periods(demo[key]))
    commitments = list(plan.commitments.standing().in_report_order())
    for day in (datetime.date(2024, 1, 1) + datetime.timedelta(days=n) for n in range(0, 366, 5)):
        ours = {v.commitment.code: (v.lamp, v.reason) for v in judge_commitments(plan, day, commitments)}
        assert ours == {code: tuple(found[:2]) for code, found in sheet.verdicts(day).items()}, day


@pytest.mark.parametrize("screen", ["", "ledger/", "report/", "behind/departments/", "behind/praise/", "outlook/"])
@pytest.mark.parametrize("key", PLANS)
def test_every_screen_of_every_plan_opens(demo, client, key, screen):
    client.force_login(ProgressUpdate.objects.exclude(decided_by=None).first().decided_by)
    assert client.get(f"/{key}/{screen}").status_code == 200
