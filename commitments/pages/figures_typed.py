"""Figures as people type them → what is kept, and the words for everything that cannot be understood."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..choices import DataState, Finality
from ..rules.quantity import QuantityError, read_reported
from ..workflow.reporting import Figure
from .typed import words_for


def figure_of(text: str, unit: str, *, provisional: bool, foreign: bool) -> Figure:
    """Return the typed figure in `unit`; a foreign unit is kept as not comparable when the person says so.

    Raises ValidationError with words for the field.
    """
    try:
        read = read_reported(text, unit)
    except QuantityError as error:
        if error.code == "unit_mismatch" and foreign:
            return Figure(state=DataState.NOT_COMPARABLE, as_typed=text[:60])
        raise ValidationError(words_for(error), code=error.code) from None
    finality = Finality.PROVISIONAL if provisional else Finality.FINAL
    return Figure(value=read.value, exactness=read.exactness, finality=finality, as_typed=text[:60])


def awaited(expected_on, text: str) -> Figure:
    """Return that the data is not published yet; the day it is expected must be given, and no figure beside it."""
    if text:
        raise ValidationError(_("Either enter the figure or say that it is not published yet, not both."), code="both")
    if expected_on is None:
        raise ValidationError(_("Say on which day the data is expected."), code="expected")
    return Figure(state=DataState.AWAITED, expected_on=expected_on)
