"""What waits for a department is the same whether the whole plan is read for it or its own commitments alone."""

import pytest

from commitments.models import Department
from commitments.workflow.todo.waiting import open_waits
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def test_a_department_s_waits_are_those_of_the_whole_plan_that_concern_it(rehearsed):
    whole, counts = open_waits(rehearsed.plan, TODAY), []
    assert len(whole) > 30
    departments = list(Department.objects.order_by("pk"))
    assert len(departments) > 20
    for department in departments:
        own = open_waits(rehearsed.plan, TODAY, department=department.pk)
        mine = [wait for wait in own if wait.concerns(department)]
        assert mine == [wait for wait in whole if wait.concerns(department)], department
        counts.append(len(mine))
        assert len(own) < len(whole)
    assert sum(count > 0 for count in counts) > 10
