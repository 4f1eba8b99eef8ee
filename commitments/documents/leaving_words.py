"""What waits for an account that leaves, in words of the reader's language."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def left_words(left: list, successor=None) -> str:
    """Return how many things wait for an account (workflow.todo.leaving), and for whom they wait once it is gone."""
    heirs = Counter(heirs_words(each, successor) for each in left)
    words = [
        ngettext("%(n)d thing, then for %(whom)s", "%(n)d things, then for %(whom)s", n) % {"n": n, "whom": whom}
        for whom, n in heirs.items()
    ]
    return _("; ").join(words)


def heirs_words(left, successor) -> str:
    if left.personal:
        return successor.name if successor else str(_("whoever is chosen below"))
    return _(", ").join(each.name for each in left.heirs) or str(_("nobody: appoint somebody first"))
