"""Where an indicator's figure is entered: once, however many commitments and plans it serves."""

from collections.abc import Collection

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from ...choices import Level, Measured, PlanState
from ...models import Assignment, Commitment, Indicator, Plan, Target, prepared

# The district's own plan comes first.
NEARNESS = Case(
    *(When(commitment__plan__level=level, then=Value(n)) for n, level in enumerate(Level.nearest_first())),
    output_field=IntegerField(),
)


def entered_at(plan: Plan, indicators: Collection[int]) -> dict[int, Commitment]:
    """Return indicator id → the commitment whose update enters its figure, in one query.

    That is the first commitment led by the data owner among the open plans of the year: the district's plan first,
    then the city's and the province's, each in report order. An indicator nobody enters is left out.
    """
    found, asked = {}, {"plan": plan.pk, "year": plan.year}
    for target in prepared.models(targets_entering, **asked, indicators=[*indicators]) if indicators else ():
        found.setdefault(target.indicator_id, target.commitment)
    return found


def targets_entering(*, plan: int, year: int, indicators: list[int]) -> QuerySet[Target]:
    """Return the places where figures of these indicators could be entered, each with its commitment and plan."""
    rows = entering_targets(plan, year).filter(indicator__in=indicators)
    return rows.select_related("commitment__plan")


def entering_targets(plan: int, year: int) -> QuerySet[Target]:
    """Return the observed targets led by their data's owner in the year's open plans and in `plan`, first use first."""
    duties = Assignment.objects.current().representing()
    rows = Target.objects.filter(
        Q(commitment__plan__state=PlanState.OPEN) | Q(commitment__plan=plan),
        commitment__plan__year=year,
        commitment__withdrawn_on=None,
        measured=Measured.OBSERVED,
        commitment__assignments__in=duties,
        commitment__assignments__department=F("indicator__owner"),
    )
    order = (NEARNESS, "commitment__plan", "commitment__order", "pk")
    return rows.order_by(*order)


def targets_entered_here(plan: int, year: int) -> QuerySet[Target]:
    """Return the targets whose own commitment is where `entered_at` has their indicator's figure entered."""
    place = entering_targets(plan, year).filter(indicator=OuterRef("indicator")).values("commitment")[:1]
    return Target.objects.filter(measured=Measured.OBSERVED, commitment=Subquery(place))


def targets_of(*, commitment: int) -> QuerySet[Target]:
    return Target.objects.filter(commitment=commitment).select_related("indicator").order_by("pk")


def indicators_entered_at(commitment: Commitment) -> list[Indicator]:
    """Return the indicators whose figure this commitment's update enters, in the order of its targets."""
    rows = prepared.models(targets_of, commitment=commitment.pk)
    indicators = [target.indicator for target in rows]
    places = entered_at(commitment.plan, [indicator.pk for indicator in indicators])
    return [indicator for indicator in indicators if places.get(indicator.pk) == commitment]
