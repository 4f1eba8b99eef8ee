"""The classes of the year's end: 完成, 基本完成, 未完成, 不可比; provisional until the data is final."""

from decimal import Decimal

from ..choices import DataState, Lamp, Measured, YearEnd
from .facts import CommitmentFacts, MilestoneFacts, TargetFacts
from .target import CEILING_LEEWAY, Measure, Reading, attained_share, is_met

NEARLY_MET_SHARE = Decimal(90)


def classify(measure: Measure, reading: Reading) -> tuple[str, bool]:
    """Return (choices.YearEnd, provisional) of a target as it was adopted.

    Nearly met: at least 90 % of the target (of a level with baseline: of the way); a ceiling at most a tenth over.
    """
    if reading.state != DataState.GIVEN or reading.value is None:
        return YearEnd.CANNOT_BE_JUDGED, not reading.final
    if is_met(measure, reading):
        return YearEnd.MET, not reading.final
    return (YearEnd.NEARLY if is_nearly_met(measure, reading.value) else YearEnd.NOT_MET), not reading.final


def is_nearly_met(measure: Measure, value: Decimal) -> bool:
    if measure.is_ceiling:
        return value - measure.value <= abs(measure.value) * CEILING_LEEWAY
    share = attained_share(measure, value)
    return share is not None and share >= NEARLY_MET_SHARE


# The worst component decides, as for lamps; what is still open or cannot be judged comes before what is nearly met.
CLASSES_WORST_FIRST = (YearEnd.NOT_MET, YearEnd.OPEN, YearEnd.CANNOT_BE_JUDGED, YearEnd.NEARLY, YearEnd.MET)


def year_end_class(facts: CommitmentFacts) -> tuple[str, bool]:
    """Return (choices.YearEnd, provisional) of a commitment: the class of its worst component.

    Before data up to its due day is there, only what is met already is judged, and that provisionally. What has
    neither figure nor milestone is met when its lamp says done, open while its data is not published, else left to the
    office.
    """
    observed = [target for target in facts.targets if target.measured == Measured.OBSERVED]
    classes = [target_class(target, facts) for target in observed]
    classes += [milestone_class(milestone, facts) for milestone in facts.milestones]
    if not classes and facts.data_expected:
        return YearEnd.OPEN, True
    if not classes:
        done = facts.self_lamp == Lamp.DONE
        return (YearEnd.MET if done else YearEnd.OFFICE), not (facts.cutoff and facts.cutoff >= facts.due)
    worst = min((code for code, _provisional in classes), key=CLASSES_WORST_FIRST.index)
    return worst, any(provisional for _code, provisional in classes)


def target_class(target: TargetFacts, facts: CommitmentFacts) -> tuple[str, bool]:
    reading = target.reading
    if reading is None or reading.state == DataState.AWAITED or target.lacks_reference:
        return YearEnd.OPEN, True
    if reading.cutoff >= facts.due:
        return classify(target.measure, reading)
    return (YearEnd.MET if target.measure.is_paced and is_met(target.measure, reading) else YearEnd.OPEN), True


def milestone_class(milestone: MilestoneFacts, facts: CommitmentFacts) -> tuple[str, bool]:
    """Return met once reached by the due day; a day later is not met, and before it the class is open."""
    if milestone.reached is not None and milestone.reached <= facts.due:
        return YearEnd.MET, False
    over = facts.cutoff is not None and facts.cutoff >= facts.due
    return (YearEnd.NOT_MET, False) if over else (YearEnd.OPEN, True)
