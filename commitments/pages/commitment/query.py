"""The same indicator in other promises: one figure, and the verdict each of them draws from it."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from ...choices import Lamp, Level, Measured, PlanState
from ...clock import today
from ...models import Target, Verdict, bring_leaders_then
from ...rules.facts import ComponentVerdict
from ...workflow.judgement import assessment

PROVINCE_FIRST = (Level.PROVINCE, Level.CITY, Level.DISTRICT)


@dataclass(frozen=True)
class IndicatorUse:
    """One promise of an indicator with its official lamp of the day; `component` is how its figure was judged."""

    target: Target
    verdict: Verdict
    component: ComponentVerdict | None
    is_here: bool

    @property
    def judged(self):
        """What the gap is worded from: the component, or the verdict while it is withheld."""
        return self.verdict if self.verdict.lamp == Lamp.GREY or self.component is None else self.component

    @property
    def share(self):
        """The attained share in percent, None where the promise speaks in its own points."""
        component = self.component
        spoken = component is None or component.short_by is not None or component.over_by is not None
        return None if spoken or self.verdict.lamp == Lamp.GREY else component.attained


def bring_people(commitment, on) -> None:
    """Give the commitment who bore it on the day, and who was in charge."""
    duties = commitment.assignments.on(commitment.plan.day_of(on)).select_related("department__leader")
    commitment.duties = list(duties)
    if on < today():
        bring_leaders_then([commitment], on)


def shared_uses(commitment, on) -> dict[int, list[IndicatorUse]]:
    """Return indicator id → its uses as judged on the day `on`, province first; those without a second are left out.

    A fixed number of queries once the day was judged.
    """
    targets = indicator_uses(commitment, on)
    verdicts = verdicts_of(targets, on)
    found = {}
    for indicator, group in groupby(targets, key=lambda target: target.indicator_id):
        rows = [use_of(target, verdicts[target.commitment_id], commitment) for target in group]
        if len(rows) > 1:
            found[indicator] = sorted(rows, key=lambda row: PROVINCE_FIRST.index(row.target.commitment.plan.level))
    return found


def indicator_uses(commitment, on) -> list[Target]:
    """Return the observed targets of the commitment's indicators in the year's plans that were opened."""
    plan = commitment.plan
    in_force = ~Q(commitment__plan__state=PlanState.DRAFT) | Q(commitment__plan=plan)
    stood = Q(commitment__withdrawn_on=None) | Q(commitment__withdrawn_on__gt=on)
    rows = Target.objects.filter(
        in_force, stood, commitment__plan__year=plan.year, measured=Measured.OBSERVED,
        indicator__targets__in=commitment.targets.filter(measured=Measured.OBSERVED),
    )  # fmt: skip
    order = ("indicator", "commitment__plan", "commitment__order", "pk")
    return list(rows.select_related("indicator", "relative_to", "commitment__plan").order_by(*order))


def verdicts_of(targets: list[Target], on) -> dict[int, Verdict]:
    """Return commitment id → its verdict of the day; what nobody asked for yet is judged first."""
    commitments = {target.commitment_id: target.commitment for target in targets}
    stored = {row.commitment_id: row for row in Verdict.objects.filter(commitment__in=commitments, on=on)}
    missing = [each for pk, each in commitments.items() if pk not in stored]
    for plan in {each.plan for each in missing}:
        rows = assessment.assess(plan, on, [each for each in missing if each.plan == plan])
        stored |= {row.commitment_id: row for row in rows}
    return stored


def use_of(target: Target, verdict: Verdict, here) -> IndicatorUse:
    label = target.indicator.name
    component = next(
        (assessment.restored_component(component) for component in verdict.components if component["label"] == label),
        None,
    )
    return IndicatorUse(target, verdict, component, target.commitment_id == here.pk)
