"""Two real places, a district and a province: their published plans load and are judged as an expert would."""

import datetime
from decimal import Decimal

import pytest
from django.core.management import call_command

from commitments.choices import Lamp, Role
from commitments.models import Plan
from commitments.workflow.judgement.assessment import judge_commitments
from commitments.workflow.office import periods
from commitments.workflow.planning import opening
from commitments.workflow.reports.entries import Figure
from tests.world import make_approved, make_user, moment

pytestmark = pytest.mark.django_db
G, Y, R, DONE = Lamp.GREEN, Lamp.YELLOW, Lamp.RED, Lamp.DONE
# Place, quarter, its last day; then code → figures of its targets and the lamp an expert lights.
JUDGED = {
    ("beilun-2024", "2024-Q2", "2024-06-30"): [
        ("1-2-1", ["15"], G), ("1-2-1", ["12"], G), ("1-2-1", ["11"], Y), ("1-2-1", ["5"], R), ("1-2-1", ["29"], DONE),
        ("1-6-4", ["2", "3"], Y), ("2-1-4", ["5000"], G), ("2-1-4", ["3500"], Y),
    ],
    ("beilun-2024", "2024-Q4", "2024-12-31"): [
        ("1-2-1", ["29"], DONE), ("1-2-1", ["28"], R), ("1-6-3", ["1", "1"], R), ("1-6-3", ["1", "2"], DONE),
    ],
    ("ningxia-2025", "2025-Q4", "2025-12-31"): [
        ("0-1-1", ["5.4"], DONE), ("0-1-1", ["3.0"], R), ("0-1-3", ["6.0"], DONE), ("0-1-3", ["5.9"], R),
        ("0-1-4", ["5.3"], DONE), ("0-1-4", ["7.9"], R), ("0-1-5", ["0.3"], DONE), ("0-1-5", ["3.5"], R),
        ("3-2-2", ["30.5"], DONE), ("3-2-2", ["32"], R), ("1-1-2", ["2400"], DONE), ("1-1-2", ["2399"], R),
        ("5-1-2", ["25000"], DONE), ("3-2-1", ["75"], DONE), ("3-2-1", ["70"], R),
    ],
    ("ningxia-2025", "2025-Q2", "2025-06-30"): [
        ("0-1-1", ["5.4"], G), ("0-1-4", ["5.3"], G), ("0-1-4", ["6.05"], Y), ("0-1-4", ["7.9"], R),
        ("0-1-5", ["0.3"], G), ("3-2-2", ["33"], Y), ("3-2-2", ["34"], R), ("1-1-2", ["1300"], G),
        ("1-1-2", ["1000"], G), ("1-1-2", ["400"], R),
    ],
}  # fmt: skip
CASES = [(*place, *case) for place, cases in JUDGED.items() for case in cases]


@pytest.mark.parametrize(("place", "quarter", "on", "code", "figures", "lamp"), CASES)
def test_a_real_promise_is_judged_as_an_expert_would(place, quarter, on, code, figures, lamp):
    plan, office = opened(place, quarter, on)
    commitment = plan.commitments.select_related("plan").get(code=code)
    values = {
        target.indicator_id: value for target, value in zip(commitment.targets.order_by("pk"), figures, strict=True)
    }
    reporter = make_user("alice", Role.REPORTER, commitment.lead)
    report(commitment, reporter, office, quarter, values, on)
    day = datetime.date.fromisoformat(on) + datetime.timedelta(days=15)
    (verdict,) = judge_commitments(plan, day, [commitment])
    assert verdict.lamp == lamp


def opened(place, quarter, on):
    """Return the place's plan, loaded and open with that quarter open for reporting, and its office."""
    call_command("load_plan", f"tests/places/{place}")
    office = make_user("carol", Role.SUPERVISOR)
    plan = opening.open_plan(Plan.objects.get(key=place), by=office, at=moment(on), although="样例")
    periods.open_period(plan.periods.get(code=quarter), by=office, at=moment(on))
    return plan, office


def report(commitment, reporter, office, quarter, values, on):
    figures = {pk: Figure(value=Decimal(value)) for pk, value in values.items()}
    day = (datetime.date.fromisoformat(on) + datetime.timedelta(days=10)).isoformat()
    make_approved(commitment, reporter, office, quarter, day, figures=figures)
