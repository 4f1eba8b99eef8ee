"""The sentences for what a figure or a target was read as, in the reader's language: refusals, and what is asked."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..rules.quantity import format_quantity

REFUSALS = {
    "empty": gettext_lazy("Nothing is entered."),
    "too_long": gettext_lazy("The text is too long for a figure."),
    "not_a_number": gettext_lazy("No figure could be found in it."),
    "vague": gettext_lazy("How many is not said; write the figure."),
    "no_figure": gettext_lazy("There is no figure in it; write how many."),
    "words_only": gettext_lazy("These words are no figure of this unit; write how many."),
    "exponent": gettext_lazy("Write the figure out: 100,000 or 10万."),
    "date": gettext_lazy("This is a date; a spreadsheet may have made it of a figure or a code."),
    "not_published": gettext_lazy("The data is not published yet: tick that box and say on which day it is expected."),
    "bad_grouping": gettext_lazy("The commas do not stand at the thousands; probably %(suggestion)s."),
    "unit_mismatch": gettext_lazy("“%(other)s” cannot be converted into %(suggestion)s."),
    "share": gettext_lazy("This is a percentage; the figure itself in %(suggestion)s is asked for."),
    "points": gettext_lazy("This is a difference in percentage points; the figure in %(suggestion)s is asked for."),
    "ratio": gettext_lazy("This is a ratio; say which single figure is meant."),
    "range": gettext_lazy("The ends of the range do not fit together."),
    "rank": gettext_lazy("This is a rank and no quantity."),
    "two_figures": gettext_lazy("There are several figures in it (%(other)s); enter one."),
    "negative": gettext_lazy("This figure cannot be negative."),
    "too_many_digits": gettext_lazy("At most 11 digits before and 4 behind the point can be kept exactly."),
}
QUESTIONS = {
    "beside": gettext_lazy("another figure stands beside it"),
    "changed_by_words": gettext_lazy("the words beside it may mean another figure"),
    "reference": gettext_lazy("it may be what the figure is compared with"),
    "counter": gettext_lazy("it is counted in another word"),
    "at_most": gettext_lazy("it is an upper bound"),
    "small_multiple": gettext_lazy("the scale may be another"),
    "lone_multiple": gettext_lazy("no number stands before the scale"),
    "ratio": gettext_lazy("it is a ratio to one"),
    "of_all": gettext_lazy("it is written as so many of all"),
    "worded": gettext_lazy("it is said in words"),
    "times": gettext_lazy("it is said in multiples"),
    "range": gettext_lazy("it is a range, whose lower end counts"),
    "direction": gettext_lazy("whether more is better or less"),
    "fall": gettext_lazy("whether a fall is meant, or how large a reduction"),
    "reduction": gettext_lazy("whether it is the size of the reduction"),
}


def reading_words(read, unit: str) -> str:
    """Return one sentence on what was read: why nothing could be, what must be confirmed, or how it is understood."""
    if read.refused:
        other = _(", ").join(getattr(read, "other", ()))
        return str(REFUSALS[read.refused]) % {"suggestion": getattr(read, "suggestion", None) or unit, "other": other}
    words = {"value": format_quantity(read.value), "unit": unit}
    if read.asks:
        words["asked"] = questions_words(read)
        return _("Understood as %(value)s%(unit)s; please confirm: %(asked)s.") % words
    return _("Understood as %(value)s%(unit)s.") % words


def questions_words(read) -> str:
    """Return what must be confirmed of a figure or target, one after the other; empty when nothing is asked."""
    return _(", ").join(str(QUESTIONS[code]) for code in read.asks)
