"""What people type, in any room: texts that can be kept, and the words for figures that cannot be understood."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Commitment, Indicator, ReportingPeriod
from ..rules.quantity import QuantityError, read_reported
from ..rules.text import is_clean, without_invisible
from ..workflow.reports.plausibility import gain_of, reports_behind

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


def misread_words(error: QuantityError) -> str:
    """Return why a text is no figure of its unit, and how it could be written."""
    return str(MISREAD[error.code]) % {"suggestion": error.suggestion or ""}


# The names of the boxes whose text is echoed.
TYPED = ("figure_", "forecast")


def echo_figure(request):
    """Answer what the text in `?text=`, `?figure_…=` or `?forecast=` is understood as, in the unit of `?indicator=`."""
    indicator = asked_row(request, "indicator", Indicator)
    text = request.GET.get("text") or next((v for k, v in request.GET.items() if k.startswith(TYPED)), "")
    context = {"indicator": indicator, "is_forecast": "forecast" in request.GET}
    if indicator and text.strip():
        try:
            context["read"] = read_reported(text, indicator.unit)
            context["gain"] = asked_gain(request, indicator, context["read"].value)
        except QuantityError as error:
            context["misread"] = misread_words(error)
    return render(request, "_parts/echo.html", context)


def asked_row(request, name: str, rows):
    """Return the row of a model or queryset whose number stands in `?name=`, or None."""
    number = request.GET.get(name, "")
    rows = getattr(rows, "objects", rows)
    return rows.filter(pk=int(number) if number.isdecimal() and len(number) < 12 else 0).first()


def asked_gain(request, indicator, value):
    """Return what a cumulative figure of `?commitment=` for `?period=` means beside the reports before; or None.

    A share of the whole, as in a contribution, is asked without them.
    """
    commitment, period = asked_row(request, "commitment", Commitment), asked_row(request, "period", ReportingPeriod)
    behind = reports_behind(commitment, period) if commitment and period else []
    return gain_of(value, indicator, behind, period) if behind and "forecast" not in request.GET else None


def missing_words(reason: str) -> str:
    """Return why an empty field must be filled in before a report can be sent (a reason of refusals.Incomplete)."""
    if reason == "explain_lamp":
        return _("Required, because the lamp is yellow or red.")
    return _("Required before it can be sent.")


class TextField(forms.CharField):
    """A text as it is read: characters without width are dropped, those that hide or break are refused."""

    def __init__(self, **more):
        super().__init__(**more)
        self.validators.append(clean_text)

    def to_python(self, value):
        return super().to_python(without_invisible(value) if isinstance(value, str) else value)


def clean_text(value: str) -> None:
    """Refuse a text with characters that hide or break what a reader sees."""
    if not is_clean(value):
        words = gettext_lazy("The text holds invisible control characters; delete them or paste it as plain text.")
        raise ValidationError(words)


def form_digest(request) -> str:
    """Return a fingerprint of what was sent where: one key stands for one content and one button."""
    kept = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return hashlib.sha256(repr((request.path, kept)).encode("utf-8", "surrogatepass")).hexdigest()
