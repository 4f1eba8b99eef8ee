"""The chart's geometry: what is named at the right edge, and that it fits there."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.pages.commitment.chart import CHART_PHONE, CHART_WIDE, Plot
from commitments.pages.commitment.curve import Curve


def curve(target: int, last_year: str) -> Curve:
    quarter, year = date(2024, 3, 31), date(2024, 12, 31)
    return Curve(
        starts=date(2024, 1, 1), ends=year, start_value=Decimal(0),
        plan=[(quarter, Decimal(target) / 4), (year, target)],
        actual=[(quarter, Decimal(target) / 5)], target=Decimal(target), projection=None, forecast=None,
        last_year=Decimal(last_year), unit="根", name="充电桩", lamp="green", expected=Decimal(target) / 4,
        yellow=Decimal(-10), red=Decimal(-30),
    )  # fmt: skip


# (frame, last year's figure, whether its year fits): five characters fit beside the year on a phone, six do not.
FITS = [
    (CHART_WIDE, "6000", True),
    (CHART_WIDE, "12345.67", True),
    (CHART_PHONE, "6000", True),
    (CHART_PHONE, "12345", False),
]


@pytest.mark.parametrize(("frame", "last_year", "fits"), FITS)
def test_last_year_is_named_with_its_year_where_both_fit(frame, last_year, fits):
    assert Plot(curve(10_000, last_year), frame).names_year is fits


def test_the_labels_of_the_edge_are_the_figures_alone():
    ends = {kind: shown for kind, _y, _value, _label_y, shown in Plot(curve(10_000, "6000"), CHART_WIDE).ends}
    assert ends == {"target": "10,000", "last_year": "6,000"}


def test_labels_of_the_edge_never_overlap():
    upper, lower = [float(y) for _kind, _y, _value, y, _label in Plot(curve(10_000, "9990"), CHART_PHONE).ends]
    assert lower - upper >= 17
