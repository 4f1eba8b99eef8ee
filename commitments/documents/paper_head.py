"""What bulletin and year-end pack say of themselves: head, title, number, and what was undecided then."""

from ..models import Bulletin, Place, ReportingPeriod
from ..workflow.office import bulletins
from . import bulletin_words as words
from .bulletin_conclusion import report_counts


def paper_head(paper: Bulletin, on, draft: bool) -> dict:
    """Return what stands above and below the text: masthead, organ, number, date, title, who gets it, who signs."""
    place, corrected, title = Place.objects.here(), paper.corrects, paper.title or proposed_title(paper)
    return {
        "masthead": place.year_end_masthead if paper.is_year_end else place.bulletin_masthead,
        "org": place.organ, "office": place.office,
        "issue_line": issue_line(paper), "number": paper.number, "date": words.full_day_words(on),
        "issued_on": str(on), "draft": draft, "title": title.replace("\n", ""),
        "title_rows": title.splitlines(), "sent_to": paper.sent_to, "signatory": paper.signatory,
        "copies": [paper.copied_to] if paper.copied_to else [], "own_figures": paper.kept,
        "corrects": issue_words(corrected) if corrected else "", "reason": paper.reason,
    }  # fmt: skip


def proposed_title(paper: Bulletin) -> str:
    """Return the title as the office usually has it, broken where no word is torn."""
    if paper.is_year_end:
        subject = f"{paper.period.plan.title}\n年度任务完成情况"
        return f"关于更正{subject}的通报" if paper.corrects else subject
    subject = f"{words.period_words(paper.period.code)}计划报告\n任务完成情况"
    return f"关于更正{subject}通报的通报" if paper.corrects else f"关于{subject}的通报"


def issue_line(paper: Bulletin) -> str:
    """Return 第3期, 更正第1号, or 2024年度 of a pack; the number the paper has, or would get now."""
    year = f"{paper.period.code.partition('-')[0]}年度" if paper.is_year_end else ""
    if year and not paper.is_correction:
        return year
    number = paper.issue or bulletins.next_issue_number(paper)
    return f"{year}更正第{number}号" if paper.is_correction else f"第{number}期"


def issue_words(paper: Bulletin) -> str:
    """Return how another paper names this issue: 第2期（北政督〔2024〕2号）."""
    line = issue_line(paper)
    if paper.is_year_end and not paper.is_correction:
        line = f"{line}任务完成情况"
    return f"{line}（{paper.number}）" if paper.number else line


def issue_title(paper: Bulletin) -> str:
    """Return what the issue's file is called: 2024年三季度通报第3期, or 2024年度任务完成情况."""
    line = issue_line(paper)
    return f"{line}任务完成情况" if paper.is_year_end else f"{words.period_words(paper.period.code)}通报{line}"


def undecided(period: ReportingPeriod, on, judged: dict) -> dict:
    """Return whether the period is still `open` on that day, and how many reports wait or were returned."""
    counts = report_counts(judged)
    still_open = period.closed is None or period.closed > on
    return {"open": still_open, "waiting": counts[words.WAITING_WORD], "returned": counts[words.RETURNED_WORD]}


def undecided_note(found: dict) -> str:
    """Return what the paper says of what was undecided when it was made; "" where all was decided."""
    reports = (("待审核", found["waiting"]), ("退回待重报", found["returned"]))
    left = "、".join(f"{word}{count}项" for word, count in reports if count)
    said = ["填报期尚未关闭"] if found["open"] else []
    said += [f"另有{left}，不计入本期"] if left else []
    said += [f"{found['provisional']}项尚无最终数据"] if found.get("provisional") else []
    return f"编发时{'；'.join(said)}。" if said else ""
