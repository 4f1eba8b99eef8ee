"""The bulletin's cover: three lines of conclusion, what needs a decision, praise, and what changed."""

from collections import Counter

from ..choices import Kind, Lamp, Measured
from ..rules.lamp import average_completion
from ..rules.pace import elapsed_share
from . import bulletin_words as words


def lamp_of(verdict, update) -> str:
    return verdict.official


def conclusion_lines(period, judged: dict, previous: dict) -> list[str]:
    """Return time against work, the lamps with their change, and the reporting, one line each."""
    return [time_and_work(period, judged), lamps_line(judged, previous), reporting_line(judged)]


def time_and_work(period, judged: dict) -> str:
    attained, expected, count = average_completion(completion_pairs(judged))
    elapsed = words.one_decimal(elapsed_share(period.plan.starts, period.plan.ends, period.ends))
    begun = f"截至{words.full_day_words(period.ends)},时间过去{elapsed}%"
    if not count:
        return f"{begun}。"
    gap = words.schedule_words(attained - expected)
    return f"{begun},{count}项可量化目标平均完成{words.one_decimal(attained)}%,{gap}。"


def completion_pairs(judged: dict) -> list:
    """Return (attained, expected) of every reported flow, stock and coverage target, a shared indicator once."""
    pairs = {}
    for commitment, (verdict, _update) in judged.items():
        if commitment.kind not in Kind.averaged():
            continue
        for target, component in zip(commitment.targets.all(), verdict.components, strict=False):
            if target.measured == Measured.OBSERVED and component.attained is not None:
                pairs.setdefault(target.indicator_id, (component.attained, component.expected))
    return list(pairs.values())


def lamps_line(judged: dict, previous: dict) -> str:
    now = Counter(lamp_of(*pair) for pair in judged.values())
    counts = "、".join(f"{words.LAMP_WORDS[lamp]}{now[lamp]}项" for lamp in words.LAMP_WORDS)
    if not previous:
        return f"{len(judged)}项任务中,{counts}。"
    more = now[Lamp.RED] - Counter(lamp_of(*pair) for pair in previous.values())[Lamp.RED]
    change = "持平" if more == 0 else f"{'增加' if more > 0 else '减少'}{abs(more)}项"
    return f"{len(judged)}项任务中,{counts};滞后项比上期{change}。"


def reporting_line(judged: dict) -> str:
    approved = sum(update is not None for _verdict, update in judged.values())
    missing = [c for c, (verdict, update) in judged.items() if update is None and verdict.reason == "not_reported"]
    departments = {c.lead for c in missing}
    line = f"应报{len(judged)}项,审核通过{approved}项"
    return f"{line};{len(departments)}个单位{len(missing)}项未报。" if missing else f"{line}。"


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
