"""When what was typed cannot be stored: what stands instead and what was typed."""

from ...models import ProgressUpdate
from ...workflow.reporting import TEXTS


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
