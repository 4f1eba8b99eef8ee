"""Constraints speak the interface's words, and the database agrees with the forms."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from commitments.choices import AssignmentRole, Comparator, DataState, Role, UpdateState
from commitments.models import Assignment, Department, Observation, ProgressUpdate, ReportingPeriod, User
from tests.world import make_update

pytestmark = pytest.mark.django_db


def refused(row) -> str:
    """Expect both the form-side check and the database to refuse `row`; return the words."""
    with pytest.raises(ValidationError) as error:
        row.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    return " ".join(error.value.messages)


def test_a_commitment_has_one_lead(cast):
    second = Assignment(
        commitment=cast.commitment,
        department=cast.other,
        role=AssignmentRole.LEAD,
        valid_from=cast.plan.starts,
    )
    assert "one lead" in refused(second)


def test_a_department_takes_part_once(cast):
    again = Assignment(
        commitment=cast.commitment, department=cast.department, role=AssignmentRole.SUPPORTING,
        valid_from=cast.plan.starts,
    )  # fmt: skip
    assert "already takes part" in refused(again)


def test_there_is_one_update_per_period_and_revision(cast):
    update = make_update(cast.commitment, cast.reporter)
    update.pk, update.state = None, UpdateState.APPROVED
    update.submitted_at = update.decided_at = datetime.datetime(2024, 10, 1, tzinfo=datetime.UTC)
    assert "of this revision" in refused(update)


def test_there_is_one_open_update_per_period(cast):
    update = make_update(cast.commitment, cast.reporter)
    update.pk, update.revision = None, 2
    assert "under way" in refused(update)


def test_a_returned_update_has_a_reason(cast):
    update = make_update(cast.commitment, cast.reporter)
    update.state = UpdateState.RETURNED
    assert "reason" in refused(update)


@pytest.mark.parametrize(("comparator", "upper"), [(Comparator.MORE_THAN, "2"), (Comparator.AT_LEAST, "0.5")])
def test_a_range_is_at_least_its_lower_value(cast, comparator, upper):
    cast.target.value, cast.target.upper, cast.target.comparator = Decimal(1), Decimal(upper), comparator
    assert "range" in refused(cast.target)


@pytest.mark.parametrize(
    ("state", "value"),
    [(DataState.GIVEN, None), (DataState.AWAITED, Decimal(1)), (DataState.NOT_COMPARABLE, None)],
)
def test_an_observation_fits_what_it_says(cast, state, value):
    row = Observation(indicator=cast.target.indicator, cutoff=cast.plan.starts, state=state, value=value)
    assert "figure" in refused(row)


def test_while_data_is_not_published_a_report_has_no_lamp(cast):
    update = make_update(cast.commitment, cast.reporter)
    update.data_expected = datetime.date(2024, 11, 5)
    assert "no lamp" in refused(update)


def test_a_period_starts_opens_and_falls_due_in_order(cast):
    day = datetime.date(2024, 5, 1)
    period = ReportingPeriod(plan=cast.plan, code="x", starts=day, ends=day, opens=day, due=day)
    assert "in this order" in refused(period)


def test_a_reporter_belongs_to_a_department(cast):
    assert "belongs to a department" in refused(User(username="nobody", name="nobody", role=Role.REPORTER))


def test_a_department_does_not_succeed_itself(cast):
    department = Department.objects.get(pk=cast.department.pk)
    department.successor = department
    assert "itself" in refused(department)


def test_no_update_is_lost_with_its_period(cast):
    make_update(cast.commitment, cast.reporter)
    with pytest.raises(IntegrityError):
        ReportingPeriod.objects.all().delete()
    assert ProgressUpdate.objects.count() == 1
