"""The ledger as a worksheet: the columns that are shown, or all that staff know; as xlsx or CSV."""

import csv
import io
from collections import defaultdict

from django.utils.timezone import localdate

from ..choices import Lamp
from ..models import Verdict, bring_leaders_then, prepared
from ..rules.target import POINT_UNITS
from ..workflow.judgement.days import judge_missing
from ..workflow.snapshot import known_rows
from ..workflow.snapshot.commitments_told import commitments_told
from . import bulletin_words as words
from .worksheets import SheetFigure, harmless_text, sheet_gap, sheet_share, workbook_of

# Name → its heading and width in characters, in their order.
LEDGER_COLUMNS = {
    "code": ("编号", 9), "title": ("工作任务", 40), "target": ("目标值", 16), "lead": ("牵头单位", 14),
    "responsible": ("责任单位", 20), "leader": ("分管领导", 12), "due": ("完成时限", 12), "actual": ("实绩", 12),
    "unit": ("单位", 8), "attained": ("完成率", 10), "expected": ("应达", 10), "gap": ("序时差（百分点）", 10),
    "own": ("单位自评", 9), "lamp": ("亮灯", 8), "updated": ("填报日期", 12), "cutoff": ("数据截至", 12),
    "narrative": ("进展情况", 60), "problems": ("存在问题", 30), "next_steps": ("下一步", 30),
}  # fmt: skip
# A column of the page → those of the sheet that say the same; what a row says instead of a share is its report.
SHOWN_AS = {"progress": ("expected", "narrative"), "actual": ("actual", "unit", "narrative")}


def sheet_columns(shown: list[str]) -> list[str]:
    """Return the sheet's columns that say what the page shows behind code and title."""
    wanted = {"code", "title", *(name for each in shown for name in SHOWN_AS.get(each, (each,)))}
    return [name for name in LEDGER_COLUMNS if name in wanted]


def ledger_sheet(plan, ids: list[int], on, columns=LEDGER_COLUMNS) -> list[list]:
    """Return the values of `columns` for each commitment of `ids`, in their order; only approved facts of the day."""
    judge_missing(plan, on)
    told = commitments_told(plan, on, ids, related=("leader",))
    bring_leaders_then(told, on)
    rows = {row.pk: row for row in told}
    verdicts = {row.commitment_id: row for row in prepared.models(verdicts_told, commitments=ids, on=on)} if ids else {}
    targets = defaultdict(list)
    for target in prepared.models(known_rows.targets, commitments=ids) if ids else ():
        targets[target.commitment_id].append(target)
    lines = (
        whose_and_what(rows[pk], targets.get(pk, ()))
        | how_it_stands(verdicts[pk], targets.get(pk, ()))
        | what_was_reported(verdicts[pk].update)
        for pk in ids
    )
    return [[line[name] for name in columns] for line in lines]


def verdicts_told(*, commitments, on):
    found = Verdict.objects.filter(commitment__in=commitments, on=on).select_related("update").order_by("commitment")
    return found.defer("misses", "shares", "office_reason")


def whose_and_what(commitment, targets) -> dict:
    leader = commitment.leader_in_charge
    return {
        "code": commitment.code, "title": commitment.quote, "target": "、".join(map(words.target_words, targets)),
        "lead": commitment.lead.short_name if commitment.lead else "",
        "responsible": "、".join(department.short_name for department in commitment.responsible[1:]),
        "leader": leader.name if leader else "", "due": commitment.due,
    }  # fmt: skip


def how_it_stands(verdict, targets) -> dict:
    """Return lamps, and share, gap and figure where the lamp rests on them."""
    grey = verdict.official == Lamp.GREY
    share, gap = (None, None) if grey else (verdict.told_share, sheet_points(verdict))
    measured = not grey and verdict.actual is not None
    return {
        "actual": sheet_actual(verdict.actual) if measured else "",
        "unit": targets[0].indicator.unit if measured and targets else "",
        "attained": sheet_share(words.percent_words(share)), "gap": sheet_gap(words.signed_gap(gap)),
        "expected": "" if share is None else sheet_share(words.percent_words(verdict.expected)),
        "own": words.LAMP_WORDS.get(verdict.self_lamp, ""), "lamp": words.LAMP_WORDS[verdict.official],
    }  # fmt: skip


def sheet_points(verdict):
    """Return the gap in points; of a rate those below its target."""
    rate = verdict.short_by is not None and verdict.unit in POINT_UNITS
    return -verdict.short_by if rate else verdict.told_gap


def sheet_actual(value) -> SheetFigure:
    text = f"{value.normalize():f}"
    return SheetFigure(text, value, f"#,##0{'.' + '0' * len(text.partition('.')[2]) if '.' in text else ''}")


def what_was_reported(update) -> dict:
    if update is None:
        return dict.fromkeys(("updated", "cutoff", "narrative", "problems", "next_steps"), "")
    return {
        "updated": localdate(update.submitted_at) if update.submitted_at else "", "cutoff": update.cutoff,
        "narrative": update.narrative, "problems": update.problems, "next_steps": update.next_steps,
    }  # fmt: skip


def csv_bytes(rows: list[list], columns=LEDGER_COLUMNS) -> bytes:
    """Return the rows under their headings as CSV in UTF-8 with a byte order mark; figures as they are shown."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(LEDGER_COLUMNS[name][0] for name in columns)
    writer.writerows([str(each) if isinstance(each, SheetFigure) else harmless_text(each) for each in row]
                     for row in rows)  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(rows: list[list], title: str, columns=LEDGER_COLUMNS) -> bytes:
    """Return the rows as a workbook; every text cell is a text."""
    return workbook_of({"台账": ([LEDGER_COLUMNS[name] for name in columns], rows)}, title)
