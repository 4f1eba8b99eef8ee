"""The plans one may go to from a plan: those of the same year, and the newest of its own level.

They come as one text with the query every page asks anyway, and are read only where the menu is drawn.
"""

from typing import NamedTuple

from django.db.models import CharField, OuterRef, Q, StringAgg, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse

from ..choices import Level
from ..models import Plan

FIELD, ROW = "\x1f", "\x1e"
EARLIER = 5
LEVELS = [Level.DISTRICT, Level.CITY, Level.PROVINCE]


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
        return Level(self.level).label


def others_told():
    """Return the expression for the other plans of a plan as one text: fields and rows apart by control marks."""
    own_level = Plan.objects.filter(level=OuterRef(OuterRef("level"))).order_by("-year", "-pk").values("pk")
    near = Q(year=OuterRef("year")) | Q(pk__in=own_level[:EARLIER])
    text = Concat(
        Cast("year", CharField()), Value(FIELD), "level", Value(FIELD), "key", Value(FIELD), "title",
        output_field=CharField(),
    )  # fmt: skip
    rows = Plan.objects.filter(near).exclude(pk=OuterRef("pk")).order_by().annotate(all=Value(1)).values("all")
    told = rows.annotate(told=StringAgg(text, Value(ROW))).values("told")
    return Coalesce(Subquery(told, output_field=CharField()), Value(""))


def others(plan) -> list[OtherPlan]:
    """Return the other plans of one that plan_shown brought: the newest year first, the district before the city."""
    rows = [row.split(FIELD, 3) for row in plan.others.split(ROW)] if plan and plan.others else []
    found = [OtherPlan(int(row[0]), *row[1:]) for row in rows if len(row) == len(OtherPlan._fields)]
    return sorted(found, key=lambda other: (-other.year, LEVELS.index(other.level), other.key))
