"""The words of reminders, for the chat group and for mail: codes and figures, polite and plain. They are Chinese
whatever the reader's language, name nobody's fault and rank nobody."""

import datetime
from dataclasses import dataclass, field
from itertools import groupby

from ..choices import Role
from ..models import Place
from ..rules.period import days_late
from ..workflow.todo.reminders import Digest
from ..workflow.todo.waiting import Wait
from .bulletin_words import period_words
from .typesetting import full_width

MOST_NAMED = 20
HEADING_NUMERALS = "一二三四五"
# The order of a digest: what is late or came back first.
REMINDER_HEADINGS = {
    "late": "逾期未报", "returned": "退回待修改", "sign": "待审定", "review": "待审核", "correction": "更正待办",
    "part": "配合材料", "soon": "待填报",
}  # fmt: skip
CLOSING_LINES = (
    "请登录系统，在“待办”中办理；已办理的请忽略。",
    "提醒每人每天至多一封，夜间和节假日不发。不需要邮件提醒的，请系统管理员删去账号中的电子邮箱。",
)
HEADING_OF_STATE = {"returned": "returned", "signing": "sign", "submitted": "review"}


@dataclass(frozen=True)
class OwedReport:
    """One commitment a department still has to see to; `reason` says why it was returned, "" otherwise."""

    code: str
    title: str
    due: datetime.date
    reason: str = ""


@dataclass(frozen=True)
class Chase:
    """What a department is reminded of in one period: not sent, waiting for its own sign-off, returned."""

    department: str
    period: str
    due: datetime.date
    unsent: list[OwedReport] = field(default_factory=list)
    signing: list[OwedReport] = field(default_factory=list)
    returned: list[OwedReport] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.unsent or self.signing or self.returned)


def month_day_words(day: datetime.date) -> str:
    return f"{day.month}月{day.day}日"


def left_words(due: datetime.date, on: datetime.date) -> str:
    """Return how far off a due day is: 已逾期3天, 今天到期, 还有5天."""
    late = days_late(due, on)
    return f"已逾期{late}天" if late else "今天到期" if due == on else f"还有{(due - on).days}天"


def chat_text(chase: Chase, on: datetime.date) -> str:
    """Return what the office pastes into the department's chat group."""
    left = left_words(chase.due, on)
    blocks = [
        (f"尚未报送{len(chase.unsent)}项（{left}）", [owed_words(owed) for owed in chase.unsent]),
        (f"已填报、待贵单位审定{len(chase.signing)}项（{left}）", [owed_words(owed) for owed in chase.signing]),
        (f"退回修改{len(chase.returned)}项", [returned_words(owed, on) for owed in chase.returned]),
    ]
    lines = [
        f"{full_width(chase.department)}：",
        f"{period_words(chase.period)}任务进展填报，{month_day_words(chase.due)}截止。"
        f"截至{month_day_words(on)}，贵单位有以下事项待办，请协助办理：",
    ]
    for number, (heading, rows) in enumerate((block for block in blocks if block[1]), 1):
        lines += [f"{HEADING_NUMERALS[number - 1]}、{heading}", *rows]
    return "\n".join([*lines, f"已报送的请忽略；填报有困难的，请与{Place.objects.here().organ}联系。谢谢！"])


def owed_words(owed: OwedReport) -> str:
    return f"{owed.code} {full_width(owed.title)}"


def returned_words(owed: OwedReport, on: datetime.date) -> str:
    reason = owed.reason.strip().rstrip("。")
    return f"{owed_words(owed)}（{month_day_words(owed.due)}前重报，{left_words(owed.due, on)}）。退回原因：{reason}。"


def digest_mail(digest: Digest) -> tuple[str, str]:
    """Return (subject, body) of a person's digest."""
    order = list(REMINDER_HEADINGS)
    rows = sorted(digest.waits, key=lambda wait: order.index(heading_of(wait, digest.day)))
    groups = [(name, list(waits)) for name, waits in groupby(rows, key=lambda wait: heading_of(wait, digest.day))]
    several = len({wait.commitment.plan_id for wait in rows}) > 1
    counts = "、".join(f"{REMINDER_HEADINGS[name]}{len(waits)}项" for name, waits in groups)
    lines = [
        f"{digest.person.name}，您好：",
        f"截至{month_day_words(digest.day)}，{Place.objects.here().ledger_name}中有以下事项等您办理。",
    ]
    for name, waits in groups:
        lines += [
            "",
            f"{REMINDER_HEADINGS[name]}{len(waits)}项",
            *(digest_line(wait, digest.day, several) for wait in waits[:MOST_NAMED]),
        ]
        lines += [f"……等共{len(waits)}项"] if len(waits) > MOST_NAMED else []
    lines += ["", *CLOSING_LINES]
    return f"【任务台账】{counts}", "\n".join(lines)


def heading_of(wait: Wait, day: datetime.date) -> str:
    """Return under which heading a digest names a row."""
    if wait.kind in ("part", "correction"):
        return wait.kind
    if wait.state in HEADING_OF_STATE:
        return HEADING_OF_STATE[wait.state]
    return "late" if wait.days_over(day) else "soon"


def digest_line(wait: Wait, day: datetime.date, several: bool) -> str:
    """Return a row of a digest; with several plans each names its own."""
    plan = f"{wait.commitment.plan.title}，" if several else ""
    when = f"{period_words(wait.period.code)}，{month_day_words(wait.due)}截止，{left_words(wait.due, day)}"
    hint = "，审定人空缺，请撤回后直接报送" if wait.state == "signing" and wait.role == Role.REPORTER else ""
    reason = f"。原因：{wait.reason.strip().rstrip('。')}" if wait.state == "returned" and wait.reason else ""
    return f"· {wait.commitment.code} {full_width(wait.commitment.title)}（{plan}{when}{hint}{reason}）"
