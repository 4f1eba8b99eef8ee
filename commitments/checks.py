"""Django's system checks of this application."""

from django.core import checks
from django.db import connections

# The databases whose triggers the migrations know (migrations/sql).
VENDORS = ("sqlite", "postgresql")


def known_databases(app_configs, **options) -> list[checks.Error]:
    """Return an error for each configured database whose triggers nobody has written."""
    return [
        checks.Error(
            f"The database “{connection.alias}” is {connection.display_name}; the ledger needs SQLite or PostgreSQL.",
            hint="What was approved or recorded is guarded by triggers, written for these two. Change DATABASE_URL.",
            id="commitments.E001",
        )
        for connection in connections.all()
        if connection.vendor not in VENDORS
    ]
