"""Why a target or a milestone is in its class at the year's end: codes and figures, words are made at the edge."""

from dataclasses import dataclass

from ..choices import DataState, Lamp, Measured, YearEnd
from .explanation import attained_step
from .facts import CommitmentFacts, MilestoneFacts, TargetFacts
from .target import CEILING_LEEWAY, Measure, Reading, about_tolerance, attained_share
from .year_end import milestone_class, target_class, year_end_class


@dataclass(frozen=True)
class ClassExplanation:
    """One target or milestone: its class (choices.YearEnd), and the ground (`why`) with the figures it rests on."""

    label: str
    code: str
    provisional: bool
    why: str
    figures: dict
    unit: str = ""


def explain_class(facts: CommitmentFacts) -> tuple[ClassExplanation, ...]:
    """Return the reckoning of every observed target, then of every milestone; one for what has neither.

    The commitment's class is that of the worst of them (year_end.class_of).
    """
    observed = [target for target in facts.targets if target.measured == Measured.OBSERVED]
    components = [explain_target_class(target, facts) for target in observed]
    components += [explain_milestone_class(milestone, facts) for milestone in facts.milestones]
    return tuple(components) or (explain_unmeasured_class(facts),)


def explain_target_class(target: TargetFacts, facts: CommitmentFacts) -> ClassExplanation:
    code, provisional = target_class(target, facts)
    why, figures = class_ground(target, code, facts)
    return ClassExplanation(target.label, code, provisional, why, figures, target.measure.unit)


def class_ground(target: TargetFacts, code: str, facts: CommitmentFacts) -> tuple[str, dict]:
    """Return why a target is in its class: what is missing, or how the figure compares."""
    reading = target.reading
    if reading is None:
        return "no_reading", {}
    told = {"cutoff": reading.cutoff, "due": facts.due}
    if reading.state == DataState.AWAITED:
        return "awaited", told
    if code == YearEnd.OPEN:
        return "not_yet", told
    if reading.state != DataState.GIVEN:
        return "not_comparable", told
    why, figures = class_comparison(target.measure, reading)
    return why, told | figures | {"early": reading.cutoff < facts.due}


def class_comparison(measure: Measure, reading: Reading) -> tuple[str, dict]:
    """Return the comparison by kind: `ceiling`, `rate`, a share by its formula, or `plain` where there is no share."""
    value, share = reading.value, attained_share(measure, reading.value)
    figures = {
        "value": value, "target": measure.value, "comparator": measure.comparator, "exactness": reading.exactness,
        "floor": measure.value - about_tolerance(measure), "tolerance": about_tolerance(measure),
    }  # fmt: skip
    if measure.is_ceiling:
        leeway = abs(measure.value) * CEILING_LEEWAY
        return "ceiling", figures | {"over": value - measure.value, "leeway": leeway}
    if share is None:
        return "plain", figures
    step = attained_step(measure, value, share)
    return ("rate" if measure.is_rate else step.code), figures | step.figures


def explain_milestone_class(milestone: MilestoneFacts, facts: CommitmentFacts) -> ClassExplanation:
    code, provisional = milestone_class(milestone, facts)
    figures = {"reached": milestone.reached, "cutoff": facts.cutoff, "due": facts.due}
    return ClassExplanation(
        milestone.label, code, provisional, "reached" if milestone.reached else "not_reached", figures
    )


def explain_unmeasured_class(facts: CommitmentFacts) -> ClassExplanation:
    code, provisional = year_end_class(facts)
    why = "said_done" if facts.self_lamp == Lamp.DONE else "awaited" if facts.data_expected else "not_measured"
    return ClassExplanation(
        "", code, provisional, why, {"lamp": facts.self_lamp, "cutoff": facts.cutoff, "due": facts.due}
    )
