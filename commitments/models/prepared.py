"""Queries whose SQL is made from the models once and then asked with each caller's own values.

Making it costs more than asking it. A query is built twice, with stand-ins for its values from opposite ends; where
both of one value's stand among the parameters, the real value goes. Whatever else differs between the two was made from
the values, would be the stand-ins' for ever, and is refused.

Two things cannot be seen this way: a branch on one single value between the ends, and a look at the clock.
"""

import copy
import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import FETCH_ONE
from django.db.models.query import ModelIterable, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from .lists import FETCH_OF_LISTS

LOW, HIGH = (datetime.datetime(year, 1, 1, tzinfo=datetime.UTC) for year in (1000, 9000))
MOST = 2**15 - 1  # of the smallest integer column: beyond it PostgreSQL's models ask for nothing
MOST_LISTED, LAST_KEY = 2**16, 2**31 - 1  # keys of one list, which are wider columns


@dataclass(frozen=True)
class Prepared:
    """SQL with the places of its values, (name, None) or ("", constant), and the compiler that made it."""

    sql: str
    places: list[tuple[object, object]]
    columns: list
    compiler: SQLCompiler

    def parameters(self, values: dict) -> list:
        """Return the parameters with the real values, as this database takes them."""
        real = flat({name: padded(value) for name, value in values.items()})
        return [real[name] if name else constant for name, constant in self.places]

    def rows(self, values: dict) -> list[tuple]:
        """Return the rows for these values, each column as the models' own queryset returns it."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters(values))
            found = cursor.fetchall()
        columns = list(zip(*found, strict=True))
        for place, (functions, column) in self.converters().items() if columns else ():
            columns[place] = converted(columns[place], functions, column)
        return list(zip(*columns, strict=True))

    def models(self, values: dict, mode=FETCH_OF_LISTS) -> list:
        """Return the models of the rows for these values, with what the query selects of related ones."""
        compiler, parameters = copy.copy(self.compiler), self.parameters(values)
        compiler.connection, compiler.as_sql = connections[connection.alias], lambda: (self.sql, parameters)
        compiler.get_converters = lambda columns: self.converters()
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        asked = {"query": query, "db": connection.alias, "_fetch_mode": mode, "_known_related_objects": {}}
        return list(ModelIterable(SimpleNamespace(**asked)))

    def converters(self) -> dict:
        """Return place → (functions, column) of the columns this thread's connection converts.

        They are bound to the connection and kept by it, so that a thread that ends takes both along. The query is kept
        beside them: two threads may prepare the same one at once, and the place of the one let go is given to another.
        """
        own = connections[connection.alias]
        kept = own.__dict__.setdefault("converters_prepared", {})
        if id(self) not in kept:
            compiler = copy.copy(self.compiler)
            compiler.connection = own
            kept[id(self)] = self, compiler.get_converters(self.columns)
        return kept[id(self)][1]


def rows(build: Callable, *constants, **values) -> list[tuple]:
    """Return the rows of `build(*constants, **values)`, a queryset of values_list.

    `build` must be a module's function that uses each of `values` (dates, moments, whole numbers, keys, lists of keys;
    never None, never empty) as it is as a parameter of the query; everything its shape hangs on, such as a role or the
    language, is one of `constants`. Raises ValueError where it does not.
    """
    return prepared(build, *constants, **values).rows(values)


def models(build: Callable, *constants, **values) -> list:
    """Return the rows of `build(*constants, **values)`, a queryset of models that fetch nothing: see rows."""
    return prepared(build, *constants, **values).models(values)


class Remembered:
    """The rows of queries by their values, each asked for once: for one request, of what that does not change."""

    def __init__(self):
        self.found = {}

    def models(self, build: Callable, *constants, **values) -> list:
        key = (build, constants, repr(values))
        if key not in self.found:
            self.found[key] = models(build, *constants, **values)
        return self.found[key]


def prefetch(rows: list, name: str, related: list, key: str) -> None:
    """Give each of `rows` those `related` whose `key` is its own, and them the row, as prefetch_related does."""
    groups = defaultdict(list)
    for each in related:
        groups[getattr(each, key)].append(each)
    for row in rows:
        found = getattr(row, name).get_queryset()
        found._result_cache, found._prefetch_done = groups[row.pk], True
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found
        for each in groups[row.pk]:
            setattr(each, key.removesuffix("_id"), row)


def one(build: Callable, *constants, **values):
    """Return the first row of `build(*constants, **values)`, which may fetch more, or None: see rows."""
    return next(iter(prepared(build, *constants, **values).models(values, FETCH_ONE)), None)


def prepared(build: Callable, *constants, **values) -> Prepared:
    """Return the query of `build`, made at the first call and kept; raise ValueError where it cannot be prepared."""
    kinds = tuple((name, *kind_of(name, value)) for name, value in values.items())
    return made(build, constants, kinds, connection.vendor)


def kind_of(name: str, value) -> tuple[type, int]:
    """Return a value's type and, of a list of keys, the number its query has places for: the next power of two."""
    if not isinstance(value, list):
        return type(value), 0
    if not 0 < len(value) <= MOST_LISTED:
        raise ValueError(f"{name} is a list of {len(value)}: no value of a prepared query")
    return type(value[0]), 1 << (len(value) - 1).bit_length()


