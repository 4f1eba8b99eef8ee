"""The commitment card: a commitment's words, figures, chart and evidence on one A4 page, as its page tells them."""

from django.utils import translation

from ...choices import BaselineState, DataState, Measured, UpdateState
from ...clock import today
from ...documents import bulletin_words as words
from ...documents.judgement_words import explanation_sentence
from ...documents.one_page import card_pdf
from ...documents.word_one_page import card_word
from ...models import Place
from ...rules.lamp import is_withheld
from ...rules.sentences import sentence_around
from ...workflow.judgement import assessment
from ...workflow.judgement.explanation import explained_components
from ...workflow.snapshot.place_days import in_words_of_day
from ..as_of import day_asked
from ..downloads import download
from ..shortcuts import commitment_or_404, plan_or_404
from .chart import ChartFrame, Plot
from .lines import TargetLine
from .query import bring_people
from .story import Story

# The chart's size on paper, in points.
CARD_FRAME = ChartFrame(504, 150, 52, 424, 6, 130, False)
HASH_LENGTH = 12


def commitment_card(request, plan, code):
    """Download the card as of today, or of a past day by `?on=`."""
    data = card_asked(request, plan, code)
    return download(card_pdf(data), f"{data['code']}{data['title']}任务卡.pdf", "card")


def commitment_card_word(request, plan, code):
    """Download the card as a Word file."""
    data = card_asked(request, plan, code)
    return download(card_word(data), f"{data['code']}{data['title']}任务卡.docx", "card")


def card_asked(request, plan, code) -> dict:
    plan = plan_or_404(plan, request.user)
    found, on = commitment_or_404(plan, code), day_asked(request, plan)
    bring_people(found, on)
    with translation.override("zh-hans"):  # a document is Chinese whoever prints it
        return card_data(found, request.user, on)


@in_words_of_day
def card_data(commitment, user, on) -> dict:
    """Return everything the card prints, JSON-able: approved facts alone, and of the files those `user` may read."""
    story, plan = Story(commitment, user, on, past=on < today()), commitment.plan
    verdict, section = assessment.verdicts_on(plan, on)[commitment.pk], commitment.paragraph.section
    told = [each for each in story.timeline if each.update.state == UpdateState.APPROVED]
    newest = told[0].update if told else None
    lines = story.target_lines
    chart = next((line.chart for line in lines if line.chart), None)
    return {
        "code": commitment.code, "title": commitment.title, "plan": plan.title,
        "section": f"{section.number}{section.title}", "date": words.full_day_words(on), "issued_on": str(on),
        "organ": Place.objects.here().organ,
        "sample": any(each.update.sample for each in told),
        "source": f"{plan.presented_to},{words.full_day_words(plan.presented_on)}", "quote": quote_in_three(commitment),
        "people": people_rows(commitment), "lamps": three_lamps(verdict), "told": lamp_sentences(story, verdict),
        "targets": [target_row(line, plan) for line in lines],
        "milestones": [milestone_row(*each) for each in story.milestones],
        "history": [period_row(each) for each in told], "chart": chart_geometry(chart) if chart else None,
        "said": report_texts(newest) if newest else [],
        "evidence": approved_files(told),
    }  # fmt: skip


def quote_in_three(commitment) -> list[str]:
    """Return the sentence in three parts: before the promise, the promise, after it."""
    text, start, stop = commitment.paragraph.text, commitment.quote_start, commitment.quote_end
    begin, end = sentence_around(text, start, stop)
    return [text[begin:start], text[start:stop], text[stop:end]]


def people_rows(commitment) -> list[list[str]]:
    leader, lead = commitment.leader_in_charge, commitment.lead
    rows = [
        ("牵头单位", lead.short_name if lead else "—"),
        ("责任单位", "、".join(each.short_name for each in commitment.responsible[1:])),
        ("配合单位", "、".join(each.short_name for each in commitment.supporting)),
        ("分管领导", leader.name if leader else ""), ("完成时限", words.full_day_words(commitment.due)),
    ]  # fmt: skip
    return [[label, value] for label, value in rows if value]


def three_lamps(verdict) -> list[dict]:
    """Return the three lamps side by side; "" for one that was not given."""
    return [
        {"who": "系统计算", "code": verdict.lamp, "note": ""},
        {"who": "单位自评", "code": verdict.self_lamp, "note": ""},
        {
            "who": Place.objects.here().office,
            "code": verdict.official,
            "note": verdict.office_reason if verdict.office_lamp else "",
        },
    ]


def lamp_sentences(story: Story, verdict) -> list[str]:
    """Return how the lamp came about, a sentence for each component."""
    if is_withheld(verdict):
        return [words.PENDING_WORDS[verdict.reason]]
    components = [each.explanation for each in explained_components(story.known, story.commitment)[1]]
    return [
        f"{component.label}:{explanation_sentence(component)}"
        if len(components) > 1
        else explanation_sentence(component)
        for component in components
    ]


