"""What a plan's figures point to: projections beside forecasts, what may be missed, and last year's results."""

from dataclasses import dataclass
from decimal import Decimal

from ...choices import Comparability, DataState, Measured
from ...models import Commitment, Observation, Plan, Target
from ...rules import projections, year_on_year
from ...rules.completion import target_shares
from ...rules.facts import ComponentVerdict
from ...rules.lamp import judge, with_office_lamp
from ...rules.projections import projection
from ...rules.target import Measure
from ..snapshot.readings import measure_of
from ..snapshot.snapshot import Snapshot


@dataclass(frozen=True)
class TargetOutlook:
    """One observed target with its newest figure, its projection and the department's forecast, in its unit.

    `lamp` is the commitment's official one, `component` how this target was judged.
    """

    commitment: Commitment
    target: Target
    measure: Measure
    observation: Observation | None
    component: ComponentVerdict
    projection: Decimal | None
    forecast: Decimal | None
    lamp: str = ""

    @property
    def projected_short(self) -> Decimal | None:
        return projections.shortfall_percent(self.measure, self.projection)

    @property
    def forecast_short(self) -> Decimal | None:
        return projections.shortfall_percent(self.measure, self.forecast)

    @property
    def short(self) -> Decimal:
        """By how many percent of the target the worse of projection and forecast misses it; 0 for neither."""
        return max(self.projected_short or Decimal(0), self.forecast_short or Decimal(0))

    @property
    def worse(self) -> Decimal | None:
        """The projection or the forecast, whichever misses the target by more."""
        return self.projection if self.short == self.projected_short else self.forecast


def plan_snapshot(plan: Plan, on, **more) -> Snapshot:
    """Return what was known on a day of all the plan's standing commitments, people at hand."""
    rows = plan.commitments.standing_on(on).in_report_order().with_people(plan.day_of(on))
    rows = rows.select_related("plan", "paragraph__section")
    return Snapshot(plan, on, list(rows), **more)


def outlooks(known: Snapshot) -> list[TargetOutlook]:
    """Return every observed target in report order."""
    return [prospect for commitment in known.commitments for prospect in commitment_outlooks(known, commitment)]


def commitment_outlooks(known: Snapshot, commitment: Commitment, verdict=None) -> list[TargetOutlook]:
    """Return the outlook of each observed target of a commitment, judged as `verdict` or still to be judged."""
    observed = [target for target in known.targets[commitment.pk] if target.measured == Measured.OBSERVED]
    verdict = verdict or with_office_lamp(judge(known.facts(commitment)), *known.office(commitment))
    return [
        target_outlook(known, commitment, target, component, verdict.official, is_first=place == 0)
        for place, (target, component) in enumerate(zip(observed, verdict.components, strict=False))
    ]


def target_outlook(known: Snapshot, commitment, target, component, lamp: str, *, is_first: bool) -> TargetOutlook:
    measure, row = known.target_facts(commitment, target).measure, known.readings.get(target.indicator_id)
    given = row.value if row and row.state == DataState.GIVEN else None
    projected = projection(measure, given, component.expected) if given is not None else None
    # The department's one forecast is of its first target.
    forecast = forecast_of(known, commitment) if is_first else None
    return TargetOutlook(commitment, target, measure, row, component, projected, forecast, lamp)


def forecast_of(known: Snapshot, commitment) -> Decimal | None:
    """Return the year-end forecast of the newest approved report that gives one."""
    return next((u.forecast for u in known.effective(commitment) if u.forecast is not None), None)


def likely_to_miss(known: Snapshot) -> list[TargetOutlook]:
    """Return the targets not met yet that projection or forecast would miss, those that miss most first."""
    return sorted(filter(is_likely_to_miss, outlooks(known)), key=lambda each: -each.short)


def is_likely_to_miss(each: TargetOutlook) -> bool:
    return each.short > 0 and not each.component.met


def outlook_columns(known: Snapshot, commitment: Commitment, verdict) -> dict:
    """Return what a stored verdict keeps of the outlook and of the average completion."""
    found = commitment_outlooks(known, commitment, verdict)
    misses = [each for each in found if is_likely_to_miss(each)]
    shares = target_shares([(commitment, commitment.kind, verdict, verdict.components)])
    return {
        "foreseen": sum(each.projection is not None or each.forecast is not None for each in found),
        "worst_miss": max((each.short for each in misses), default=None),
        "misses": [miss_as_json(each) for each in misses] or None,
        "shares": [[each.indicator, str(each.attained), str(each.expected)] for each in shares] or None,
    }


def miss_as_json(each: TargetOutlook) -> dict:
    """Return all that is shown of a likely miss but what its rows say themselves; figures as they were computed."""
    row = each.observation
    figures = {
        "goal": each.measure.value, "actual": row and row.value, "projection": each.projection,
        "forecast": each.forecast, "short": each.short,
    }  # fmt: skip
    told = {name: None if value is None else str(value) for name, value in figures.items()}
    return told | {"target": each.target.pk, "cutoff": str(row.cutoff) if row else None}


@dataclass(frozen=True)
class YearOnYear:
    """A target beside last year's figure; `change` is None where the two cannot be compared."""

    commitment: Commitment
    target: Target
    last: Decimal
    unit: str
    comparability: str
    change: year_on_year.ChangeOnLastYear | None


def years_compared(plan: Plan) -> list[YearOnYear]:
    """Return the plan's first observed targets of which a last year's figure is known, in report order."""
    rows = Target.objects.filter(
        commitment__plan=plan, commitment__withdrawn_on=None, commitment__last_year_value__isnull=False,
        measured=Measured.OBSERVED,
    ).select_related("commitment__plan", "indicator", "baseline").order_by("commitment__order", "pk")  # fmt: skip
    first = {}
    for target in rows:
        first.setdefault(target.commitment_id, target)
    return [beside_last_year(target) for target in first.values()]


def beside_last_year(target: Target) -> YearOnYear:
    commitment = target.commitment
    last, unit, kind = commitment.last_year_value, commitment.last_year_unit, commitment.last_year_comparability
    comparable = unit == target.indicator.unit and kind != Comparability.NONE and not target.relative_to_id
    change = year_on_year.compare_with_last_year(measure_of(target, commitment.kind), last) if comparable else None
    return YearOnYear(commitment, target, last, unit, kind, change)
