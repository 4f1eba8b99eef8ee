"""Print what each line of a file is read as: what the ledger understands of targets as people write them."""

from ...rules.reading.targets import read_target
from ..lines_read import LinesCommand


class Command(LinesCommand):
    help = "Read lines of text|unit and print one JSON object a line."

    def read_line(self, text, unit):
        return read_target(text, unit)
