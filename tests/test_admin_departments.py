"""Departments in the administration: nobody is enrolled into one on a day it does not exist."""

import pytest

from commitments.models import Department, User

pytestmark = pytest.mark.django_db
ADD = "/admin/commitments/user/add/"


def fields(cast) -> dict:
    return {
        "username": "zhang", "name": "张三", "title": "", "proposed_role": "reporter", "department": cast.department.pk,
        "usable_password": "false",
    }  # fmt: skip


def test_an_account_of_a_department_that_has_ended_is_refused_at_the_field(cast, client):
    Department.objects.filter(pk=cast.department.pk).update(valid_to="2024-10-01")
    client.force_login(cast.system_admin)
    answer = client.post(ADD, fields(cast))
    assert list(answer.context["adminform"].form.errors) == ["department"]


def test_on_its_last_day_a_department_still_takes_people(cast, client):
    Department.objects.filter(pk=cast.department.pk).update(valid_to="2024-10-24")
    client.force_login(cast.system_admin)
    assert client.post(ADD, fields(cast)).status_code == 302
    assert User.objects.get(username="zhang").department == cast.department
