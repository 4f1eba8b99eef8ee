"""An account that leaves: what waits for it is said before, and handed on; nothing is left to nobody in silence."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from commitments.choices import Role
from commitments.models import HistoryEntry, ProgressUpdate, User
from commitments.workflow.reports import corrections, moves
from commitments.workflow.todo.leaving import waits_left_by
from tests.world import TODAY, make_approved, make_update, make_user, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def signing(cast):
    """Let a report wait for the department's only approver."""
    cast.approver = cast.with_approver()
    draft = make_update(cast.commitment, cast.reporter, value="7200")
    return moves.send_report(draft, by=cast.reporter, at=moment())


@pytest.fixture
def correcting(cast):
    """Let a supervisor have a correction begun that nobody else may write."""
    approved = make_approved(cast.commitment, cast.reporter, cast.second_supervisor, value="6200")
    return corrections.start_correction(approved, by=cast.supervisor, at=moment(), reason="录错。")


@pytest.fixture
def change(cast, client):
    """Return a function: the system administrator sends the account's form with something changed."""
    client.force_login(cast.system_admin)

    def act(user, **changes):
        fields = {
            "username": user.username, "name": user.name, "title": "", "email": "", "proposed_role": "",
            "department": user.department_id or "", "is_active": "on",
        }  # fmt: skip
        address = reverse("admin:commitments_user_change", args=[user.pk])
        sent = {name: value for name, value in (fields | changes).items() if value is not None}
        return client.post(address, sent, follow=True).content.decode()

    return act


def test_what_waited_for_the_only_approver_waits_for_the_reporters_then(cast, signing):
    (left,) = waits_left_by(cast.approver, TODAY)
    assert (left.wait.subject, left.heirs, left.personal) == (signing, (cast.reporter,), False)


def test_a_second_approver_takes_it_over(cast, signing):
    second = make_user("ilse", Role.APPROVER, cast.department)
    (left,) = waits_left_by(cast.approver, TODAY)
    assert left.heirs == (second,)


def test_where_nobody_is_left_that_is_said(cast):
    (left,) = waits_left_by(cast.reporter, TODAY)
    assert (left.wait.commitment, left.heirs) == (cast.commitment, ())


def test_the_account_s_page_says_what_waits_and_for_whom_then(cast, client, signing):
    client.force_login(cast.system_admin)
    text = client.get(reverse("admin:commitments_user_change", args=[cast.approver.pk])).content.decode()
    assert "待其办理" in text
    assert cast.reporter.name in text


def test_deactivating_says_who_has_it_now(cast, change, signing):
    text = change(cast.approver, is_active=None)
    assert not User.objects.get(pk=cast.approver.pk).is_active
    assert f"1项，此后由{cast.reporter.name}办理" in text


def test_moving_to_another_department_says_it_too(cast, change, signing):
    text = change(cast.approver, department=cast.other.pk)
    assert User.objects.get(pk=cast.approver.pk).department == cast.other
    assert f"此后由{cast.reporter.name}办理" in text


def test_a_change_that_moves_nobody_says_nothing(cast, change, signing):
    text = change(cast.approver, title="副局长")
    assert User.objects.get(pk=cast.approver.pk).title == "副局长"
    assert 'class="warning"' not in text


def test_who_has_begun_a_correction_of_the_office_names_a_successor(cast, change, correcting):
    text = change(cast.supervisor, is_active=None)
    assert "请选择" in text
    assert User.objects.get(pk=cast.supervisor.pk).is_active


def test_the_successor_goes_on_with_it_and_that_is_on_record(cast, change, correcting):
    change(cast.supervisor, is_active=None, successor=cast.second_supervisor.pk)
    draft = ProgressUpdate.objects.get(pk=correcting.pk)
    assert not User.objects.get(pk=cast.supervisor.pk).is_active
    assert corrections.may_write_correction(draft, cast.second_supervisor)
    entry = HistoryEntry.objects.get(action="update_hand_on")
    assert (entry.before, entry.after) == ({"author": "carol"}, {"author": "dave"})


def test_a_list_of_proposals_grants_no_role_that_would_strand_a_correction(cast, client, correcting):
    User.objects.filter(pk=cast.supervisor.pk).update(proposed_role=Role.LEADER)
    client.force_login(cast.security_admin)
    chosen = {"action": "grant_proposed_roles", "_selected_action": cast.supervisor.pk}
    text = client.post(reverse("admin:commitments_user_changelist"), chosen, follow=True).content.decode()
    assert User.objects.get(pk=cast.supervisor.pk).role == Role.SUPERVISOR
    assert "已发起更正" in text


def test_a_role_taken_away_hands_on_as_well(cast, client, correcting):
    client.force_login(cast.security_admin)
    address = reverse("admin:commitments_user_change", args=[cast.supervisor.pk])
    client.post(address, {"role": Role.LEADER})
    assert User.objects.get(pk=cast.supervisor.pk).role == Role.SUPERVISOR
    client.post(address, {"role": Role.LEADER, "successor": cast.second_supervisor.pk})
    assert ProgressUpdate.objects.get(pk=correcting.pk).author == cast.second_supervisor


def listed(tmp_path, user, department: str, role: str = "") -> str:
    """Return a file of accounts that puts `user` into another department."""
    path = tmp_path / "accounts.csv"
    path.write_text(f"username,name,department,role\n{user.username},{user.name},{department},{role}\n")
    return str(path)


@pytest.mark.parametrize("apply", [[], ["--apply"]])
def test_a_list_that_moves_an_account_says_what_waits_for_it(cast, signing, tmp_path, capsys, apply):
    call_command("import_accounts", listed(tmp_path, cast.approver, "JYJ"), *apply)
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "waits for this account" in line]
    assert cast.reporter.name in line
    cast.approver.refresh_from_db()
    assert (cast.approver.department == cast.other) == bool(apply)


def test_a_list_that_moves_nobody_says_nothing(cast, signing, tmp_path, capsys):
    call_command("import_accounts", listed(tmp_path, cast.approver, "JSJ", "approver"))
    told = capsys.readouterr().out
    assert "unchanged" in told
    assert "waits for this account" not in told


def test_a_list_moves_nobody_whose_corrections_nobody_would_go_on_with(cast, correcting, tmp_path, capsys):
    User.objects.filter(pk=cast.supervisor.pk).update(department=cast.other)
    with pytest.raises(CommandError, match="1"):
        call_command("import_accounts", listed(tmp_path, cast.supervisor, "JSJ"), "--apply")
    assert "has begun corrections" in capsys.readouterr().out
    cast.supervisor.refresh_from_db()
    assert cast.supervisor.department == cast.other
