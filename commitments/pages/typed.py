"""What people type, in any room: texts that can be kept, and what a figure is understood as."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..documents.reading_words import questions_words, reading_words
from ..models import Commitment, Indicator, ProgressUpdate, ReportingPeriod
from ..rules.reading.written_figures import read_written_figure
from ..rules.text import is_clean, without_invisible
from ..workflow.reports.plausibility import gain_of, reports_behind

# The names of the boxes whose text is echoed.
TYPED = ("figure_", "forecast")


def echo_figure(request, may_await=False):
    """Answer what the text in `?text=`, `?figure_…=` or `?forecast=` is understood as, in the unit of `?indicator=`.

    `may_await` says that the form has a tick for data not published yet: it is offered where the text says so.
    """
    indicator = asked_row(request, "indicator", Indicator)
    text = request.GET.get("text") or next((v for k, v in request.GET.items() if k.startswith(TYPED)), "")
    context = {"indicator": indicator, "is_forecast": "forecast" in request.GET}
    if indicator and text.strip():
        read = read_written_figure(text, indicator.unit)
        if read.refused:
            context["misread"] = reading_words(read, indicator.unit)
            context["unpublished"] = may_await and not context["is_forecast"] and read.refused == "not_published"
        else:
            gain = asked_gain(request, indicator, read.value)
            context |= {"read": read, "asked": questions_words(read), "gain": gain}
    return render(request, "_parts/echo.html", context)


def row_number(text: str) -> int:
    """Return the key of a row that was sent or asked for; 0, which no row has, for anything else."""
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def asked_row(request, name: str, rows):
    """Return the row of a model or queryset whose number stands in `?name=`, or None."""
    rows = getattr(rows, "objects", rows)
    return rows.filter(pk=row_number(request.GET.get(name, ""))).first()


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
    if reason == "unchanged":
        return _("Nothing was changed since it was returned: say in a sentence why, or change it.")
    return _("Required before it can be sent.")


class TextField(forms.CharField):
    """A text as it is read: characters without width are dropped, those that hide or break are refused."""

    def __init__(self, **more):
        super().__init__(**more)
        self.validators.append(clean_text)

    def to_python(self, value):
        return super().to_python(without_invisible(value) if isinstance(value, str) else value)


def answer_field() -> forms.CharField:
    """Return the field for what an author says to a return."""
    column, box = ProgressUpdate._meta.get_field("return_answer"), forms.Textarea(attrs={"class": "in", "rows": 2})
    return TextField(label=column.verbose_name, required=False, max_length=column.max_length, widget=box)


def clean_text(value: str) -> None:
    """Refuse a text with characters that hide or break what a reader sees."""
    if not is_clean(value):
        words = gettext_lazy("The text holds invisible control characters; delete them or paste it as plain text.")
        raise ValidationError(words)


# What a page says it shows beside the form: no part of what is sent.
BESIDE = "beside"


def form_digest(request) -> str:
    """Return a fingerprint of what was sent where: one key stands for one content and one button."""
    kept = sorted(
        (name, values) for name, values in request.POST.lists() if name not in ("csrfmiddlewaretoken", BESIDE)
    )
    return hashlib.sha256(repr((request.path, kept)).encode("utf-8", "surrogatepass")).hexdigest()
