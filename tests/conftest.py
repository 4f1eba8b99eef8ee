"""What every test stands on: a database like the real one, cheap passwords, examples that repeat."""

import copy
from unittest import mock

import hypothesis
import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from django.utils import translation

from tests.busy import make_busy_cast
from tests.guards import lifted
from tests.world import TODAY, Cast

hypothesis.settings.register_profile("ci", derandomize=True, max_examples=100, deadline=None, database=None)
hypothesis.settings.load_profile("ci")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """Put SQLite into a file: in memory it has no WAL, and its threads would share one lock."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session", autouse=True)
def scratch_settings(tmp_path_factory):
    """Pin the day, so that no test asks the calendar; keep files out of the checkout, passwords cheap."""
    with override_settings(
        PINNED_TODAY=TODAY,
        MEDIA_ROOT=tmp_path_factory.mktemp("evidence"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def english_words():
    """Speak msgids outside requests, whatever the catalogue says; pages answer in Chinese as ever."""
    with translation.override("en"):
        yield


@pytest.fixture
def real_passwords(settings):
    """Hash passwords as production does, for tests about accounts."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def flush_past_the_guards():
    """Lift the triggers for the moment in which a transactional test empties all tables."""
    flush = TransactionTestCase._fixture_teardown

    def unguarded(case):
        with lifted(connection):
            flush(case)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", unguarded):
        yield


@pytest.fixture
def cast(db):
    """Return one plan, two departments and an account of every role, fresh for this test."""
    return Cast()


@pytest.fixture(scope="module")
def busy_rows(django_db_setup, django_db_blocker):
    """Make the busy cast once for a module, in a transaction that is rolled back; it takes longer than most tests."""
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        yield make_busy_cast()
        transaction.set_rollback(True)


@pytest.fixture
def busy_cast(busy_rows, db):
    """Return a copy of the cast with something in each hand; what the test changes is undone after it."""
    return copy.deepcopy(busy_rows)
