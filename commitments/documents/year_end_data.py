"""The data of the year-end pack 年度任务完成情况: every commitment's target, outcome, class and evidence."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from ..choices import BulletinKind, YearEnd
from ..models import Bulletin, Plan, ReportingPeriod
from ..rules.completion import Completion
from ..workflow.judgement.outlook import plan_snapshot
from ..workflow.judgement.year_end import YearEndResult, year_completion, year_end_results
from ..workflow.office.bulletins import bulletin_verdicts
from ..workflow.snapshot.commitments_told import commitments_told
from ..workflow.snapshot.place_days import in_words_of_day
from ..workflow.snapshot.snapshot import Snapshot
from . import bulletin_words, year_end_grounds, year_end_words
from .bulletin_changes import corrections_of
from .bulletin_leads import lead_texts, proposed_rows
from .lead_places import CLASS_PLACES, passages_of
from .paper_head import paper_head, undecided
from .year_end_words import CLASS_WORDS

# Classes that only show where there are any: what the year's end leaves undecided.
UNDECIDED = (YearEnd.OPEN, YearEnd.OFFICE)
PRINTED_HASH_LENGTH = 12
# What a row says, by the words a correction names it with.
ROW_FIELDS = {
    "quote": "任务", "target": "目标", "changes": "推进计划调整", "departments": "责任单位", "results": "结果",
    "word": "判定", "grounds": "判定依据", "evidence": "佐证材料", "problems": "原因", "next_steps": "下一步",
}  # fmt: skip


@in_words_of_day
def year_end_data(plan: Plan, on, paper: Bulletin | None = None, *, draft: bool = True) -> dict:
    """Return everything the pack prints, JSON-able, from what was approved by the end of the day `on`.

    `paper` is what the office wrote for it (number, title, conclusion …); without one all is as proposed.
    """
    known, paper = plan_snapshot(plan, on), paper or unwritten_pack(plan)
    found = year_end_results(known)
    rows = [year_end_row(number, each) for number, each in enumerate(found, 1)]
    lines = year_end_conclusion(class_count(rows), on, year_completion(known), changed_count(rows))
    proposed = {"conclusion": [each for line in lines for each in passages_of(line, CLASS_PLACES, "classes")]}
    leads = lead_texts(proposed, paper.leads)
    data = paper_head(paper, on, draft) | {
        "period": f"{plan.year}年度", "cutoff": bulletin_words.full_day_words(min(on, plan.ends)),
        "sample": any(each.update and each.update.sample for each in found),
        "leads": leads, "conclusion": leads["conclusion"].splitlines(),
        "proposed": proposed_rows(proposed),
        "undecided": undecided_at_year_end(paper, on, rows), "classes": counted_classes(rows),
        "sections": year_end_sections(found, rows), "verification": None,
    }  # fmt: skip
    wrong = paper.corrects.data if paper.corrects else None
    return data | {"corrections": corrections_of(data, wrong, rows_of, ROW_FIELDS) if wrong else []}


def unwritten_pack(plan: Plan) -> Bulletin:
    """Return a pack nobody has written on; it is for no period of the database."""
    return Bulletin(kind=BulletinKind.YEAR_END, period=ReportingPeriod(plan=plan, code=f"{plan.year}-Q4"))


def undecided_at_year_end(paper: Bulletin, on, rows: list[dict]) -> dict:
    """Return what is undecided of the last period, and how many rows have no final data yet."""
    period, found = paper.period, {"open": False, "waiting": 0, "returned": 0}
    if period.pk:
        found = undecided(period, on, bulletin_verdicts(period, on))
    return found | {"provisional": sum(row["provisional"] for row in rows)}


def rows_of(data: dict) -> Iterator[dict]:
    """Yield a pack's rows in the report's order."""
    for section in data["sections"]:
        yield from section["rows"]


def year_end_rows(plan: Plan, on, keys: list[int]) -> list[dict]:
    """Return the rows of the commitments of these keys, numbered among themselves."""
    known = Snapshot(plan, on, commitments_told(plan, on, keys))
    return [year_end_row(number, each) for number, each in enumerate(year_end_results(known), 1)]


def year_end_row(number: int, closed: YearEndResult) -> dict:
    """Return one commitment: target as adopted, its changes, result, class with its grounds, evidence."""
    commitment, update = closed.commitment, closed.update
    return {
        "no": number, "code": commitment.code, "title": commitment.title, "quote": commitment.quote,
        "section": commitment.paragraph.section.code,
        "target": year_end_words.targets_words(closed), "changes": year_end_words.changes_words(closed),
        "departments": "、".join(department.short_name for department in commitment.responsible),
        "results": year_end_words.results_words(closed), "class": str(closed.code),
        "provisional": closed.provisional, "word": year_end_words.class_words(closed.code, closed.provisional),
        "grounds": year_end_grounds.grounds_words(closed),
        "evidence": [{"name": file.name, "hash": file.sha256[:PRINTED_HASH_LENGTH]} for file in closed.evidence],
        "problems": update.problems if update else "", "next_steps": update.next_steps if update else "",
    }  # fmt: skip


def counted_classes(rows: list[dict]) -> list[dict]:
    """Return the classes to count: the four of the rule, and those left undecided where there are any."""
    present = {each["class"] for each in rows}
    return [
        {"code": str(code), "word": word}
        for code, word in CLASS_WORDS.items()
        if code not in UNDECIDED or code in present
    ]  # fmt: skip


def year_end_sections(found: list[YearEndResult], rows: list[dict]) -> list[dict]:
    """Return the rows under their sections, with each section's [final, provisional] counts by class."""
    pairs = groupby(zip(found, rows, strict=True), key=lambda pair: pair[0].commitment.paragraph.section)
    return [section_words(section, [each for _closed, each in members]) for section, members in pairs]


