"""The plan paper 任务分解表 as it is issued: every promise with target, duties, due day; by section or department."""

from datetime import date
from itertools import groupby

from ..choices import Standing
from ..models import Department, Place, Plan
from ..workflow.snapshot.place_days import in_words_of_day
from . import bulletin_words as words
from .bulletin_pdf import widened
from .bulletin_sentences import CLOSING_MARKS
from .typesetting import compile_pdf

PLAN_PAPER_TEMPLATE = "plan_paper.typ"
# What the table may be grouped by, and how the file is called then.
PLAN_ORDERS = {"section": "按章节", "department": "按单位"}
NO_LEAD = "未明确牵头单位"


def plan_paper_pdf(data: dict) -> bytes:
    """Return the paper as PDF/A-2a and PDF/UA-1, the same bytes for the same data (see plan_paper_data)."""
    return compile_pdf(PLAN_PAPER_TEMPLATE, widened(data), date.fromisoformat(data["issued_on"]))


@in_words_of_day
def plan_paper_data(plan: Plan, on, order: str = "section") -> dict:
    """Return everything the paper prints, JSON-able, in groups by `order`; a draft while the plan is one."""
    commitments = commitments_printed(plan)
    groups = by_department(commitments) if order == "department" else by_section(commitments)
    rows = iter(range(1, len(commitments) + 1))
    place = Place.objects.here()
    return {
        "title": f"{plan.title}任务分解表", "title_rows": [plan.title, f"任务分解表（{PLAN_ORDERS[order]}）"],
        "order": order, "org": place.organ, "leaders": place.leaders, "date": words.full_day_words(on),
        "issued_on": str(on), "draft": plan.is_draft, "count": len(commitments), "year": plan.year,
        "source": f"{plan.presented_to},{words.full_day_words(plan.presented_on)}",
        "groups": [
            {"name": name, "count": len(members), "rows": [plan_row(next(rows), each) for each in members]}
            for name, members in groups
        ],
    }  # fmt: skip


def commitments_printed(plan: Plan) -> list:
    """Return the plan's standing commitments in report order, with all that the paper says of them."""
    rows = plan.commitments.standing().in_report_order().with_people()
    related = ("plan", "paragraph__section", "leader")
    found = list(rows.select_related(*related).prefetch_related("targets", "milestones"))
    departments = {each.pk: each for each in Department.objects.select_related("leader")}
    for duty in (duty for each in found for duty in each.duties):
        duty.department = departments[duty.department_id]
    return found


def by_section(commitments: list) -> list[tuple[str, list]]:
    """Return (section as the report heads it, its commitments), in report order."""
    found = groupby(commitments, key=lambda each: each.paragraph.section)
    return [(f"{section.number}{section.title}", list(members)) for section, members in found]


def by_department(commitments: list) -> list[tuple[str, list]]:
    """Return (department that leads, its commitments), in official order; those nobody leads come last."""
    leads = {each.lead.pk: each.lead for each in commitments if each.lead}
    found = [
        (lead.name, [each for each in commitments if each.lead == lead])
        for lead in sorted(leads.values(), key=lambda each: each.place)
    ]
    left = [each for each in commitments if each.lead is None]
    return [*found, (NO_LEAD, left)] if left else found


def plan_row(number: int, commitment) -> dict:
    """Return one commitment as the table prints it; a duty the office has not confirmed is marked 拟."""
    standings = {duty.department_id: duty.standing for duty in commitment.duties}
    leader = commitment.leader_in_charge
    targets = [words.target_words(target) + ("(力争)" if target.stretch else "") for target in commitment.targets.all()]
    lead, *others = commitment.responsible or [None]
    return {
        "no": number, "code": commitment.code, "quote": f"{commitment.quote.rstrip(CLOSING_MARKS)}。",
        "target": targets or [str(milestone) for milestone in commitment.milestones.all()],
        "lead": department_words(lead, standings) if lead else "",
        "responsible": "、".join(department_words(each, standings) for each in others),
        "supporting": "、".join(department_words(each, standings) for each in commitment.supporting),
        "leader": leader.name if leader else "", "due": words.day_in(commitment.plan.year, commitment.due),
    }  # fmt: skip


def department_words(department, standings: dict) -> str:
    proposed = standings[department.pk] == Standing.PROPOSED
    return f"{department.short_name}(拟)" if proposed else department.short_name


def plan_paper_name(data: dict) -> str:
    """Return what the paper's file is called, without its ending."""
    return f"{data['title']}({PLAN_ORDERS[data['order']]})"
