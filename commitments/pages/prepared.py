"""Queries whose SQL is made from the models once and then asked with each page's own values.

Making it costs the busiest pages more than asking it. A query is built twice, with stand-ins for its values from
opposite ends; where both of one value's stand among the parameters, the real value goes. Whatever else differs between
the two was made from the values, would be the stand-ins' for ever, and is refused.

Two things cannot be seen this way: a branch on one single value between the ends, and a look at the clock.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.core.exceptions import EmptyResultSet
from django.db import connection

LOW, HIGH = (datetime.datetime(year, 1, 1, tzinfo=datetime.UTC) for year in (1000, 9000))
MOST = 2**31 - 1  # of an integer column


@dataclass(frozen=True)
class Prepared:
    """SQL with the places of its values, (name, None) or ("", constant), and the models' columns it selects."""

    sql: str
    places: list[tuple[str, object]]
    columns: list

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

    `build` must be a module's function that uses each of `values` (dates, moments, whole numbers, keys; never None) as
    it is as a parameter of the query; everything its shape hangs on, such as a role or the language, is one of
    `constants`. Raises ValueError where it does not.
    """
    return prepared(build, *constants, **values).rows(values)


def prepared(build: Callable, *constants, **values) -> Prepared:
    """Return the query of `build`, made at the first call and kept; raise ValueError where it cannot be prepared."""
    kinds = tuple((name, type(value)) for name, value in values.items())
    return made(build, constants, kinds, connection.vendor)


@cache
def made(build, constants, kinds, vendor: str) -> Prepared:
    """Return the query with the places of its values, kept for every later caller."""
    ends = [{name: stand_in(name, kind, at, end) for at, (name, kind) in enumerate(kinds)} for end in (LOW, HIGH)]
    try:
        (columns, sql, low), (_columns, other, high) = (compiled(build, constants, values) for values in ends)
    except EmptyResultSet:
        raise ValueError(f"{build.__qualname__} asks for nothing") from None
    if sql != other or len(low) != len(high):
        raise ValueError(f"{build.__qualname__} makes other SQL of other values")
    names = {name: tuple(adapted(values[name]) for values in ends) for name, _kind in kinds}
    places = [place(build, names, pair) for pair in zip(low, high, strict=True)]
    if lost := names.keys() - {name for name, _constant in places}:
        raise ValueError(f"{build.__qualname__} makes no parameter of {', '.join(sorted(lost))}")
    return Prepared(sql, places, columns)


def compiled(build, constants, values: dict) -> tuple[list, str, tuple]:
    """Return the columns, the SQL and the parameters of the query with those values."""
    compiler = build(*constants, **values).query.get_compiler(connection.alias)
    sql, parameters = compiler.as_sql()
    return [column for column, _sql, _alias in compiler.select], sql, parameters


def place(build, names: dict, pair: tuple) -> tuple[str, object]:
    """Return (name, None) for a value's two stand-ins, ("", constant) for what is the same with both."""
    for name, stand_ins in names.items():
        if pair == stand_ins:
            return name, None
    if pair[0] != pair[1]:
        raise ValueError(f"{build.__qualname__} reckons with a value before the query: {pair[0]}")
    return "", pair[0]


def converted(column, values):
    """Return a column's values as a queryset returns them, by what this thread's connection and the field know."""
    for function in connection.ops.get_db_converters(column) + column.get_db_converters(connection):
        values = [function(value, column, connection) for value in values]
    return values


def stand_in(name: str, kind: type, number: int, end: datetime.datetime):
    """Return a value of that type from one end, another one for each number; numbers lead away from either end."""
    step = number if end is LOW else -number
    if issubclass(kind, datetime.datetime):
        return end + datetime.timedelta(days=step)
    if issubclass(kind, datetime.date):
        return (end + datetime.timedelta(days=step)).date()
    if issubclass(kind, str):
        return f"{'!' if end is LOW else '\uffee'}{number}"
    if kind is int:
        return step + (1 if end is LOW else MOST)
    raise ValueError(f"{name} is a {kind.__name__}: no value of a prepared query")


def adapted(value):
    """Return a value as this database takes it."""
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, datetime.date) else value
