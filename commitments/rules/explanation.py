"""Facts and their verdict → the calculation, step by step: codes and figures, words are made at the edge."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ..choices import DataState, Measured
from .facts import CommitmentFacts, CommitmentVerdict, ComponentVerdict, MilestoneFacts, TargetFacts, Thresholds
from .pace import FEW, HANDFUL, Pace, months_until, share_by_steps, share_on_line
from .shares import HUNDRED, rounded_share
from .target import FALLING, Measure, whole_units


@dataclass(frozen=True)
class Step:
    """One line of the calculation: what it does (`code`) and the figures it does it with."""

    code: str
    figures: dict


@dataclass(frozen=True)
class Explanation:
    """How a component came to its lamp, in its indicator's `unit`; no `component` where the department just says so."""

    label: str
    component: ComponentVerdict | None
    steps: tuple[Step, ...]
    unit: str = ""

    def figures(self, *codes: str) -> dict | None:
        """Return the figures of the first step of one of these codes, or None."""
        return next((step.figures for step in self.steps if step.code in codes), None)


def explain(facts: CommitmentFacts, verdict: CommitmentVerdict) -> tuple[Explanation, ...]:
    """Return the calculation of every component of a verdict on these very facts, in the order of its components."""
    observed = [target for target in facts.targets if target.measured == Measured.OBSERVED]
    if not verdict.components:
        return (Explanation("", None, (unmeasured_step(facts),)),)
    targets = [explain_target(t, component, facts) for t, component in zip(observed, verdict.components, strict=False)]
    rest = verdict.components[len(observed) :]
    reached = [explain_milestone(m, component, facts) for m, component in zip(facts.milestones, rest, strict=True)]
    return (*targets, *reached)


def unmeasured_step(facts: CommitmentFacts) -> Step:
    """Return what lights the lamp of what has neither figure nor milestone: what the department says."""
    if facts.data_expected:
        return Step("awaited", {"cutoff": facts.cutoff, "expected_on": facts.data_expected})
    return Step("said", {"lamp": facts.self_lamp, "cutoff": facts.cutoff})


def explain_target(target: TargetFacts, component: ComponentVerdict, facts: CommitmentFacts) -> Explanation:
    measure = target.measure
    steps = [target_step(measure), *reference_steps(target), *baseline_steps(target), reading_step(target)]
    if component.attained is not None:
        steps.append(attained_step(measure, target.reading.value, component.attained))
    if component.expected is not None:
        steps += expected_steps(measure, target.pace, component)
    if component.gap is not None:
        steps.append(Step("gap", {name: getattr(component, name) for name in ("attained", "expected", "gap", "ratio")}))
    if component.short_by is not None:
        steps.append(Step("short", {"value": measure.value, "short_by": component.short_by}))
    if component.over_by is not None:
        steps.append(
            Step("over", {"value": measure.value, "over_by": component.over_by, "leeway": abs(measure.value) / 10})
        )
    steps += conclusion_steps(component, facts, paced=component.gap is not None)
    return Explanation(target.label, component, tuple(steps), measure.unit)


def target_step(measure: Measure) -> Step:
    names = ("comparator", "direction", "value", "upper")
    return Step("target", {name: getattr(measure, name) for name in names})


def reference_steps(target: TargetFacts) -> list[Step]:
    """Return what a relative target is counted from, as far as it is known."""
    if not target.relative_to:
        return []
    if target.lacks_reference or target.reference is None:
        return [Step("reference_missing", {"name": target.relative_to})]
    return [Step("reference", {"name": target.relative_to, "value": target.reference.value})]


def baseline_steps(target: TargetFacts) -> list[Step]:
    """Return what progress is counted from, where a baseline is given or was waived."""
    measure = target.measure
    if measure.starts_at is not None:
        return [Step("baseline", {"value": measure.starts_at, "state": target.baseline_state})]
    if measure.waived:
        return [Step("baseline_waived", {})]
    return [Step("baseline_passed", {"value": measure.baseline})] if measure.baseline is not None else []


