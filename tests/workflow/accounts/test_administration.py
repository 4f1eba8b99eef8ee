"""Accounts: proposed by one administrator, granted by another, recorded always."""

import types

import pytest

from commitments.choices import Role
from commitments.models import Department, HistoryEntry, User
from commitments.workflow.accounts import administration, bulk_import
from commitments.workflow.record import first_broken_entry
from commitments.workflow.refusals import Incomplete, Refused
from tests.world import moment

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene():
    """Keep nothing for the next test: one begins with an empty database."""


def row(line=2, username="zhang", name="张三", title="", department="区建设局", role="", email=None, phone=None):
    return types.SimpleNamespace(
        line=line,
        username=username,
        name=name,
        title=title,
        department=department,
        role=role,
        email=email,
        phone=phone,
    )


def newcomer(cast, **more):
    return User(username="zhang", name="张三", department=cast.department, **more)


def test_a_new_account_is_recorded_for_the_auditor(cast):
    administration.store_account(newcomer(cast), by=cast.system_admin, at=moment())
    entry = HistoryEntry.objects.get(action="account_add")
    assert (entry.actor, entry.approved, entry.after["department"]) == (cast.system_admin, True, "JSJ")
    assert first_broken_entry() is None


def test_the_history_never_holds_a_password(cast):
    user = newcomer(cast)
    user.set_password("correct horse battery")
    administration.store_account(user, by=cast.system_admin, at=moment())
    entry = HistoryEntry.objects.get(action="account_add")
    assert entry.after["department"] == "JSJ"
    assert "password" not in str(entry.after)
    assert user.password not in str(entry.after)


def test_the_system_administrator_cannot_slip_a_role_into_an_account(cast):
    administration.store_account(newcomer(cast, role=Role.SUPERVISOR), by=cast.system_admin, at=moment())
    stored = User.objects.get(username="zhang")
    assert (stored.name, stored.role) == ("张三", "")


@pytest.mark.parametrize("who", ["supervisor", "security_admin", "reporter", "auditor"])
def test_only_the_system_administrator_keeps_accounts(cast, who):
    with pytest.raises(Refused):
        administration.store_account(newcomer(cast), by=getattr(cast, who), at=moment())


def test_nobody_deactivates_themselves(cast):
    cast.system_admin.is_active = False
    with pytest.raises(Refused):
        administration.store_account(cast.system_admin, by=cast.system_admin, at=moment())


def test_who_moves_to_another_department_needs_the_role_granted_anew(cast):
    cast.reporter.department = cast.other
    administration.store_account(cast.reporter, by=cast.system_admin, at=moment())
    moved = User.objects.get(pk=cast.reporter.pk)
    assert (moved.role, moved.proposed_role) == ("", Role.REPORTER)


def test_a_proposed_role_counts_only_once_it_is_granted(cast):
    user = administration.store_account(newcomer(cast, proposed_role=Role.REPORTER), by=cast.system_admin, at=moment())
    assert not user.has_role(Role.REPORTER)
    user = administration.grant_role(user, user.proposed_role, by=cast.security_admin, at=moment())
    assert (user.role, user.proposed_role) == (Role.REPORTER, "")
    entry = HistoryEntry.objects.get(action="account_grant")
    assert entry.before == {"role": "", "proposed_role": "reporter"}


@pytest.mark.parametrize("who", ["system_admin", "supervisor", "reporter", "auditor"])
def test_only_the_security_administrator_grants_roles(cast, who):
    with pytest.raises(Refused):
        administration.grant_role(cast.outsider, Role.SUPERVISOR, by=getattr(cast, who), at=moment())


def test_nobody_grants_a_role_to_themselves(cast):
    with pytest.raises(Refused):
        administration.grant_role(cast.security_admin, Role.AUDITOR, by=cast.security_admin, at=moment())


@pytest.mark.parametrize("role", [Role.REPORTER, "", "emperor"])
def test_a_role_without_its_department_or_out_of_the_air_is_not_granted(cast, role):
    with pytest.raises(Incomplete):
        administration.grant_role(cast.leader, role, by=cast.security_admin, at=moment())
    assert User.objects.get(pk=cast.leader.pk).role == Role.LEADER


