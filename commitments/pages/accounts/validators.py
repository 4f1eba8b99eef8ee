"""What makes a password too easy here beside Django's own list: words everybody in this place would try first."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ...models import Place

# What people put together to reach a length: keyboard runs, years, the words of offices, "password" in pinyin.
USUAL_PARTS = (
    "password", "passw0rd", "mima", "kouling", "admin", "guanliyuan", "zhengfu", "duchashi", "duchaban", "taizhang",
    "qwerty", "asdfgh", "zxcvbn", "1qaz2wsx", "qazwsx", "abcd", "abc", "iloveyou", "woaini", "welcome", "ledger",
    "commitments",
)  # fmt: skip
YEARS, RUNS = (
    re.compile(r"(19|20)\d\d"),
    re.compile(r"0123456789|123456789|12345678|1234567|123456|12345|1234|123|000+"),
)
FEWEST_LEFT = 6


class LocalWordsValidator:
    """Refuses a password that is little more than the place's name, the account's own, and what everybody adds."""

    def validate(self, password, user=None):
        place = Place.objects.here()
        own = (place.name_english, place.name, getattr(user, "username", ""), getattr(user, "name", ""))
        parts = sorted({*USUAL_PARTS, *(word.casefold() for word in own if len(word) > 1)}, key=len, reverse=True)
        left = YEARS.sub("", password.casefold())
        for part in parts:
            left = left.replace(part, "")
        if len(set(re.sub(r"[\W_]", "", RUNS.sub("", left)))) < FEWEST_LEFT:
            raise ValidationError(_("Too easy here: names, years and usual words alone. Add words of your own."))

    def get_help_text(self):
        return _("It must hold more than names, years and usual words.")
