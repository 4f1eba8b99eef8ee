"""Print what each line of a file is read as: what the ledger understands of figures as people write them."""

from ...rules.reading.written_figures import read_written_figure
from ..lines_read import LinesCommand


class Command(LinesCommand):
    help = "Read lines of text|unit and print one JSON object a line."

    def read_line(self, text, unit):
        return read_written_figure(text, unit)
