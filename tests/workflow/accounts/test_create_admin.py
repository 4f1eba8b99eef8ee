"""The first two administrators, made at the command line."""

import pytest
from django.core.management import CommandError, call_command

from commitments.choices import Role
from commitments.management.commands import create_admin
from commitments.models import User

pytestmark = pytest.mark.django_db
NAMES = ("--system", "wang", "--security", "zhao")


@pytest.fixture
def typed(monkeypatch):
    """Let a test type passwords at a terminal."""
    answers = []
    monkeypatch.setattr(create_admin.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(create_admin.getpass, "getpass", lambda prompt: answers.pop(0))
    return answers


def test_generated_passwords_are_printed_once_and_work(capsys):
    call_command("create_admin", *NAMES, "--generate")
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    user = User.objects.get(username="wang")
    password = next(words[-1] for words in lines if "wang" in words)
    assert user.role == Role.SYSTEM_ADMIN
    assert user.check_password(password)
    assert User.objects.get(username="zhao").role == Role.SECURITY_ADMIN


def test_passwords_are_asked_for_twice_until_they_agree_and_are_good_enough(typed, capsys):
    good = "mulberry-kite-7-lantern"
    typed += [good, "other", "123456", "123456", good, good, good + "x", good + "x"]
    call_command("create_admin", *NAMES)
    assert typed == []
    assert User.objects.get(username="wang").check_password(good)
    assert good not in capsys.readouterr().out


def test_a_second_run_is_refused():
    call_command("create_admin", *NAMES, "--generate")
    with pytest.raises(CommandError):
        call_command("create_admin", "--system", "a", "--security", "b", "--generate")
    assert User.objects.count() == 2


def test_one_account_cannot_hold_both_duties():
    with pytest.raises(CommandError, match="exclude"):
        call_command("create_admin", "--system", "wang", "--security", "Wang", "--generate")


def test_a_user_name_that_is_not_allowed_or_taken_creates_neither():
    User.objects.create_user("ZHAO", name="赵")
    for names in (NAMES, ("--system", "wang li", "--security", "sun")):
        with pytest.raises(CommandError):
            call_command("create_admin", *names, "--generate")
    assert User.objects.count() == 1


def test_without_a_terminal_passwords_must_be_generated(monkeypatch):
    monkeypatch.setattr(create_admin.sys.stdin, "isatty", lambda: False, raising=False)
    with pytest.raises(CommandError, match="--generate"):
        call_command("create_admin", *NAMES)
