"""Figures as people type them → what is kept, and the words for everything that cannot be understood."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..choices import DataState, Finality
from ..documents.reading_words import reading_words
from ..rules.reading.written_figures import read_written_figure
from ..workflow.reports.entries import Figure

# 预计 and 最终 are the one pair of words (choices.Finality); this asks for the first wherever a figure is typed.
IS_PROVISIONAL = gettext_lazy("The figure is provisional")


def typed_figure(text: str, unit: str, *, provisional: bool, foreign: bool = False, confirmed: str = "") -> Figure:
    """Return the typed figure in `unit`; a foreign unit is kept as not comparable when the person says so.

    What must be asked about counts once the person has confirmed this very text. A text that says so itself (预计) is
    provisional. Raises ValidationError with words for the field; "asks" where only the confirmation is missing.
    """
    read = read_written_figure(text, unit)
    if is_misfit(read) and foreign:
        return Figure(state=DataState.NOT_COMPARABLE, as_typed=text[:60])
    if read.refused or (read.asks and confirmed != text):
        raise ValidationError(reading_words(read, unit), code=read.refused or "asks")
    finality = Finality.PROVISIONAL if provisional or read.provisional else Finality.FINAL
    return Figure(value=read.value, exactness=read.exactness, finality=finality, as_typed=text[:60])


def typed_forecast(text: str, unit: str) -> Decimal:
    """Return the figure typed for the year's end; it has no exactness of its own, so "about" is read over.

    Raises ValidationError for what is not one plain figure.
    """
    read = read_written_figure(text, unit)
    if read.refused or read.asks:
        raise ValidationError(reading_words(read, unit), code=read.refused or "asks")
    return read.value


def below_the_box(text: str | None, unit: str) -> dict:
    """Return what stands below a figure's box: `asked`, what to confirm of `text`; `misfit`, whether it may be kept;
    `unpublished`, whether it says that there is no data yet."""
    read = read_written_figure(text, unit) if text else None
    asked = reading_words(read, unit) if read and read.asks else ""
    misfit = bool(read) and is_misfit(read)
    return {"text": text, "asked": asked, "misfit": misfit, "unpublished": says_unpublished(read)}


def says_unpublished(read) -> bool:
    """Whether the text of a figure's box says itself that the data is not published."""
    return bool(read) and read.refused == "not_published"


def is_misfit(read) -> bool:
    """Whether a figure stands in another unit or counting word, so that it may be kept as not comparable."""
    return read.refused == "unit_mismatch" or "counter" in read.asks


def awaited_figure(expected_on, text: str, unit: str, plan) -> Figure:
    """Return that the data is not published yet; the day it is expected must be given, and no figure beside it.

    The day lies in the plan's year or the one after: later than that nothing of the year is published.
    """
    if text and not says_unpublished(read_written_figure(text, unit)):
        raise ValidationError(_("Either enter the figure or say that it is not published yet, not both."), code="both")
    return Figure(state=DataState.AWAITED, expected_on=expected_day(expected_on, plan))


def expected_day(expected_on, plan):
    """Return the day on which data is expected; raises ValidationError without one, or with one out of bounds."""
    if expected_on is None:
        raise ValidationError(_("Say on which day the data is expected."), code="expected")
    last = plan.ends.replace(year=plan.ends.year + 1)
    if not plan.starts <= expected_on <= last:
        words = _("The day the data is expected must lie between %(first)s and %(last)s.")
        raise ValidationError(words % {"first": plan.starts, "last": last}, code="expected")
    return expected_on
