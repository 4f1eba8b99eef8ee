"""The leader's sheet 一张图: the overview's own figures by leader and by section, on one A4 page."""

from itertools import groupby

from django.utils import translation

from ...choices import Lamp
from ...documents import bulletin_words as words
from ...documents.one_page import leader_sheet_pdf
from ...documents.word_one_page import leader_sheet_word
from ...workflow.snapshot.place_days import place_on
from ..as_of import day_asked
from ..downloads import download
from ..shortcuts import plan_or_404
from . import lists
from .figures import Figures
from .groups import People, PeopleGroup, Who
from .standing import PlanStanding, StandingItem, standing_of

MOST_LISTED = 12


def overview_sheet(request, plan):
    """Download the sheet of the newest period, or of an earlier one by `?period=`, as of a day by `?on=`."""
    data = sheet_asked(request, plan)
    return download(leader_sheet_pdf(data), f"{data['title']}.pdf", "sheet")


def overview_sheet_word(request, plan):
    """Download the sheet as a Word file."""
    data = sheet_asked(request, plan)
    return download(leader_sheet_word(data), f"{data['title']}.docx", "sheet")


def sheet_asked(request, plan) -> dict:
    plan = plan_or_404(plan, request.user)
    with translation.override("zh-hans"):  # a document is Chinese whoever prints it
        return sheet_data(standing_of(plan, request.GET.get("period", ""), day_asked(request, plan)), request.user)


def sheet_data(standing: PlanStanding, user) -> dict:
    """Return everything the sheet prints, JSON-able; of requests only what `user` may read."""
    figures, people, plan = Figures(standing), People(standing), standing.plan
    decided = [each for each in lists.decisions_due(standing, user) if each.help_needed]
    behind = [item for item in standing.items if item.lamp == Lamp.RED]
    return {
        "title": f"{plan.title}推进情况一张图", "date": words.full_day_words(standing.on),
        "issued_on": str(standing.on), "organ": place_on(standing.on).organ,
        "period": words.period_words(standing.period.code) if standing.period else f"{plan.year}年",
        "cutoff": words.full_day_words(standing.cutoff),
        "sample": plan.commitments.filter(updates__sample=True).exists(),
        "say": words.time_and_work_words(standing.cutoff, figures.elapsed, figures.completion),
        "lamps": [lamp_change_words(each) for each in figures.lamps],
        "leaders": [group_line(group, group.who.name or "未明确分管领导") for group in people.groups("leader")],
        "sections": [group_line(group, group.who.name) for group in section_groups(standing, figures)],
        "decisions": [item_line(each.item) | {"text": each.help_needed} for each in decided[:MOST_LISTED]],
        "decisions_all": len(decided), "behind": [item_line(item) for item in behind[:MOST_LISTED]],
        "behind_all": len(behind),
        "late": [
            {"department": each.department, "count": len(each.items)} for each in lists.late_departments(standing.late)
        ],
        "late_all": len(standing.late),
    }  # fmt: skip


def lamp_change_words(each) -> dict:
    change = each.change
    moved = "" if change is None else "持平" if change == 0 else f"{'增' if change > 0 else '减'}{abs(change)}"
    return {"code": str(each.lamp), "count": each.count, "change": moved}


def section_groups(standing: PlanStanding, figures: Figures) -> list[PeopleGroup]:
    """Return a group for each section of the report, in its order."""
    shares = figures.shares
    return [
        PeopleGroup(
            Who(code, f"{number}{name or title}"), list(items), [s for s in shares if s.item.row.section_code == code]
        )
        for (code, number, title, name), items in groupby(standing.items, key=section_of)
    ]


def section_of(item: StandingItem) -> tuple:
    row = item.row
    return row.section_code, row.section_number, row.section_title, row.section_name


def group_line(group: PeopleGroup, name: str) -> dict:
    """Return a group's line: its lamps, late reports, and the mean of its measurable targets beside the plan's."""
    completion, told = group.completion, bool(group.shares)
    return {
        "name": name, "count": len(group.items), "lamps": {str(lamp): n for lamp, n in group.lamps},
        "late": group.late, "targets": completion.count,
        "attained": float(completion.attained), "expected": float(completion.expected),
        "share": words.percent_words(completion.attained) if told else "",
        "gap": words.signed_gap(completion.gap) if told else "",
    }  # fmt: skip


def item_line(item: StandingItem) -> dict:
    return {"code": item.row.code, "title": item.row.title, "department": item.row.department or "", "lamp": item.lamp}
