"""What was changed of the place, newest first."""

from ...models import HistoryEntry, Place
from ...models.acts import act_words

MOST_CHANGES = 50


def told_changes_of(place: Place) -> list[dict]:
    """Return each act on the place: when, by whom, why, and each field with what it was and is."""
    if not place.is_set_up:
        return []
    entries = HistoryEntry.objects.about(place).order_by("-at", "-pk")[:MOST_CHANGES]
    return [
        {
            "at": entry.at, "by": entry.actor_name, "what": act_words(entry.action), "note": entry.note,
            "fields": [field_told(name, entry) for name in entry.after],
        }
        for entry in entries
    ]  # fmt: skip


def field_told(name: str, entry: HistoryEntry) -> dict:
    field = Place._meta.get_field(name)
    words = dict(field.flatchoices)
    was, now = (words.get(text, text) for text in (entry.before.get(name, ""), entry.after[name]))
    return {"label": field.verbose_name, "was": was, "now": now}
