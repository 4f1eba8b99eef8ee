"""What the two reading commands share: lines of text|unit in, one JSON object a line out."""

import dataclasses
import json
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ..documents.reading_words import reading_words


class LinesCommand(BaseCommand):
    """A command that reads each line by `read_line(text, unit)`; values are printed as decimals in text."""

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="lines of text|unit, UTF-8; an empty unit is allowed")

    def handle(self, *args, file, **options):
        for number, line in enumerate(self.lines_of(file), 1):
            text, bar, unit = line.rpartition("|")
            if not bar:
                raise CommandError(_("Line %(n)d has no unit; write text|unit.") % {"n": number})
            self.stdout.write(json.dumps(self.answer(text, unit.strip()), ensure_ascii=False))

    def lines_of(self, file: Path) -> list[str]:
        try:
            return [line for line in file.read_text("utf-8-sig").splitlines() if line.strip()]
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(
                _("%(file)s cannot be read as UTF-8 text: %(why)s") % {"file": file, "why": error}
            ) from None

    def answer(self, text: str, unit: str) -> dict:
        read = self.read_line(text, unit)
        said = {
            key: as_text(value) for key, value in dataclasses.asdict(read).items() if key not in ("other", "suggestion")
        }
        return {"text": text, "unit": unit, **said, "asks": bool(read.asks), "message": reading_words(read, unit)}


def as_text(value):
    """Return a decimal without exponent, everything else as it is."""
    return f"{value:f}" if isinstance(value, Decimal) else value
