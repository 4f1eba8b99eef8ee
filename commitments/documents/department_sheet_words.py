"""The department sheet's sentences: figures as reported, the state of a report, who stands for it and since when."""

from django.utils.timezone import localtime

from ..choices import DataState, Finality, UpdateState
from . import bulletin_words as words

UNREPORTED_WORD = "未填报"
STATE_WORDS = {
    UpdateState.DRAFT: "填写中", UpdateState.SIGNING: "待审定", UpdateState.SUBMITTED: "已报送，待审核",
    UpdateState.RETURNED: "已退回，待重报", UpdateState.APPROVED: "审核通过",
}  # fmt: skip


def state_words(update) -> str:
    return STATE_WORDS[update.state]


def moment_words(moment) -> str:
    """Return a moment as the paper writes it: 2024年10月15日 10:00; empty for none."""
    if moment is None:
        return ""
    local = localtime(moment)
    return f"{words.full_day_words(local)} {local:%H:%M}"


def signer_words(update) -> str:
    """Return who signed off, and in whose place; empty where nobody did."""
    if update.signed_by is None:
        return ""
    return f"{update.signed_by.name}(代{update.signed_for.name})" if update.signed_for else update.signed_by.name


def figure_lines(update) -> list[str]:
    """Return each figure of a report with its unit, cut-off and whether it is provisional, then the milestones."""
    rows = [figure_line(row, update.cutoff.year) for row in update.observations.all()]
    reached = [f"{each.milestone}:{words.full_day_words(each.reached)}" for each in update.milestones_reached.all()]
    awaited = [words.awaited_words(update.data_expected, update.cutoff.year)] if update.data_expected else []
    return [*rows, *reached, *awaited]


def figure_line(row, year: int) -> str:
    if row.state == DataState.AWAITED:
        return f"{row.indicator.name}:{words.awaited_words(row.expected_on, year)}"
    said = words.figure_words(row, row.indicator.unit)
    finality = "最终" if row.finality == Finality.FINAL else "预计"
    return f"{row.indicator.name}:{said}(截至{words.day_in(year, row.cutoff)},{finality})"


def answered_words(period, rows: list[dict], lamps) -> list[str]:
    """Return the sheet's text: what is reported, how it stands by the figures reported, and what asks for help."""
    day, count = words.full_day_words(period.ends), len(rows)
    if not rows:
        return [f"截至{day},我单位在{period.plan.title}中没有牵头的任务。"]
    counts = "、".join(f"{word}{lamps[lamp]}项" for lamp, word in words.LAMP_WORDS.items() if lamps[lamp])
    helped = [row["code"] for row in rows if row["help_needed"]]
    asked = f"需协调事项{len(helped)}件({'、'.join(helped)}),详见附件1。" if helped else "没有需协调的事项。"
    return [
        f"现将我单位牵头的{period.plan.title}任务{count}项截至{day}的进展情况报送如下,请予审核。",
        f"按填报数据计算:{counts};以审核结果为准。",
        asked,
    ]
