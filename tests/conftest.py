"""What every test stands on: a database like the real one, cheap passwords, examples that repeat."""

import copy
import os
import shutil
from pathlib import Path
from unittest import mock

import hypothesis
import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from django.utils import translation

from tests.busy import make_busy_cast
from tests.guards import lifted
from tests.held import acts_at_once, acts_held  # noqa: F401  (fixtures)
from tests.world import TODAY, Cast

hypothesis.settings.register_profile("ci", derandomize=True, max_examples=100, deadline=None, database=None)
hypothesis.settings.load_profile("ci")


# Few tests that take minutes, or very many: a worker that met them last would end long after the others.
LONG = ("recomputation", "concurrency", "hostile", "test_demo", "test_access", "test_session_lost", "test_county")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with the files that take longest; within a file nothing moves."""
    here = Path(__file__).parent
    items.sort(key=lambda item: not str(item.path.relative_to(here)).startswith(LONG))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """Put SQLite into a file: in memory it has no WAL, and its threads would share one lock.

    Nothing here outlives the run, so nothing has to survive a crash: it waits for no disk, as PostgreSQL does not.
    """
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        # Mutation testing begins thousands of runs: with --reuse-db each takes a copy of a database made once.
        if "MIGRATED_DATABASE" in os.environ:
            shutil.copy(os.environ["MIGRATED_DATABASE"], path)
        connection.settings_dict["TEST"]["NAME"] = str(path)
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session", autouse=True)
def scratch_settings(tmp_path_factory):
    """Pin the day, so that no test asks the calendar; keep files out of the checkout, passwords cheap."""
    with override_settings(
        PINNED_TODAY=TODAY,
        MEDIA_ROOT=tmp_path_factory.mktemp("evidence"),
        VAR_DIR=tmp_path_factory.mktemp("var"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def english_words():
    """Speak msgids outside requests, whatever the catalogue says; pages answer in Chinese as ever."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session", autouse=True)
def no_handover_waits():
    """Spare the first page that a process answers on a day the look for handovers, which only some tests decide on."""
    with mock.patch("commitments.pages.handovers_due.carry_out_due", return_value=[]):
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


@pytest.fixture(scope="module")
def kept_rows(django_db_setup, django_db_blocker):
    """Keep what a module's tests begin with in one transaction, rolled back after the last of them."""
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def scene(kept_rows):
    """Return the cast that every test of the module begins with; a module says otherwise by a fixture of this name.

    None makes a fresh one for each test: where tests commit, and where others of the module want an empty database.
    """
    return Cast()


@pytest.fixture
def cast(scene, db):
    """Return one plan, two departments and an account of every role; what the test changes is undone after it."""
    return copy.deepcopy(scene) or Cast()


@pytest.fixture(scope="module")
def busy_scene(kept_rows):
    """Return the cast with something in each hand."""
    return make_busy_cast()


@pytest.fixture
def busy_cast(busy_scene, db):
    """Return the cast with something in each hand; what the test changes is undone after it."""
    return copy.deepcopy(busy_scene)
