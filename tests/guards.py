"""The database's triggers, looked up where they stand, and put out of force for a moment."""

from contextlib import contextmanager

INSTALLED = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": (
        "SELECT t.tgname, c.relname, '' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal ORDER BY t.tgname"
    ),
}


def installed(connection) -> list[tuple[str, str, str]]:
    """Return (name, table, the SQL that made it where the database keeps that) of every trigger."""
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        return cursor.fetchall()


@contextmanager
def lifted(connection):
    """Put every trigger out of force; afterwards they stand as they stood before."""
    found = installed(connection)
    if connection.vendor == "sqlite":
        before = [f"DROP TRIGGER {name}" for name, _table, _sql in found]
        after = [sql for _name, _table, sql in found]
    else:
        before = [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for name, table, _sql in found]
        after = [f"ALTER TABLE {table} ENABLE TRIGGER {name}" for name, table, _sql in found]
    run(connection, before)
    try:
        yield
    finally:
        run(connection, after)


def run(connection, statements: list[str]) -> None:
    """Execute them one by one; what is still to be checked of earlier rows is checked first, as PostgreSQL asks."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)
