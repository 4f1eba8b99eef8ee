"""The data of a bulletin: what was known for a period, in the report's order and the published form."""

import hashlib
import json
from collections import Counter
from itertools import groupby

from ..choices import DataState, Lamp, Reason
from ..models import Observation, Place, ReportingPeriod
from ..rules.sentences import sentence_around
from ..workflow.office import bulletins
from ..workflow.record import newest_digest
from . import bulletin_words as words
from .bulletin_conclusion import (
    conclusion_lines,
    decisions_asked,
    lamp_changes,
    missing_departments,
    praised_items,
)


def bulletin_data(period: ReportingPeriod, on, *, number: str = "", draft: bool = True) -> dict:
    """Return everything the bulletin prints, JSON-able; only facts approved by `on` count."""
    judged, place = bulletins.bulletin_verdicts(period, on), Place.objects.here()
    previous = bulletins.bulletin_verdicts(period.previous, period.ends) if period.previous else {}
    days = expected_days(judged)
    items = {each.pk: bulletin_item(n, each, *judged[each], days) for n, each in enumerate(judged, 1)}
    return {
        "masthead": place.bulletin_masthead, "org": place.organ,
        "issue_line": f"第{bulletins.next_issue_number(period)}期",
        "date": words.full_day_words(on), "number": number, "issued_on": str(on), "draft": draft,
        "title": f"关于{words.period_words(period.code)}计划报告任务完成情况的通报",
        "period": words.period_words(period.code), "cutoff": words.full_day_words(period.ends),
        "sample": any(update.sample for _v, update in judged.values() if update),
        "conclusion": conclusion_lines(period, judged, previous), "sections": bulletin_sections(judged, items),
        "late": missing_departments(judged),
        "decisions": decisions_asked(judged, len(judged)), "praise": praised_items(judged, len(judged)),
        "changes": lamp_changes(judged, previous), "behind": behind_schedule(judged, items), "verification": None,
    }  # fmt: skip


def bulletin_sections(judged: dict, items: dict) -> list[dict]:
    """Return the items under their sections and paragraphs, with each section's count of lamps."""
    found = []
    for section, rows in groupby(judged, key=lambda commitment: commitment.paragraph.section):
        rows = list(rows)
        counts = Counter(items[row.pk]["lamp"] for row in rows)
        found.append({
            "number": section.number, "title": section.title, "counts": {lamp: counts[lamp] for lamp in Lamp.values},
            "paragraphs": [
                {"lead": paragraph.lead, "items": [items[row.pk] for row in members]}
                for paragraph, members in groupby(rows, key=lambda commitment: commitment.paragraph)
            ],
        })  # fmt: skip
    return found


def expected_days(judged: dict) -> dict:
    """Return update id → the last of the days on which the data it waits for is expected."""
    updates = [update for _verdict, update in judged.values() if update]
    awaited = Observation.objects.filter(update__in=updates, state=DataState.AWAITED).exclude(expected_on=None)
    days = dict(awaited.order_by("expected_on").values_list("update", "expected_on"))
    return days | {update.pk: update.data_expected for update in updates if update.data_expected}


def bulletin_item(number: int, commitment, verdict, update, days: dict) -> dict:
    """Return one commitment in the published form; a fragment stands in its sentence, the promise marked.

    `days` are those of `expected_days`.
    """
    text = commitment.paragraph.text
    begin, stop = sentence_around(text, commitment.quote_start, commitment.quote_end)
    lamp = verdict.official
    return {
        "no": number, "code": commitment.code, "text": text[begin:stop], "at": begin,
        "mark": [commitment.quote_start - begin, commitment.quote_end - begin],
        "departments": "、".join(department.short_name for department in commitment.responsible),
        "outcome": outcome_words(commitment, verdict, update, days),
        "lamp": lamp, "status_word": words.LAMP_WORDS[lamp],
        "rate": words.percent_words(verdict.told_share), "gap": words.signed_gap(verdict.told_gap),
        "note": words.office_words(verdict) if update else "",
    }  # fmt: skip


def outcome_words(commitment, verdict, update, days: dict) -> str:
    """Return 完成情况: the narrative, and the judgement with its figures; or why there is none."""
    if update is None:
        return f"{unreported_words(verdict)}。"
    judgement = words.judgement_words(verdict, commitment.kind)
    if verdict.lamp == Lamp.GREY and verdict.reason == Reason.NOT_PUBLISHED:
        judgement = words.awaited_words(days.get(update.pk), commitment.plan.year)
    judgement = words.unsaid_clauses(judgement, update.narrative)
    narrative = update.narrative.rstrip("。;； ")
    provisional = "(预计)" if verdict.provisional else ""
    return f"{narrative}。{judgement}{provisional}。" if judgement else f"{narrative}。"


def unreported_words(verdict) -> str:
    """Return why an item has no approved report of the period; what awaits review was reported."""
    return words.PENDING_REVIEW_WORDS if verdict.pending_review else words.PENDING_WORDS.get(verdict.reason, "本期未报")


def behind_schedule(judged: dict, items: dict) -> list[dict]:
    """Return what is behind schedule, red before yellow, with problem and next step."""
    groups = []
    for lamp in Lamp.bad():
        rows = [behind_row(c, items[c.pk], *pair) for c, pair in judged.items() if items[c.pk]["lamp"] == lamp]
        if rows:
            groups.append({"lamp": lamp.value, "word": words.LAMP_WORDS[lamp], "items": rows})
    return groups


def behind_row(commitment, row: dict, verdict, update) -> dict:
    said = [f"{label}:{text}" for label, text in (("问题", update.problems), ("下一步", update.next_steps)) if text]
    said += [words.office_words(verdict)] if verdict.office else []
    targets = "、".join(words.target_words(target) for target in commitment.targets.all())
    return row | {"target": targets or "—", "word": row["status_word"], "problem_next": "\n".join(said)}


def sealed_data(data: dict) -> dict:
    """Return the data with its verification line: its own SHA-256 and the head of the history's chain."""
    return data | {"verification": {"hash": data_digest(data), "chain": newest_digest()}}


def data_digest(data: dict) -> str:
    """Return the SHA-256 of the data in canonical JSON, in hex."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
