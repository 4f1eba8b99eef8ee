"""The data of a bulletin: what was known for a period, in the report's order and the published form."""

from collections import Counter
from itertools import groupby

from ..choices import DataState, Lamp, Reason
from ..models import Bulletin, Observation, ReportingPeriod
from ..rules.sentences import sentence_around
from ..workflow.office import bulletins
from ..workflow.snapshot.place_days import in_words_of_day
from . import bulletin_words as words
from .bulletin_changes import ITEM_FIELDS, corrections_of, items_of, lamp_changes
from .bulletin_conclusion import decisions_asked, missing_departments, praised_items
from .bulletin_leads import lead_texts, proposed_leads, proposed_rows
from .paper_head import issue_words, paper_head, undecided


@in_words_of_day
def bulletin_data(period: ReportingPeriod, on, paper: Bulletin | None = None, *, draft: bool = True) -> dict:
    """Return everything the bulletin prints, JSON-able; only facts approved by `on` count.

    `paper` is what the office wrote for it (number, title, paragraphs …); without one all is as proposed.
    """
    paper = paper or bulletins.draft_of(period)
    judged, last = bulletins.bulletin_verdicts(period, on), last_issue(paper)
    days = expected_days(judged)
    items = {each.pk: bulletin_item(n, each, *judged[each], days) for n, each in enumerate(judged, 1)}
    proposed = proposed_leads(period, judged, last.data if last else None)
    leads, named = lead_texts(proposed, paper.leads), {passage.code for passage in proposed["praise"]}
    data = paper_head(paper, on, draft) | {
        "period": words.period_words(period.code), "cutoff": words.full_day_words(period.ends),
        "sample": any(update.sample for _v, update in judged.values() if update),
        "leads": leads, "conclusion": leads["conclusion"].splitlines(),
        "sections": bulletin_sections(judged, items), "late": missing_departments(judged),
        "undecided": undecided(period, on, judged), "decisions": decisions_asked(judged, len(judged)),
        "praise": [row for row in praised_items(judged, len(judged)) if row["code"] not in named],
        "behind": behind_schedule(judged, items), "verification": None,
    }  # fmt: skip
    return data | {
        "changes": lamp_changes(data, last.data) if last else [], "changed_since": issue_words(last) if last else "",
        "corrections": corrections_of(data, paper.corrects.data, items_of, ITEM_FIELDS) if paper.corrects else [],
        "proposed": proposed_rows(proposed),
    }  # fmt: skip


def last_issue(paper: Bulletin) -> Bulletin | None:
    """Return the newest issue about an earlier period of the plan, as it was corrected since; None before the first."""
    issued = Bulletin.objects.issued().filter(kind=paper.kind, period__plan=paper.period.plan_id)
    issued = issued.filter(period__ends__lt=paper.period.ends)
    return issued.defer("pdf", "fonts").order_by("-period__ends", "-pk").first()


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
        "no": number, "code": commitment.code, "title": commitment.title, "text": text[begin:stop], "at": begin,
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
