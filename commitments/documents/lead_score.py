"""How well leads are proposed: each section's promises without what is known of that section's own."""

from collections.abc import Callable

from ..rules.report.candidates import ReportRead
from ..rules.report.leads import LeadSense, PastDuty


def score_leads(read: ReportRead, rows: list[dict], departments: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Return how → (hit@1, hit@3): the share of rows whose lead is the first proposed, among the first three.

    `rows` are a plan's commitments as its file has them. "sections" learns from the other sections' duties, "nothing"
    from the departments' names alone.
    """
    sections = {row["code"].split("-")[0] for row in rows}
    others = {each: LeadSense(duties_outside(rows, each), departments) for each in sections}
    nothing = LeadSense([], departments)
    return {
        "sections": hits(read, rows, lambda row: others[row["code"].split("-")[0]]),
        "nothing": hits(read, rows, lambda row: nothing),
    }


def duties_outside(rows: list[dict], section: str) -> list[PastDuty]:
    return [PastDuty(row["quote"], "", row["lead"]) for row in rows if row["code"].split("-")[0] != section]


def hits(read: ReportRead, rows: list[dict], sense: Callable) -> tuple[float, float]:
    texts = [each.text for section in read.sections for each in section.paragraphs]
    first = third = 0
    for row in rows:
        around = next((text for text in texts if row["quote"] in text), "")
        found = [each.department for each in sense(row).leads_of(row["quote"], around=around)[:3]]
        first += found[:1] == [row["lead"]]
        third += row["lead"] in found
    return first / max(1, len(rows)), third / max(1, len(rows))