def reading_step(target: TargetFacts) -> Step:
    reading = target.reading
    if reading is None:
        return Step("no_reading", {})
    if reading.state != DataState.GIVEN:
        return Step(str(reading.state), {"cutoff": reading.cutoff})
    names = ("value", "exactness", "final", "cutoff")
    return Step("reading", {name: getattr(reading, name) for name in names})


def attained_step(measure: Measure, value: Decimal, attained: Decimal) -> Step:
    """Return the formula of the attained share with its numbers."""
    figures = {"value": value, "target": measure.value, "attained": attained}
    if measure.starts_at is not None:
        falling = measure.starts_at > measure.value
        return Step("attained_falling" if falling else "attained_level", figures | {"baseline": measure.starts_at})
    return Step("attained_inverse" if measure.comparator in FALLING else "attained_share", figures)


def expected_steps(measure: Measure, pace: Pace, component: ComponentVerdict) -> list[Step]:
    """Return how the expected share was read off the trajectory, the calendar or the whole units owed."""
    expected, on = {"expected": component.expected}, component.cutoff
    if measure.is_rate:
        return [Step("expected_rate", expected)]
    units = whole_units(measure)
    few = units is not None and 0 < units <= FEW
    if few and units <= HANDFUL:
        share, at = share_by_steps(pace, on), last_point(pace, on)
        first = Step("expected_step", {"at": at, "share": share}) if pace.points else Step("expected_due", expected)
    else:
        share = share_on_line(pace, on)
        first = trajectory_step(pace, on, share) if pace.points else calendar_step(pace, on, share)
    whole = (
        Step("expected_whole", expected | {"units": units, "count": component.expected * units / HUNDRED})
        if few
        else None
    )
    return [first, whole] if whole else [first]


def last_point(pace: Pace, on: date) -> date | None:
    return max((day for day, _share in pace.points if day <= on), default=None)


def trajectory_step(pace: Pace, on: date, share: Decimal) -> Step:
    """Return the neighbouring points of the trajectory and the share between them."""
    points = [(pace.starts - timedelta(days=1), Decimal(0)), *sorted(pace.points)]
    before = max(point for point in points if point[0] <= on or point == points[0])
    after = next((point for point in points if point[0] >= on), before)
    figures = {"from": before[0], "from_share": before[1], "to": after[0], "to_share": after[1], "on": on}
    return Step("expected_trajectory", figures | {"expected": rounded_share(share)})


def calendar_step(pace: Pace, on: date, share: Decimal) -> Step:
    """Return the months gone of the months there are."""
    begin = months_until(pace.starts - timedelta(days=1))
    figures = {"gone": months_until(min(on, pace.due)) - begin, "all": months_until(pace.due) - begin}
    return Step("expected_time", figures | {"expected": rounded_share(share)})


def explain_milestone(milestone: MilestoneFacts, component: ComponentVerdict, facts: CommitmentFacts) -> Explanation:
    adopted = {"adopted": milestone.adopted} if milestone.adopted else {}
    steps = [Step("planned", {"day": milestone.planned} | adopted)]
    if milestone.reached is not None:
        steps.append(Step("reached", {"day": milestone.reached, "late_days": component.late_days}))
    elif component.late_days is not None:
        steps.append(Step("not_reached", {"cutoff": component.cutoff, "late_days": component.late_days}))
    return Explanation(milestone.label, component, (*steps, *conclusion_steps(component, facts, milestone=True)))


def conclusion_steps(
    component: ComponentVerdict, facts: CommitmentFacts, *, paced: bool = False, milestone: bool = False
) -> list[Step]:
    """Return the rule that lit the lamp and the lamp."""
    rule: Thresholds = facts.thresholds
    steps = []
    if component.reason in ("past_due",):
        steps.append(Step("due", {"day": facts.due, "cutoff": component.cutoff}))
    elif paced and not component.met:
        steps.append(Step("thresholds", {"yellow": rule.yellow, "red": rule.red}))
    elif milestone and component.late_days is not None and not component.met:
        steps.append(Step("days", {"days": rule.milestone_days}))
    return [
        *steps,
        Step("lamp", {"lamp": component.lamp, "reason": component.reason, "provisional": component.provisional}),
    ]
