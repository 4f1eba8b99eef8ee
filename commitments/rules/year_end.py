"""The classes of the year's end: 完成, 基本完成, 未完成, 不可比; provisional until the data is final."""

from decimal import Decimal

from ..choices import DataState, YearEnd
from .target import Measure, Reading, attained, is_met

NEARLY = Decimal(90)
CEILING_LEEWAY = Decimal("0.1")


def classify(measure: Measure, reading: Reading) -> tuple[str, bool]:
    """Return (choices.YearEnd, provisional) of a target as it was adopted.

    Nearly met: at least 90 % of the target (of a level with baseline: of the way); a ceiling at most a tenth over.
    """
    if reading.state != DataState.GIVEN or reading.value is None:
        return YearEnd.CANNOT_BE_JUDGED, not reading.final
    if is_met(measure, reading):
        return YearEnd.MET, not reading.final
    return (YearEnd.NEARLY if is_nearly(measure, reading.value) else YearEnd.NOT_MET), not reading.final


def is_nearly(measure: Measure, value: Decimal) -> bool:
    if measure.is_ceiling:
        return value - measure.value <= abs(measure.value) * CEILING_LEEWAY
    share = attained(measure, value)
    return share is not None and share >= NEARLY
