"""The departments whose sheets an account may read, with how far each is: a fixed number of queries."""

from collections import Counter
from typing import NamedTuple

from ...choices import UpdateState
from ...documents.department_sheet_pdf import departments_leading
from ...models import Assignment, Department, ProgressUpdate, ReportingPeriod

# A report that left its department, signed off where somebody signs there.
LEFT_DEPARTMENT = (UpdateState.SUBMITTED, UpdateState.APPROVED)


class SheetRow(NamedTuple):
    """A department with how many commitments it leads, and how many of their reports left it signed off."""

    department: Department
    owed: int
    settled: int

    @property
    def complete(self) -> bool:
        return self.settled == self.owed


def department_rows(period: ReportingPeriod, user) -> list[SheetRow]:
    """Return a row for each department that leads anything and whose sheet `user` may read, in official order."""
    duties = Assignment.objects.current().filter(commitment__plan=period.plan_id, commitment__withdrawn_on=None)
    leads = dict(duties.representing().order_by("pk").values_list("commitment", "department"))
    reports = ProgressUpdate.objects.visible_to(user).except_pending_corrections().filter(period=period)
    states = dict(reports.order_by("revision").values_list("commitment", "state"))
    owed = Counter(leads.values())
    settled = Counter(lead for commitment, lead in leads.items() if states.get(commitment) in LEFT_DEPARTMENT)
    return [
        SheetRow(each, owed[each.pk], settled[each.pk])
        for each in departments_leading(period.plan)
        if user.may_read_sheet_of(each)
    ]
