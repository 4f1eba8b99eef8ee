"""Figures as people type them → what is kept, and the words for everything that cannot be understood."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..choices import DataState, Finality
from ..rules.quantity import QuantityError, read_reported
from ..workflow.reporting import Figure

MISREAD = {
    "empty": gettext_lazy("Enter a figure."),
    "too_long": gettext_lazy("The figure is longer than 40 characters; enter the figure alone."),
    "not_a_number": gettext_lazy("This is no figure. Write it as 12,000 or 1.2万, with or without its unit."),
    "exponent": gettext_lazy("Write the figure out instead of 1e5: 100,000 or 10万."),
    "bad_grouping": gettext_lazy("The commas do not stand at the thousands. Did you mean %(suggestion)s?"),
    "unit_mismatch": gettext_lazy("The unit is not %(suggestion)s and cannot be converted into it."),
    "too_many_digits": gettext_lazy("At most 11 digits before and 4 behind the point can be kept exactly."),
    "negative": gettext_lazy("This figure cannot be negative."),
}


def words_for(error: QuantityError) -> str:
    """Return why a text is no figure of its unit, and how it could be written."""
    return str(MISREAD[error.code]) % {"suggestion": error.suggestion or ""}


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