def padded(value):
    """Return a list filled up to its places with its first key again; other values as they are."""
    return value + value[:1] * (kind_of("", value)[1] - len(value)) if isinstance(value, list) else value


def flat(values: dict) -> dict:
    """Return name → the value as this database takes it; each key of a list under (name, its place)."""
    found = {}
    for name, value in values.items():
        if isinstance(value, list):
            found |= {(name, place): adapted(key) for place, key in enumerate(value)}
        else:
            found[name] = adapted(value)
    return found


@cache
def made(build, constants, kinds, vendor: str) -> Prepared:
    """Return the query with the places of its values, kept for every later caller."""
    ends = [{kind[0]: stand_ins(*kind, at, end) for at, kind in enumerate(kinds)} for end in (LOW, HIGH)]
    try:
        (compiler, sql, low), (_compiler, other, high) = (compiled(build, constants, values) for values in ends)
    except EmptyResultSet:
        raise ValueError(f"{build.__qualname__} asks for nothing") from None
    if sql != other or len(low) != len(high):
        raise ValueError(f"{build.__qualname__} makes other SQL of other values")
    lower, higher = map(flat, ends)
    names = {(lower[name], higher[name]): name for name in lower}
    places = [place(build, names, pair) for pair in zip(low, high, strict=True)]
    if lost := set(names.values()) - {name for name, _constant in places}:
        raise ValueError(f"{build.__qualname__} makes no parameter of {', '.join(sorted(map(str, lost)))}")
    compiler.connection = None  # whoever asks lends its own: this one ends with its thread
    return Prepared(sql, places, [column for column, _sql, _alias in compiler.select], compiler)


def compiled(build, constants, values: dict) -> tuple[SQLCompiler, str, tuple]:
    """Return the compiler, the SQL and the parameters of the query with those values."""
    found: QuerySet = build(*constants, **values)
    if found._prefetch_related_lookups or found._known_related_objects:
        raise ValueError(f"{build.__qualname__} asks more than one query")
    compiler = found.query.get_compiler(connection.alias)
    return compiler, *compiler.as_sql()


def place(build, names: dict, pair: tuple) -> tuple[str, object]:
    """Return (name, None) for a value's two stand-ins, ("", constant) for what is the same with both."""
    if pair in names:
        return names[pair], None
    if pair[0] != pair[1]:
        raise ValueError(f"{build.__qualname__} reckons with a value before the query: {pair[0]}")
    return "", pair[0]


def converted(values, functions: list, column):
    """Return a column's values as a queryset returns them, by what this thread's connection and the field know."""
    for function in functions:
        values = [function(value, column, connection) for value in values]
    return values


def stand_ins(name: str, kind: type, places: int, number: int, end: datetime.datetime):
    """Return a stand-in for a value, or for a list of keys one for each of its places."""
    if not places:
        return stand_in(name, kind, number, end)
    if kind is not int:
        raise ValueError(f"{name} is a list of {kind.__name__}: no value of a prepared query")
    first = (number + 1) * MOST_LISTED
    return [first + place if end is LOW else LAST_KEY - first - place for place in range(places)]


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
