"""The demo's start: a database that an earlier version made is named, not served."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from commitments.management.commands.serve_demo import tables_outdated

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier():
    """Take a column away that an earlier version did not have."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE commitments_historyentry RENAME COLUMN subject_kind TO kind_before")


def test_a_database_of_this_version_is_whole():
    assert tables_outdated() == []


def test_a_table_that_lacks_a_column_is_named(earlier):
    assert tables_outdated() == ["commitments_historyentry"]


@override_settings(DEMO=True)
def test_the_demo_says_in_both_languages_what_to_do(earlier):
    with pytest.raises(CommandError, match=r"较早的版本.*earlier version"):
        call_command("serve_demo")
