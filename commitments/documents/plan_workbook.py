"""A draft's commitments as a workbook that is edited and read back: a row for each target, known by the code."""

from ..choices import AssignmentRole
from ..models import Plan
from ..rules.table_tasks import KIND_CELLS
from .worksheets import workbook_of

# Heading → width in characters; read back by what the headings say (rules.table_layout).
PLAN_COLUMNS = {
    "编号": 9, "章节": 16, "工作任务": 44, "考核类型": 10, "指标": 18, "目标值": 18, "计量单位": 9,
    "完成时限": 12, "牵头单位": 14, "责任单位": 18, "配合单位": 24, "分管领导": 10, "备注": 24,
}  # fmt: skip


def plan_workbook(plan: Plan) -> bytes:
    """Return every commitment of the plan, each with a row for each of its targets, ready to print on A3."""
    rows = plan.commitments.standing().in_report_order().select_related("paragraph__section", "leader")
    rows = rows.prefetch_related("targets__indicator", "assignments__department")
    lines = [line for row in rows for line in lines_of_commitment(row)]
    return workbook_of({"任务": (list(PLAN_COLUMNS.items()), lines)}, plan.title)


def lines_of_commitment(row) -> list[list]:
    """Return a commitment's lines; who bears it and by when stands in the first."""
    targets = sorted(row.targets.all(), key=lambda target: target.pk) or [None]
    return [
        [row.code, row.paragraph.section.title, row.quote, *(kind_and_target(row, target, place == 0)),
         *(bearing(row) if place == 0 else [""] * 6)]
        for place, target in enumerate(targets)
    ]  # fmt: skip


def kind_and_target(row, target, is_first: bool) -> list[str]:
    kind = KIND_CELLS[row.kind] if is_first else ""
    return [kind, target.indicator.name, target.wording, target.indicator.unit] if target else [kind, "", "", ""]


def bearing(row) -> list:
    """Return due day, the departments by their roles, the leader in charge, the note."""
    duties = [duty for duty in sorted(row.assignments.all(), key=lambda duty: duty.pk) if duty.valid_to is None]
    roles = (AssignmentRole.LEAD, AssignmentRole.RESPONSIBLE, AssignmentRole.SUPPORTING)
    named = ["、".join(duty.department.short_name for duty in duties if duty.role == role) for role in roles]
    return [row.due, *named, row.leader.name if row.leader else "", row.note]
