"""The stock reasons a new installation begins with: one a line, edited by the office from then on."""

from pathlib import Path

from django.conf import settings

SHIPPED = Path(settings.BASE_DIR) / "commitments" / "data" / "stock_reasons.txt"


def shipped_reasons() -> list[str]:
    """Return the texts in their order."""
    return [line.strip() for line in SHIPPED.read_text("utf-8").splitlines() if line.strip()]