def target_row(line: TargetLine, plan) -> dict:
    """Return one target with what it is counted from, last year's figure, and what is reached of it."""
    row, component, unit = line.target, line.component, line.target.indicator.unit
    paced = component is not None and line.is_paced
    return {
        "name": row.indicator.name, "wording": words.target_words(row) + ("(力争)" if row.stretch else ""),
        "definition": definition_text(row.indicator), "baseline": baseline_text(row),
        "last_year": words.figure_words(row.last_year, unit), "year": plan.year - 1,
        "actual": actual_text(line), "rate": words.percent_words(component.attained) if paced else "",
        "expected": words.percent_words(component.expected) if paced else "",
        "gap": words.signed_gap(component.gap) if paced else "",
    }  # fmt: skip


def definition_text(indicator) -> str:
    """Return an indicator's definition card in a line, and whether the office approved it; "" where nothing is said."""
    said = (
        ("", indicator.definition), ("来源", indicator.source), ("出数", indicator.released),
        ("部分完成", indicator.partly_rule), ("回落", indicator.falling_rule),
    )  # fmt: skip
    parts = [f"{label}：{text}" if label else text for label, text in said if text]
    if not parts:
        return ""
    return "；".join(part.rstrip("。；") for part in parts) + ("。" if indicator.is_defined else "（待核定）。")


def baseline_text(row) -> str:
    if row.baseline_state == BaselineState.WAIVED:
        return "不计基数"
    return words.figure_words(row.baseline, row.indicator.unit)


def actual_text(line: TargetLine) -> str:
    """Return what was reported last, with its cut-off."""
    row = line.observation
    if line.target.measured != Measured.OBSERVED:
        return "按节点计数" if line.target.measured == Measured.MILESTONES else "仅表明范围"
    if row is None:
        return "未填报"
    return f"{reported_figure(row, line.target.indicator.unit)}\n(截至{row.cutoff.month}月{row.cutoff.day}日)"


def reported_figure(row, unit: str) -> str:
    """Return what an observation in `unit` says."""
    if row.state == DataState.AWAITED:
        return words.awaited_words(row.expected_on, row.cutoff.year)
    return words.figure_words(row, unit)


def milestone_row(row, reached, component) -> dict:
    return {
        "what": str(row), "verb": row.get_verb_display(),
        "planned": f"{row.due_day}(原{row.planned})" if row.due_day != row.planned else str(row.planned),
        "reached": str(reached) if reached else "", "lamp": str(component.lamp),
    }  # fmt: skip


def period_row(told) -> dict:
    """Return one period of the year as it was approved, with the judgement its own data earned."""
    update, row, verdict = told.update, told.observation, told.verdict
    paced = verdict.deciding is not None and verdict.deciding.short_by is None
    return {
        "period": words.period_words(update.period.code).partition("年")[2],
        "figure": reported_figure(row, row.indicator.unit) if row else awaited_text(update),
        "cutoff": f"{update.cutoff.month}月{update.cutoff.day}日",
        "rate": words.percent_words(verdict.attained) if paced else "",
        "gap": words.signed_gap(verdict.gap) if paced else "",
        "lamp": told.office_lamp or str(verdict.lamp), "narrative": update.narrative,
    }  # fmt: skip


def awaited_text(update) -> str:
    """Return when data of a report without figures is expected; empty where it waits for none."""
    return words.awaited_words(update.data_expected, update.cutoff.year) if update.data_expected else ""


def report_texts(update) -> list[list[str]]:
    rows = (("存在问题", update.problems), ("需协调事项", update.help_needed), ("下一步", update.next_steps))
    return [[label, text] for label, text in rows if text]


def approved_files(told) -> list[dict]:
    """Return the files behind what was approved, each once."""
    files = {file.pk: file for each in told for file in each.update.files if not file.withdrawn_at}
    return [{"name": file.name, "hash": file.sha256[:HASH_LENGTH]} for file in files.values()]


def chart_geometry(chart) -> dict:
    """Return the chart's geometry in points from the top left, and what it shows in words."""
    curve, plot = chart.curve, Plot(chart.curve, CARD_FRAME)
    expected, reached = (plot.label(value) for value in (curve.expected, curve.actual[-1][1]))
    return {
        "width": CARD_FRAME.width, "height": CARD_FRAME.height, "left": CARD_FRAME.left, "right": CARD_FRAME.right,
        "bottom": CARD_FRAME.bottom,
        "grid": [[float(y), label] for y, _text_y, label in plot.grid],
        "ticks": [[float(x), f"{month}月末"] for x, month in plot.ticks],
        "plan": line_points(plot.plan), "former": line_points(plot.former), "actual": line_points(plot.actual),
        "points": [[float(x), float(y), label] for x, y, _at, _below, label in plot.points],
        "ends": [[kind, float(y), float(at), label] for kind, y, _value, at, label in plot.ends],
        "name": curve.name, "unit": curve.unit, "year": curve.starts.year - 1,
        "alt": f"{curve.name}:计划进度与实际进度。应达{expected}{curve.unit},实际{reached}{curve.unit}。",
    }  # fmt: skip


def line_points(path: str) -> list[list[float]]:
    """Return the points of a drawn line as [x, y]."""
    return [[float(each) for each in point.split(",")] for point in path.split()]
