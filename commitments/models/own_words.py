"""Sentences of the catalogue in the place's own words: where a translation says {office}, the office's word stands.

Django makes its translations of `trans_real.DjangoTranslation`; `speak_own_words` puts this one in its stead when the
app is ready, so that no sentence has to be told whose it is: not a label, not a message, not a template.
"""

import re
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils.translation import trans_real
from django.utils.translation.reloader import translation_file_changed

from ..choices import Level
from .place import Place

# Place in a translation → what stands there.
OWN_WORDS = {
    "office": lambda place: place.office,
    "leaders": lambda place: place.leaders,
    **{str(level): lambda place, level=level: place.level_named(level) for level in Level},
}
OWN_WORD = re.compile(rf"\{{({'|'.join(OWN_WORDS)})\}}")


def in_own_words(text: str) -> str:
    """Return the translated text with the place's words where it leaves room for them."""
    if "{" not in text or not OWN_WORD.search(text):
        return text
    place = place_to_name()
    return OWN_WORD.sub(lambda found: OWN_WORDS[found[1]](place), text)


def place_to_name() -> Place:
    """Return this installation's place; one without a name where no database can be asked, as before it is made."""
    try:
        return Place.objects.here()
    except DatabaseError:
        if connection.in_atomic_block:  # what is broken there is somebody's act, and stays told
            raise
        return Place().filled_in()


class OwnWordsTranslation(trans_real.DjangoTranslation):
    """A language's catalogue that says what the place says."""

    def gettext(self, message: str) -> str:
        return in_own_words(super().gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return in_own_words(super().ngettext(msgid1, msgid2, n))


def speak_own_words() -> None:
    """Let every catalogue read from now on be one in the place's own words.

    What was read while the models were made is forgotten, as a development server does when a catalogue changes.
    """
    trans_real.DjangoTranslation = OwnWordsTranslation
    translation_file_changed(None, Path("django.mo"))
