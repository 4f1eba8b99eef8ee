"""Queries whose SQL is made from the models once and then asked with each page's own values.

Making it costs the busiest pages more than asking it. A query is built with stand-ins that no row has; wherever one of
them stands among the parameters, the real value goes.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.db import connection

FIRST = datetime.datetime(1, 1, 2, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Prepared:
    """SQL with the places of its values, (name, None) or ("", constant), and the models' columns it selects.

    `lost` are the values that are no parameter of it.
    """

    sql: str
    places: list[tuple[str, object]]
    columns: list
    lost: set[str]

    def parameters(self, values: dict) -> list:
        """Return the parameters with the real values, as this database takes them."""
        real = {name: adapted(value) for name, value in values.items()}
        return [real[name] if name else constant for name, constant in self.places]

    def rows(self, values: dict) -> list[tuple]:
        """Return the rows for these values, each column as the models' own queryset returns it."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters(values))
            found = cursor.fetchall()
        return list(zip(*map(converted, self.columns, zip(*found, strict=True)), strict=True))


def rows(build: Callable, *constants, **values) -> list[tuple]:
    """Return the rows of `build(*constants, **values)`, a queryset of values_list.

    `build` must be a module's function that uses `values` (dates, moments, numbers, keys; never None) as parameters of
    the query alone; everything its shape hangs on, such as a role or the language, is one of `constants`.
    Raises ValueError where a value is no parameter: it would be the first caller's for ever.
    """
    query = prepared(build, *constants, **values)
    if query.lost:
        raise ValueError(f"{build.__qualname__} makes no parameter of {', '.join(sorted(query.lost))}")
    return query.rows(values)


def prepared(build: Callable, *constants, **values) -> Prepared:
    """Return the query of `build`, made at the first call and kept."""
    kinds = tuple((name, type(value)) for name, value in values.items())
    return made(build, constants, kinds, connection.vendor)


@cache
def made(build, constants, kinds, vendor: str) -> Prepared:
    """Return the query with stand-ins for its values, kept for every later caller."""
    values = {name: stand_in(kind, number) for number, (name, kind) in enumerate(kinds)}
    compiler = build(*constants, **values).query.get_compiler(connection.alias)
    sql, parameters = compiler.as_sql()
    names = {name: adapted(value) for name, value in values.items()}
    places = [next(((name, None) for name in names if names[name] == one), ("", one)) for one in parameters]
    columns = [column for column, _sql, _alias in compiler.select]
    return Prepared(sql, places, columns, names.keys() - {name for name, _constant in places})


def converted(column, values):
    """Return a column's values as a queryset returns them, by what this thread's connection and the field know."""
    for function in connection.ops.get_db_converters(column) + column.get_db_converters(connection):
        values = [function(value, column, connection) for value in values]
    return values


def stand_in(kind: type, number: int):
    """Return a value of that type which no row has, another one for each number."""
    if issubclass(kind, datetime.datetime):
        return FIRST + datetime.timedelta(days=number)
    if issubclass(kind, datetime.date):
        return (FIRST + datetime.timedelta(days=number)).date()
    return f"\ue000{number}" if issubclass(kind, str) else 2**52 + number


def adapted(value):
    """Return a value as this database takes it."""
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, datetime.date) else value
