"""The bulletin's leading paragraphs: proposed from the data passage by passage, or as the office wrote them instead."""

from dataclasses import replace

from ..choices import Kind, Lamp
from ..rules.lead_figures import Passage
from ..rules.shown import format_share_exactly
from . import bulletin_words as words
from .bulletin_conclusion import conclusion_lines, lead_of, missing_departments
from .lead_places import LAMP_PLACES, RED_PLACE, REPORT_PLACES, passages_of
from .typesetting import full_width

LEADS = ("conclusion", "praise", "behind", "requirements")
MOST_NAMED = 2


def proposed_leads(period, judged: dict, last: dict | None) -> dict[str, list[Passage]]:
    """Return name → passages: conclusion, praise, behind schedule, requirements; `last` is the last issue's data."""
    found = {
        "conclusion": conclusion_passages(period, judged, last),
        "praise": praise_passages(first_lit(judged, Lamp.DONE)),
        "behind": behind_passages(judged),
        "requirements": requirement_passages(judged),
    }
    return {name: [replace(each, text=full_width(each.text)) for each in rows] for name, rows in found.items()}


def conclusion_passages(period, judged: dict, last: dict | None) -> list[Passage]:
    """Return the conclusion's lines: time and work from the overview, lamps and reports from the ledger's rows."""
    places = ({}, "pace"), (LAMP_PLACES, "ledger"), (REPORT_PLACES, "ledger")
    lines = zip(conclusion_lines(period, judged, last), places, strict=True)
    return [passage for line, (words_placed, whole) in lines for passage in passages_of(line, words_placed, whole)]


def first_lit(judged: dict, lamp: str) -> list:
    """Return the first (commitment, verdict) with that lamp, those with a figure before those without."""
    rows = [(commitment, verdict) for commitment, (verdict, _update) in judged.items() if verdict.official == lamp]
    return sorted(rows, key=lambda row: row[1].told_share is None)[:MOST_NAMED]


def praise_passages(rows: list) -> list[Passage]:
    return ended([Passage(f"{lead_of(c)}“{c.title}”{done_words(c, verdict)}", c.code) for c, verdict in rows])


def done_words(commitment, verdict) -> str:
    if commitment.kind in (Kind.MILESTONE, Kind.QUALITATIVE) or verdict.attained is None:
        return "已完成"
    return f"完成率{format_share_exactly(verdict.attained)}"


def behind_passages(judged: dict) -> list[Passage]:
    red = [verdict for verdict, _update in judged.values() if verdict.official == Lamp.RED]
    rows = [Passage(f"“{c.title}”（{lead_of(c)}）{slow_words(c, v)}", c.code) for c, v in first_lit(judged, Lamp.RED)]
    if not rows:
        return []
    among = "，分别是" if len(red) == len(rows) else "，其中"
    return [Passage(f"滞后{len(red)}项{among}", place=RED_PLACE), *ended(rows)]


def slow_words(commitment, verdict) -> str:
    said = words.judgement_words(verdict, commitment.kind)
    return said.rpartition(",")[2] if said else "未按节点推进"


def requirement_passages(judged: dict) -> list[Passage]:
    late = missing_departments(judged)
    asked = [Passage(f"请{len(late)}个未报单位立即补报", place="late")] if late else []
    if any(verdict.official in Lamp.bad() for verdict, _update in judged.values()):
        asked.append(Passage("请慢序时任务的责任单位逐项制定追赶措施，落实到人、明确时限，下期通报进展"))
    return ended(asked or [Passage("请各责任单位按序时继续推进")])


def ended(passages: list[Passage]) -> list[Passage]:
    """Return the passages with a semicolon behind each and a full stop behind the last."""
    marks = ["；"] * (len(passages) - 1) + ["。"]
    return [replace(each, text=each.text + mark) for each, mark in zip(passages, marks, strict=False)]


def proposed_rows(proposed: dict[str, list[Passage]]) -> dict[str, list]:
    """Return name → rows of (text, code, place), as the data keep them."""
    return {name: [[each.text, each.code, each.place] for each in passages] for name, passages in proposed.items()}


def lead_texts(proposed: dict[str, list[Passage]], written: dict[str, str]) -> dict[str, str]:
    """Return name → the paragraph as it is printed: what the office wrote, else what is proposed."""
    return {name: written.get(name, "".join(each.text for each in rows)).strip() for name, rows in proposed.items()}
