"""The bulletin's cover: three lines of conclusion, what needs a decision, and praise."""

from collections import Counter

from ..choices import Lamp, Reason
from ..rules.completion import completion_of, target_shares
from ..rules.pace import elapsed_share
from . import bulletin_words as words


def lamp_of(verdict, update) -> str:
    return verdict.official


def conclusion_lines(period, judged: dict, last: dict | None) -> list[str]:
    """Return time against work, the lamps with their change since the `last` issue's data, and the reporting."""
    return [time_and_work(period, judged), lamps_line(judged, last), reporting_line(judged)]


def time_and_work(period, judged: dict) -> str:
    elapsed = elapsed_share(period.plan.starts, period.plan.ends, period.ends)
    return words.time_and_work_words(period.ends, elapsed, completion_of(target_shares(judged_rows(judged))))


def judged_rows(judged: dict):
    """Yield the commitments as rules.completion wants them."""
    for commitment, (verdict, _update) in judged.items():
        yield commitment, commitment.kind, verdict, verdict.components


def lamps_line(judged: dict, last: dict | None) -> str:
    now = Counter(lamp_of(*pair) for pair in judged.values())
    counts = "、".join(f"{words.LAMP_WORDS[lamp]}{now[lamp]}项" for lamp in words.LAMP_WORDS)
    if last is None:
        return f"{len(judged)}项任务中,{counts}。"
    more = now[Lamp.RED] - sum(section["counts"][Lamp.RED] for section in last["sections"])
    change = "持平" if more == 0 else f"{'增加' if more > 0 else '减少'}{abs(more)}项"
    return f"{len(judged)}项任务中,{counts};滞后项比上期{change}。"


def report_counts(judged: dict) -> Counter:
    """Return how many reports owed stand in each state, by the bulletin's words."""
    return Counter(report_state(*pair) for pair in judged.values())


def reporting_line(judged: dict) -> str:
    """Return how the reports owed stand: the states add up to them, and the departments of the missing are counted."""
    counts = report_counts(judged)
    said = "、".join(f"{word}{counts[word]}项" for word in words.REPORT_STATE_WORDS if counts[word])
    departments = len(missing_departments(judged))
    missing = f"(涉及{departments}个单位)" if departments else ""
    return f"应报{len(judged)}项:{said}{missing}。"


def report_state(verdict, update) -> str:
    """Return how a commitment's report of the period stands, in the bulletin's words."""
    if update is not None:
        return words.APPROVED_WORD
    if verdict.pending_review:
        return words.WAITING_WORD
    return words.RETURNED_WORD if verdict.reason == Reason.RETURNED else words.MISSING_WORD


def decisions_asked(judged: dict, most: int = 5) -> list[dict]:
    """Return what departments ask to be decided, the worst lamps first."""
    asking = [(c, u) for c, (v, u) in sorted(judged.items(), key=lamp_severity) if u and u.help_needed]
    return [{"code": c.code, "text": u.help_needed, "department": lead_of(c)} for c, u in asking[:most]]


def lamp_severity(pair) -> int:
    lamp = lamp_of(*pair[1])
    return [*Lamp.worst_first(), Lamp.GREY].index(lamp)


def praised_items(judged: dict, most: int = 5) -> list[dict]:
    """Return what is done already, in report order."""
    done = [c for c, pair in judged.items() if lamp_of(*pair) == Lamp.DONE]
    return [{"code": c.code, "text": c.title, "department": lead_of(c)} for c in done[:most]]


def lead_of(commitment) -> str:
    return commitment.lead.short_name if commitment.lead else ""


def missing_departments(judged: dict) -> list[dict]:
    """Return the leads whose report of the period is missing, with how many, the most first."""
    missing = [c for c, pair in judged.items() if report_state(*pair) == words.MISSING_WORD]
    return [{"department": name, "count": count} for name, count in Counter(map(lead_of, missing)).most_common()]
