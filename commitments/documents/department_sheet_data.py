"""The data of a department sheet 报送件: all that a department reports for a period, by whom, signed off when."""

from collections import Counter

from ..choices import Lamp, UpdateState
from ..models import Commitment, Evidence, HistoryEntry, Place, ProgressUpdate, ReportingPeriod
from ..workflow.judgement import assessment
from ..workflow.snapshot.place_days import in_words_of_day
from . import bulletin_words as words
from .bulletin_sentences import CLOSING_MARKS
from .department_sheet_words import (
    UNREPORTED_WORD,
    answered_words,
    figure_lines,
    moment_words,
    signer_words,
    state_words,
)

PRINTED_HASH_LENGTH = 12
# The acts by which a report leaves its author's hands.
HANDED_ON = ("update_send_to_sign", "update_submit")


@in_words_of_day
def department_sheet_data(period: ReportingPeriod, department, on, reader=None) -> dict:
    """Return everything the sheet prints, JSON-able: of reports and files what `reader` may read, all without one.

    It is a draft until every report of it has left the department signed off.
    """
    commitments = commitments_of(period.plan, department, on)
    reports = reports_of(period, commitments, reader)
    files, sent = files_behind_reports(period, reports, reader), handed_on(reports)
    verdicts = assessment.preview_verdicts(period.plan, list(reports.values()))
    rows = [
        sheet_row(number, each, reports.get(each.pk), verdicts, files, sent)
        for number, each in enumerate(commitments, 1)
    ]
    place = Place.objects.here()
    return {
        "title": f"{words.period_words(period.code)}计划报告任务进展情况报送件", "organ": department.name,
        "sent_to": place.organ, "plan": period.plan.title, "period": words.period_words(period.code),
        "cutoff": words.full_day_words(period.ends), "date": words.full_day_words(on), "issued_on": str(on),
        "draft": not rows or any(not row["settled"] for row in rows), "rows": rows,
        "unsettled": [[row["code"], row["state"]] for row in rows if not row["settled"]],
        "sample": any(update.sample for update in reports.values()), "names_files": names_files(reader),
        "text": answered_words(period, rows, Counter(row["lamp"] or str(Lamp.GREY) for row in rows)),
    }  # fmt: skip


def commitments_of(plan, department, on) -> list[Commitment]:
    """Return what the department answers for and has to report on, in report order."""
    rows = plan.commitments.standing_on(on).led_by(department).in_report_order().with_people()
    return list(rows.select_related("plan", "paragraph__section").prefetch_related("targets").distinct())


def reports_of(period: ReportingPeriod, commitments: list[Commitment], reader) -> dict[int, ProgressUpdate]:
    """Return commitment id → the newest revision of its report that `reader` may read; no correction under way."""
    rows = ProgressUpdate.objects.visible_to(reader) if reader else ProgressUpdate.objects.all()
    rows = rows.except_pending_corrections().filter(period=period, commitment__in=commitments)
    people = ("author", "signed_by", "signed_for", "department")
    found = rows.select_related(*people).prefetch_related("observations__indicator", "milestones_reached__milestone")
    newest = {update.commitment_id: update for update in found.order_by("revision")}
    of = {each.pk: each for each in commitments}
    for update in newest.values():
        update.period, update.commitment = period, of[update.commitment_id]
    return newest


def names_files(reader) -> bool:
    """Whether the sheet names the files behind the reports; who reads no evidence learns how many there are."""
    return reader is None or reader.sees_district or reader.represents is not None


def files_behind_reports(period: ReportingPeriod, reports: dict, reader) -> dict[int, list[dict]]:
    """Return commitment id → the standing files behind its report, those of earlier revisions included."""
    rows = Evidence.objects.standing().filter(update__period=period, update__commitment__in=list(reports))
    found = {}
    for file in rows.select_related("update").order_by("pk"):
        if file.update.revision <= reports[file.update.commitment_id].revision:
            row = {"name": file.name, "hash": file.sha256[:PRINTED_HASH_LENGTH]} if names_files(reader) else {}
            found.setdefault(file.update.commitment_id, []).append(row)
    return found


def handed_on(reports: dict) -> dict[int, object]:
    """Return update id → when its author handed it on last."""
    ids = [update.pk for update in reports.values()]
    rows = HistoryEntry.objects.about_updates().filter(subject_pk__in=ids, action__in=HANDED_ON)
    return dict(rows.order_by("pk").values_list("subject_pk", "at"))


def sheet_row(number: int, commitment, update, verdicts: dict, files: dict, sent: dict) -> dict:
    """Return one commitment: what was promised, what is reported, and who stands for it."""
    quote = commitment.quote.rstrip(CLOSING_MARKS)
    row = {
        "no": number, "code": commitment.code, "title": commitment.title, "quote": f"{quote}。",
        "target": [words.target_words(target) for target in commitment.targets.all()],
        "files": files.get(commitment.pk, []),
    }  # fmt: skip
    if update is None:
        return row | unreported_row()
    verdict = verdicts[update.pk]
    return row | {
        "figures": figure_lines(update), "narrative": update.narrative, "problems": update.problems,
        "help_needed": update.help_needed, "next_steps": update.next_steps, "lamp": str(verdict.lamp),
        "own_lamp": update.self_lamp, "rate": words.percent_words(verdict.told_share),
        "gap": words.signed_gap(verdict.told_gap), "state": state_words(update), "author": update.author.name,
        "handed_on": moment_words(sent.get(update.pk)), "signer": signer_words(update),
        "signed": moment_words(update.submitted_at) if update.signed_by else "",
        "settled": update.state in (UpdateState.SUBMITTED, UpdateState.APPROVED),
    }  # fmt: skip


def unreported_row() -> dict:
    """Return what is printed of a commitment nobody reported on, or not to this reader."""
    texts = ("narrative", "problems", "help_needed", "next_steps", "lamp", "own_lamp", "rate", "gap")
    people = ("author", "handed_on", "signer", "signed")
    return dict.fromkeys((*texts, *people), "") | {"figures": [], "state": UNREPORTED_WORD, "settled": False}