def section_words(section, rows: list[dict]) -> dict:
    return {
        "code": section.code, "number": section.number, "title": section.title,
        "short": f"{section.number}{section.short_title or section.title}", "counts": class_counts(rows), "rows": rows,
    }  # fmt: skip


def class_counts(rows: list[dict]) -> dict[str, list[int]]:
    """Return class → [on final data, on provisional data]."""
    found = class_count(rows)
    return {str(code): [found[str(code), False], found[str(code), True]] for code in CLASS_WORDS}


def class_count(rows: list[dict]) -> Counter:
    """Return (class, provisional) → how many."""
    return Counter((each["class"], each["provisional"]) for each in rows)


def changed_count(rows: list[dict]) -> int:
    return sum(bool(each["changes"]) for each in rows)


def year_end_conclusion(count: Counter, on, completion: Completion, changed: int) -> list[str]:
    """Return the classes in one sentence, provisional and final apart, the average completion, and what changed.

    `count` is that of class_count, `changed` how many commitments had their trajectory changed.
    """
    whole = Counter()
    for (code, _provisional), number in count.items():
        whole[code] += number
    day = bulletin_words.full_day_words(on)
    lines = [f"截至{day},{whole.total()}项任务中,{class_list(whole, all_four=True)}。", *final_and_provisional(count)]
    if completion.count:
        lines.append(f"{bulletin_words.completion_words(completion)}。")
    if changed:
        lines.append(f"年内{changed}项任务调整了推进计划,年终仍按审议通过的目标判定。")
    return lines


def final_and_provisional(count: Counter) -> list[str]:
    """Return what rests on final data and what on provisional data; nothing while nothing is judged."""
    parts = []
    for word, kind in (("最终", False), ("预计", True)):
        rows = ((code, n) for (code, provisional), n in count.items() if provisional == kind)
        found = Counter({code: number for code, number in rows if code not in UNDECIDED})
        if found:
            parts.append(f"按{word}数据判定{found.total()}项({class_list(found)})")
    return [f"其中{';'.join(parts)}。"] if parts else []


def class_list(found: Counter, all_four: bool = False) -> str:
    named = [
        f"{word}{found[str(code)]}项"
        for code, word in CLASS_WORDS.items()
        if found[str(code)] or (all_four and code not in UNDECIDED)
    ]
    return "、".join(named)
