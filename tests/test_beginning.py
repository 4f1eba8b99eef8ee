"""From an empty installation to the first open period: the page of the docs and the list on the screen are one."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from commitments.models import Department, Place, Plan, User
from commitments.templatetags.first_steps import STEPS, first_steps
from commitments.workflow.accounts import first_steps as accounts
from tests.world import TODAY, make_department, make_place, make_plan, make_user

pytestmark = pytest.mark.django_db
PAGE = Path("docs/beginning.md").read_text("utf-8")


@pytest.fixture(scope="module")
def scene(kept_rows):
    return None


@pytest.fixture
def keeper(db):
    return make_user("grace", "system_admin")


def test_the_page_names_the_steps_in_their_order():
    told = re.findall(r"^\| ([^|]+) \| [a-z ]+ \|", PAGE, re.M)
    assert told == [str(words) for words, _address, _role in STEPS.values()]


def test_its_commands_run_as_they_stand_there(capsys):
    told = [shlex.split(line, comments=True)[1:] for line in re.findall(r"^manage\.py .*$", PAGE, re.M)]
    assert [words[0] for words in told] == ["migrate", "create_admin"]
    for words in told:
        call_command(*words)
    assert set(User.objects.values_list("role", flat=True)) == {"system_admin", "security_admin"}


def done(user) -> str:
    return "".join("x" if step.done else "-" for step in first_steps(user))


def test_each_step_is_done_in_its_turn_and_then_nothing_is_shown(keeper):
    found = [done(keeper)]
    for act in (make_place, lambda: make_department("JSJ", "区建设局"), propose, grant, lay_out_the_year):
        act()
        found.append(done(keeper))
    assert found == ["-------", "x------", "xx-----", "xxx----", "xxxx---", "xxxxxx-"]
    Plan.objects.get().periods.filter(code="2024-Q1").update(opened=TODAY)
    assert first_steps(keeper) == []


def lay_out_the_year():
    make_plan("wuchang-2024").periods.update(opened=None, closed=None)


def propose():
    User.objects.create(
        username="alice", name="alice", proposed_role="reporter", department=Department.objects.get(), is_active=False
    )


def grant():
    User.objects.filter(username="alice").update(role="reporter", is_active=True)
    make_user("carol", "supervisor")


@pytest.mark.parametrize(("role", "links"), [("system_admin", 3), ("security_admin", 1), ("supervisor", 3)])
def test_a_step_leads_only_those_there_who_make_it(role, links):
    steps = first_steps(make_user("someone", role))
    assert len(steps) == 7
    assert sum(bool(step.href) for step in steps) == links
    assert [step.next for step in steps] == [True, *[False] * 6]


@pytest.mark.parametrize("role", ["leader", "auditor"])
def test_others_see_no_list(role, keeper):
    assert len(first_steps(keeper)) == 7
    assert first_steps(make_user("someone", role)) == []


@pytest.mark.parametrize("address", ["/place/", "/departments/", "/enrolment/"])
def test_the_list_stands_on_the_pages_of_those_who_begin(client, keeper, address):
    client.force_login(keeper)
    assert "填报期开启之前" in client.get(address).content.decode()


def test_it_is_one_query(keeper, django_assert_num_queries):
    with django_assert_num_queries(1), translation.override("en"):
        assert list(accounts.first_steps()) == list(STEPS)
    assert not Place.objects.exists()
