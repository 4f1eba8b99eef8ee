"""Why something is proposed, and how sure that is, in words."""

from django.utils.translation import gettext_lazy as _

REASON_WORDS = {
    "figure": _("It promises a figure."),
    "deed": _("It names a deed whose end can be seen."),
    "intent": _("It says what is meant to be done; whether that can be checked is for you to judge."),
}
CERTAINTY_WORDS = {"high": _("quite sure"), "medium": _("fairly sure"), "low": _("unsure")}
