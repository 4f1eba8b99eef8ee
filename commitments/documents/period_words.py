"""Words of reporting periods."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

QUARTERS = {
    "1": gettext_lazy("first quarter"), "2": gettext_lazy("second quarter"), "3": gettext_lazy("third quarter"),
    "4": gettext_lazy("fourth quarter"),
}  # fmt: skip


def period_text(code: str, form: str = "") -> str:
    """Return a period code in words: third quarter; with form "full" the year before it."""
    year, _dash, part = code.partition("-")
    words = str(QUARTERS[part[1]]) if part[:1] == "Q" and part[1:] in QUARTERS else _("month %(m)s") % {"m": part}
    return _("%(part)s of %(year)s") % {"part": words, "year": year} if form == "full" else words


def periods_text(periods) -> str:
    """Return periods in words, one after the other: first quarter of 2024、second quarter of 2024."""
    return "、".join(period_text(period.code, "full") for period in periods)
