"""Why a target or a milestone is in its class at the year's end: codes and figures, words are made at the edge."""

from dataclasses import dataclass

from ..choices import DataState, Lamp, Measured, YearEnd
from .explain import share_of
from .facts import Facts, MilestoneFacts, TargetFacts
from .target import Measure, Reading, attained, tolerance
from .year_end import CEILING_LEEWAY, class_of, class_of_milestone, class_of_target


@dataclass(frozen=True)
class Reckoned:
    """One target or milestone: its class (choices.YearEnd), and the ground (`why`) with the figures it rests on."""

    label: str
    code: str
    provisional: bool
    why: str
    figures: dict
    unit: str = ""


def reckon(facts: Facts) -> tuple[Reckoned, ...]:
    """Return the reckoning of every observed target, then of every milestone; one for what has neither.

    The commitment's class is that of the worst of them (year_end.class_of).
    """
    observed = [target for target in facts.targets if target.measured == Measured.OBSERVED]
    parts = [reckon_target(target, facts) for target in observed]
    parts += [reckon_milestone(milestone, facts) for milestone in facts.milestones]
    return tuple(parts) or (reckon_unmeasured(facts),)


def reckon_target(target: TargetFacts, facts: Facts) -> Reckoned:
    code, provisional = class_of_target(target, facts)
    why, figures = ground(target, code, facts)
    return Reckoned(target.label, code, provisional, why, figures, target.measure.unit)


def ground(target: TargetFacts, code: str, facts: Facts) -> tuple[str, dict]:
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
    why, figures = compared(target.measure, reading)
    return why, told | figures | {"early": reading.cutoff < facts.due}


def compared(measure: Measure, reading: Reading) -> tuple[str, dict]:
    """Return the comparison by kind: `ceiling`, `rate`, a share by its formula, or `plain` where there is no share."""
    value, share = reading.value, attained(measure, reading.value)
    figures = {
        "value": value, "target": measure.value, "comparator": measure.comparator, "exactness": reading.exactness,
        "floor": measure.value - tolerance(measure),
    }  # fmt: skip
    if measure.is_ceiling:
        leeway = abs(measure.value) * CEILING_LEEWAY
        return "ceiling", figures | {"over": value - measure.value, "leeway": leeway}
    if share is None:
        return "plain", figures
    step = share_of(measure, value, share)
    return ("rate" if measure.is_rate else step.code), figures | step.figures


def reckon_milestone(milestone: MilestoneFacts, facts: Facts) -> Reckoned:
    code, provisional = class_of_milestone(milestone, facts)
    figures = {"reached": milestone.reached, "cutoff": facts.cutoff, "due": facts.due}
    return Reckoned(milestone.label, code, provisional, "reached" if milestone.reached else "not_reached", figures)


def reckon_unmeasured(facts: Facts) -> Reckoned:
    code, provisional = class_of(facts)
    why = "said_done" if facts.self_lamp == Lamp.DONE else "not_measured"
    return Reckoned("", code, provisional, why, {"lamp": facts.self_lamp, "cutoff": facts.cutoff, "due": facts.due})
