"""Figures as people type them → what is kept, and the words for everything that cannot be understood."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..choices import DataState, Finality
from ..rules.quantity import QuantityError, read_reported
from ..workflow.reports.entries import Figure
from .typed import misread_words

# 预计 and 最终 are the one pair of words (choices.Finality); this asks for the first wherever a figure is typed.
IS_PROVISIONAL = gettext_lazy("The figure is provisional")


def typed_figure(text: str, unit: str, *, provisional: bool, foreign: bool) -> Figure:
    """Return the typed figure in `unit`; a foreign unit is kept as not comparable when the person says so.

    Raises ValidationError with words for the field.
    """
    try:
        read = read_reported(text, unit)
    except QuantityError as error:
        if error.code == "unit_mismatch" and foreign:
            return Figure(state=DataState.NOT_COMPARABLE, as_typed=text[:60])
        raise ValidationError(misread_words(error), code=error.code) from None
    finality = Finality.PROVISIONAL if provisional or says_provisional(read) else Finality.FINAL
    return Figure(value=read.value, exactness=read.exactness, finality=finality, as_typed=text[:60])


def says_provisional(read) -> bool:
    """Whether the typed text itself calls the figure provisional (预计, 快报数): that ticks its box."""
    return getattr(read, "provisional", False)


def typed_forecast(text: str, unit: str) -> Decimal:
    """Return the figure typed for the year's end; a forecast has no exactness of its own, so "about" is read over.

    Raises ValidationError with words for the field.
    """
    try:
        return read_reported(text, unit).value
    except QuantityError as error:
        raise ValidationError(misread_words(error), code=error.code) from None


def awaited_figure(expected_on, text: str, plan) -> Figure:
    """Return that the data is not published yet; the day it is expected must be given, and no figure beside it.

    The day lies in the plan's year or the one after: later than that nothing of the year is published.
    """
    if text:
        raise ValidationError(_("Either enter the figure or say that it is not published yet, not both."), code="both")
    if expected_on is None:
        raise ValidationError(_("Say on which day the data is expected."), code="expected")
    last = plan.ends.replace(year=plan.ends.year + 1)
    if not plan.starts <= expected_on <= last:
        words = _("The day the data is expected must lie between %(first)s and %(last)s.")
        raise ValidationError(words % {"first": plan.starts, "last": last}, code="expected")
    return Figure(state=DataState.AWAITED, expected_on=expected_on)
