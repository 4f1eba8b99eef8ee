"""What the application refuses to start on."""

from types import SimpleNamespace

from django.core.checks import registry

from commitments import checks


def test_the_databases_the_triggers_are_written_for_are_known():
    assert checks.known_databases(None) == []


def test_another_database_is_an_error(monkeypatch):
    other = SimpleNamespace(alias="default", vendor="mysql", display_name="MySQL")
    monkeypatch.setattr(checks, "connections", SimpleNamespace(all=lambda: [other]))
    found = checks.known_databases(None)
    assert [(error.id, error.is_serious()) for error in found] == [("commitments.E001", True)]
    assert "MySQL" in found[0].msg


def test_django_asks_it():
    assert checks.known_databases in registry.registry.get_checks()
