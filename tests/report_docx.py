"""The real report of 2024 as its Word file would be: heads numbered by the word processor, their marks in no text."""

import re
from pathlib import Path

from tests.word_file import ListedFile, level

REPORT = Path(__file__).parent / "reports" / "wuchang-2024.txt"
MARKS = (re.compile(r"[一二三四五六七八九十]+、"), re.compile(r"[(][一二三四五六七八九十]+[)]"))
LEVELS = level(0, "chineseCountingThousand", "%1、", "nothing") + level(1, "chineseCountingThousand", "(%2)", "nothing")


def report_docx() -> bytes:
    """Return the report as a .docx whose heads are bound to the list by their styles."""
    file = ListedFile({1: LEVELS})
    for place in (0, 1):
        file.bind(f"Heading {place + 1}", 1, place)
    for line in REPORT.read_text("utf-8").splitlines():
        place = next((place for place, mark in enumerate(MARKS) if mark.match(line)), None)
        if place is None:
            file.add(line)
        else:
            file.add(MARKS[place].sub("", line, count=1), style=f"Heading {place + 1}")
    return file.saved()
