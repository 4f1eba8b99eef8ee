"""A report's outline: the part that plans the year, its sections by their numbers, its paragraphs, its sentences."""

import re
from dataclasses import dataclass

CHAPTER = re.compile(r"^\s*[一二三四五六七八九十]{1,3}、")
SECTION = re.compile(r"^\s*[(（][一二三四五六七八九十]{1,3}[)）]")
YEAR = re.compile(r"(20\d{2})年")
# How the chapters of a plan are called; what was achieved stands in another one.
PLANNING = re.compile(r"目标|任务|工作|安排|要求|重点|措施|计划")
DONE = re.compile(r"完成情况|执行情况|回顾|主要成绩|工作总结|过去")
# The goals of a year may stand before its first chapter, under a line of their own.
GOALS = re.compile(r"(?:目标|指标)[^。；;]{0,12}[：:]$")
# Words explained behind a report, which plan nothing.
GLOSSARY = re.compile(
    r"^\s*(?:附[件录注]?\s*\d*\s*[:：]?\s*)?(?:有关)?(?:名词|用语|注释)(?:解释|说明)?"
    r"|^\s*\d{1,2}[.．]\s*“[^”]+”[^。]{0,20}[:：]"
)
DASHES = re.compile(r"^[\s—–-]+")
SENTENCE_END = re.compile(r"[。！？；;]")
LONGEST_TOPIC, LONGEST_HEADING = 32, 60


@dataclass(frozen=True)
class ReportSentence:
    """A sentence at its place in the report (code points, its end sign left out); a `topic` opens its paragraph and
    names it."""

    start: int
    text: str
    topic: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class ReportParagraph:
    start: int
    text: str
    sentences: tuple[ReportSentence, ...]


@dataclass(frozen=True)
class ReportSection:
    """A section of the planning part: its number as written ("" for none), its title, its paragraphs."""

    number: str
    title: str
    paragraphs: tuple[ReportParagraph, ...]


def planned_year(text: str) -> int | None:
    """Return the year a report plans: the latest that a chapter's head names, else the latest of its first lines."""
    lines = text.splitlines()
    heads = [int(year) for line in lines if CHAPTER.match(line) and len(line) < LONGEST_HEADING
             for year in YEAR.findall(line)]  # fmt: skip
    return max(heads or [int(year) for line in lines[:8] for year in YEAR.findall(line)], default=None)


def outline(text: str, year: int) -> list[ReportSection]:
    """Return the sections of the chapters that plan the year, in order; [] where a report has none."""
    sections, number, title, rows, planning = [], "", "", [], False

    def close():
        if rows:
            sections.append(ReportSection(number, title, tuple(rows)))

    for start, line in lines_of(text):
        if is_chapter(line):
            close()
            planning = str(year) in line and bool(PLANNING.search(line)) and not DONE.search(line)
            number, title, rows = "", CHAPTER.sub("", line).strip(), []
        elif str(year) in line and len(line) < LONGEST_HEADING and GOALS.search(line.strip()):
            close()
            planning, number, title, rows = True, "", line.strip(" ：:"), []
        elif GLOSSARY.match(line):
            close()
            planning, rows = False, []
        elif planning and (found := SECTION.match(line)) and (head := heading_of(line)):
            close()
            number, title = found[0].strip(), head[found.end() :].strip(" 。")
            rows = [paragraph_at(start + len(head), line[len(head) :])] if line[len(head) :].strip() else []
        elif planning and line.strip():
            rows.append(paragraph_at(start, line))
    close()
    return sections


def achieved_part(text: str, year: int) -> str:
    """Return what a report says before its part for the year: what was achieved in the one gone by."""
    sections = outline(text, year)
    return text[: sections[0].paragraphs[0].start] if sections else ""


def lines_of(text: str) -> list[tuple[int, str]]:
    """Return (place, line) of a text's lines."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


def heading_of(line: str) -> str:
    """Return the head a line begins with: its first sentence where more follow, else all; "" for a long one."""
    end = line.find("。") + 1
    head = line[:end] if end and line[end:].strip() else line
    return head if len(head) < LONGEST_HEADING else ""


def is_chapter(line: str) -> bool:
    return bool(CHAPTER.match(line)) and len(line) < LONGEST_HEADING


def paragraph_at(start: int, line: str) -> ReportParagraph:
    """Return a line as a paragraph with its sentences."""
    return ReportParagraph(start, line, tuple(sentences_of(line, start)))


def sentences_of(text: str, offset: int = 0) -> list[ReportSentence]:
    """Return a paragraph's sentences; a short first one without a figure is its topic, where more follow."""
    found, begin = [], 0
    for end in [*(match.start() for match in SENTENCE_END.finditer(text)), len(text)]:
        part = text[begin:end]
        dashes = DASHES.match(part)
        lead, words = (dashes.end() if dashes else 0), DASHES.sub("", part).rstrip()
        if words:
            short = len(words) <= LONGEST_TOPIC and not re.search(r"\d", words)
            topic = not found and short and text[end : end + 1] == "。" and bool(text[end + 1 :].strip())
            found.append(ReportSentence(offset + begin + lead, words, topic))
        begin = end + 1
    return found