def test_the_first_administrators_are_created_once(db):
    pair = [User(username=name, name=name) for name in ("sys", "sec")]
    administration.create_administrators(*pair, at=moment())
    assert [user.role for user in User.objects.order_by("-username")] == [
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
    ]
    with pytest.raises(Refused):
        administration.create_administrators(User(username="a"), User(username="b"), at=moment())


def test_a_list_creates_accounts_without_password_or_role(cast):
    (done,) = bulk_import.import_accounts([row(role="reporter")], by=None, at=moment())
    user = User.objects.get(username="zhang")
    assert (done.outcome, user.role, user.proposed_role) == ("create", "", Role.REPORTER)
    assert not user.has_usable_password()
    assert user.department == cast.department


def test_a_preview_writes_nothing(cast):
    before = User.objects.count(), HistoryEntry.objects.count()
    bulk_import.proposals([row(), row(username="alice", name="艾丽斯")])
    assert (User.objects.count(), HistoryEntry.objects.count()) == before


def test_a_list_changes_what_differs_and_says_so(cast):
    said = row(username="ALICE", name="alice", title="科长", role="reporter")
    (done,) = bulk_import.import_accounts([said], by=None, at=moment())
    assert (done.outcome, done.before, done.after) == ("change", {"title": ""}, {"title": "科长"})
    assert User.objects.get(username="alice").role == Role.REPORTER


def test_a_list_taken_in_twice_changes_nothing_more(cast):
    bulk_import.import_accounts([row()], by=None, at=moment())
    entries = HistoryEntry.objects.count()
    (again,) = bulk_import.import_accounts([row()], by=None, at=moment())
    assert (again.outcome, HistoryEntry.objects.count()) == ("same", entries)


def test_one_refused_line_keeps_the_whole_list_out(cast):
    rows = [row(), row(line=3, username="li", department="区天文局")]
    found = bulk_import.import_accounts(rows, by=None, at=moment())
    assert found[1].reasons == (("department", "unknown"),)
    assert not User.objects.filter(username="zhang").exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"department": "", "role": "approver"}, "department"),
        ({"name": ""}, "name"),
        ({"name": "长" * 51}, "name"),
        ({"username": "zhang san"}, "username"),
        ({"username": ""}, "username"),
    ],
)
def test_a_line_is_refused_with_the_field_that_is_wrong(cast, changed, field):
    (found,) = bulk_import.proposals([row(**changed)])
    assert (found.outcome, found.reasons[0][0]) == ("refuse", field)


def test_a_user_name_may_stand_in_a_list_once(cast):
    found = bulk_import.proposals([row(), row(line=3, username="Zhang")])
    assert [proposal.outcome for proposal in found] == ["create", "refuse"]
    assert found[1].reasons == (("username", "repeated"),)


def test_nobody_joins_a_department_that_has_ended(cast):
    Department.objects.filter(pk=cast.department.pk).update(valid_to="2024-10-14")
    with pytest.raises(Incomplete) as refusal:
        administration.store_account(newcomer(cast), by=cast.system_admin, at=moment("2024-10-15"))
    assert refusal.value.fields == {"department": "not_there"}
    assert administration.store_account(newcomer(cast), by=cast.system_admin, at=moment("2024-10-14")).pk


def test_who_is_there_already_is_still_looked_after(cast):
    Department.objects.filter(pk=cast.department.pk).update(valid_to="2024-10-14")
    cast.reporter.title = "主任科员"
    administration.store_account(cast.reporter, by=cast.system_admin, at=moment("2024-10-15"))
    assert User.objects.get(pk=cast.reporter.pk).title == "主任科员"


def test_a_list_moves_nobody_into_a_department_that_has_ended(cast):
    Department.objects.filter(pk=cast.department.pk).update(valid_to="2024-10-14")
    (found,) = bulk_import.import_accounts([row()], by=None, at=moment("2024-10-15"))
    assert (found.outcome, found.reasons) == ("refuse", (("department", "not_there"),))
    assert not User.objects.filter(username="zhang").exists()
