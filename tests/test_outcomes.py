"""What the district reported for 2024, judged by the real plan's targets as the outcomes file expects."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from commitments.choices import DataState, YearEnd
from commitments.documents.plan_files import read_plan
from commitments.rules.quantity import format_quantity
from commitments.rules.target import Measure, Reading
from commitments.rules.year_end import classify

DATA = Path("commitments/data/wuchang-2024")
REPORTED = yaml.safe_load((DATA / "outcomes.yaml").read_text("utf-8"))
OUTCOMES = [outcome for outcome in REPORTED if outcome.get("by") != "office"]
EXPECTED = {"met": YearEnd.MET, "not_met": YearEnd.NOT_MET, "cannot_be_judged": YearEnd.CANNOT_BE_JUDGED}


@pytest.fixture(scope="module")
def targets():
    files = read_plan(DATA)
    assert files.errors == []
    return {row["code"]: row["targets"] for row in files.commitments}


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome["code"])
def test_a_reported_outcome_is_judged_as_it_was(outcome, targets):
    target, reported = targets[outcome["code"]][0], outcome["reported"]
    measure = Measure(target["basis"], target["comparator"], Decimal(str(target["value"])), unit=target["unit"])
    comparable = reported["unit"] == target["unit"]
    reading = Reading(
        Decimal(str(reported["value"])) if comparable else None,
        exactness=reported.get("exactness", "exact"),
        state=DataState.GIVEN if comparable else DataState.NOT_COMPARABLE,
    )
    assert classify(measure, reading)[0] == EXPECTED[outcome["expected"]], format_quantity(measure.value)


def test_what_has_no_figure_is_left_to_the_office(targets):
    left = [outcome["code"] for outcome in REPORTED if outcome.get("by") == "office"]
    assert [targets[code] for code in left] == [[]]
