"""The plans one may go to from a plan: those of the same year, and the newest of its own level.

They come as JSON with the query every page asks anyway, and are read only where the menu is drawn.
"""

import json
from typing import NamedTuple

from django.db.models import Aggregate, JSONField, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject
from django.urls import reverse

from ..choices import Level
from ..models import Plan

EARLIER = 5


class JSONRows(Aggregate):
    """All rows as one JSON array; no rows give NULL in a subquery that is grouped."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)


class OtherPlan(NamedTuple):
    """A plan one may go to."""

    year: int
    level: str
    key: str
    title: str

    @property
    def url(self) -> str:
        return reverse("overview", args=[self.key])

    @property
    def label(self) -> str:
        return str(Level(self.level).label)


def others_told(user):
    """Return the expression for the other plans of a plan that `user` may read, a JSON array of OtherPlan's fields."""
    plans = Plan.objects.visible_to(user)
    own_level = plans.filter(level=OuterRef(OuterRef("level"))).order_by("-year", "-pk").values("pk")
    near = Q(year=OuterRef("year")) | Q(pk__in=own_level[:EARLIER])
    rows = plans.filter(near).exclude(pk=OuterRef("pk")).order_by().annotate(all=Value(1)).values("all")
    fields = JSONObject(**{name: name for name in OtherPlan._fields})
    return Subquery(rows.annotate(told=JSONRows(fields)).values("told"))


def other_plans_of(plan) -> list[OtherPlan]:
    """Return the other plans of one that plan_shown brought: the newest year first, the district before the city."""
    found = [OtherPlan(**row) for row in json.loads(plan.others or "[]")] if plan else []
    return sorted(found, key=lambda other: (-other.year, Level.nearest_first().index(other.level), other.key))
