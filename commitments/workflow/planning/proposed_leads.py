"""Who probably leads a draft's promise: from what departments led before, and what they are there for."""

from ...choices import AssignmentRole
from ...models import Assignment, Commitment, Department, Plan
from ...rules.report.leads import LeadSense, PastDuty, ProposedLead


def lead_sense(plan: Plan) -> LeadSense:
    """Return what the installation's other plans and the departments of the draft's first day tell of leads."""
    present = {row.code: row.name for row in Department.objects.on(plan.starts)}
    heirs = heirs_of(present)
    rows = Assignment.objects.filter(role=AssignmentRole.LEAD, valid_to=None).exclude(commitment__plan=plan)
    names = ("commitment__quote", "commitment__paragraph__section__title", "department__code")
    past = [PastDuty(text, section, heirs.get(code, code)) for text, section, code in rows.values_list(*names)]
    return LeadSense(past, present)


def heirs_of(present: dict[str, str]) -> dict[str, str]:
    """Return, for departments that are no more, the code of who took over what they did."""
    following = dict(Department.objects.exclude(successor=None).values_list("code", "successor__code"))
    found = {}
    for code in following:
        heir, seen = code, set()
        while heir not in present and heir in following and heir not in seen:
            seen.add(heir)
            heir = following[heir]
        found[code] = heir
    return found


def lead_for(quote: str, paragraph, sense: LeadSense) -> ProposedLead | None:
    """Return the lead proposed for words of a paragraph, or None."""
    return sense.lead_of(quote, paragraph.section.title, paragraph.text)


def propose_lead(row: Commitment, found: ProposedLead | None) -> None:
    """Give a commitment that nobody bears yet its lead, proposed until the office confirms it."""
    if found is None or row.assignments.exists():
        return
    department = Department.objects.get(code=found.department)
    Assignment.objects.create(
        commitment=row, department=department, role=AssignmentRole.LEAD, valid_from=row.plan.starts
    )
    row.__dict__.pop("duties", None)
