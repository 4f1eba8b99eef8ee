"""When what was typed cannot be stored: what stands instead, what was typed, and whether a form was used before."""

import hashlib

from ...models import ProgressUpdate
from ...workflow.reporting import TEXTS


def digest(request) -> str:
    """Return a fingerprint of what was sent where: one key stands for one content and one button."""
    kept = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return hashlib.sha256(repr((request.path, kept)).encode("utf-8", "surrogatepass")).hexdigest()


def stored_now(item) -> list[tuple[str, str]]:
    """Return (label, text) of the figures and texts of the item's newest revision."""
    if item.update is None:
        return []
    rows = [(row.indicator.name, row.as_typed or row.value) for row in item.update.observations.all()]
    return filled([*rows, *((label(name), getattr(item.update, name)) for name in TEXTS)])


def typed(item, data) -> list[tuple[str, str]]:
    """Return (label, text) of the figures and texts in `data`."""
    rows = [(indicator.name, data.get(f"figure_{indicator.pk}")) for indicator in item.entered]
    return filled([*rows, *((label(name), data.get(name)) for name in TEXTS)])


def filled(rows: list) -> list:
    return [(name, text) for name, text in rows if text not in (None, "")]


def label(name: str) -> str:
    return ProgressUpdate._meta.get_field(name).verbose_name
