"""What is wrong with a draft's commitment, in words, by the codes of its verbs."""

from django.utils.translation import gettext_lazy as _

from ...documents.plan_checks import CONTRADICTIONS

EDIT_WORDS = {
    "required": _("Fill this in."),
    "not_there": _("These words do not stand in the paragraph; a quote is word for word."),
    "other_year": _("The day lies outside the plan's year."),
    "not_in_quote": _("These words do not stand in the quote."),
    "unread": _("No figure can be read from these words; type the value."),
    "range": _("A range is at least its lower value, and its upper value is higher."),
    "twice": _("This stands in the commitment already."),
    "other_unit": _("The indicator is known with another unit or basis; take it as it is."),
    "taken": _("Other targets count from another figure of that day; change it there, or give the same one."),
    "outside": _("Cut inside the quote, so that words stand on both sides."),
    "last": _("No commitment follows in this paragraph."),
    **CONTRADICTIONS,
}


def edit_words(code: str) -> str:
    return EDIT_WORDS[code]
