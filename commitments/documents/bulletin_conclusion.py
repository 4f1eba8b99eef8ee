"""The bulletin's cover: three lines of conclusion, what needs a decision, praise, and what changed."""

from collections import Counter

from ..choices import Lamp, Reason
from ..rules.completion import completion_of, target_shares
from ..rules.pace import elapsed_share
from . import bulletin_words as words


def lamp_of(verdict, update) -> str:
    return verdict.official


def conclusion_lines(period, judged: dict, previous: dict) -> list[str]:
    """Return time against work, the lamps with their change, and the reporting, one line each."""
    return [time_and_work(period, judged), lamps_line(judged, previous), reporting_line(judged)]


def time_and_work(period, judged: dict) -> str:
    elapsed = elapsed_share(period.plan.starts, period.plan.ends, period.ends)
    return words.time_and_work_words(period.ends, elapsed, completion_of(target_shares(judged_rows(judged))))


def judged_rows(judged: dict):
    """Yield the commitments as rules.completion wants them."""
    for commitment, (verdict, _update) in judged.items():
        yield commitment, commitment.kind, verdict, verdict.components


def lamps_line(judged: dict, previous: dict) -> str:
    now = Counter(lamp_of(*pair) for pair in judged.values())
    counts = "、".join(f"{words.LAMP_WORDS[lamp]}{now[lamp]}项" for lamp in words.LAMP_WORDS)
    if not previous:
        return f"{len(judged)}项任务中,{counts}。"
    more = now[Lamp.RED] - Counter(lamp_of(*pair) for pair in previous.values())[Lamp.RED]
    change = "持平" if more == 0 else f"{'增加' if more > 0 else '减少'}{abs(more)}项"
    return f"{len(judged)}项任务中,{counts};滞后项比上期{change}。"


def reporting_line(judged: dict) -> str:
    """Return how the reports owed stand: the states add up to them, and the departments of the missing are counted."""
    stood = {c: report_state(*pair) for c, pair in judged.items()}
    counts = Counter(stood.values())
    said = "、".join(f"{word}{counts[word]}项" for word in words.REPORT_STATE_WORDS if counts[word])
    departments = {c.lead for c, state in stood.items() if state == words.MISSING_WORD}
    missing = f"(涉及{len(departments)}个单位)" if departments else ""
    return f"应报{len(judged)}项:{said}{missing}。"


def report_state(verdict, update) -> str:
    """Return how a commitment's report of the period stands, in the bulletin's words."""
    if update is not None:
        return "审核通过"
    if verdict.pending_review:
        return "待审核"
    return "退回" if verdict.reason == Reason.RETURNED else words.MISSING_WORD


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


def lamp_changes(judged: dict, previous: dict) -> list[dict]:
    """Return the commitments whose lamp differs from the last period's, the worst first."""
    before = {commitment.pk: lamp_of(*pair) for commitment, pair in previous.items()}
    found = []
    for commitment, pair in sorted(judged.items(), key=lamp_severity):
        was, now = before.get(commitment.pk), lamp_of(*pair)
        if was and was != now and Lamp.GREY not in (was, now):
            found.append({
                "code": commitment.code, "title": commitment.title, "from": words.LAMP_WORDS[was],
                "to": words.LAMP_WORDS[now],
            })  # fmt: skip
    return found


def lead_of(commitment) -> str:
    return commitment.lead.short_name if commitment.lead else ""


def missing_departments(judged: dict) -> list[dict]:
    """Return the leads whose report of the period is missing, with how many, the most first."""
    missing = [c for c, pair in judged.items() if report_state(*pair) == words.MISSING_WORD]
    return [{"department": name, "count": count} for name, count in Counter(map(lead_of, missing)).most_common()]
