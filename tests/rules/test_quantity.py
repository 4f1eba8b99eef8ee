"""Figures as they are kept and written."""

from decimal import Decimal

import pytest

from commitments.rules.quantity import QuantityError, format_quantity, within_precision


@pytest.mark.parametrize("value", ["1.23456", "999999999999"])
def test_what_cannot_be_kept_exactly_is_refused(value):
    with pytest.raises(QuantityError) as refused:
        within_precision(Decimal(value))
    assert refused.value.code == "too_many_digits"


@pytest.mark.parametrize(
    ("value", "text"), [("10000.0000", "10,000"), ("414.5000", "414.5"), ("0", "0"), ("0.50", "0.5"), ("-3.10", "−3.1")]
)
def test_a_figure_is_written_with_thousands_and_without_trailing_zeros(value, text):
    assert format_quantity(Decimal(value)) == text
