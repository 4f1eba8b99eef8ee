"""The real plan of Wuchang, opened for reporting, and the six who act in its first quarter."""

import datetime
import io
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from commitments.choices import Role
from commitments.models import Department, Plan, User
from commitments.workflow.planning import opening
from tests.world import moment

FOLDER = Path(settings.BASE_DIR) / "commitments" / "data" / "wuchang-2024"
PASSWORD = "Wuchang-2024-ledger"
# The Finance Bureau leads exactly ten commitments, three of them with the Development and Reform Bureau.
LEAD, SUPPORTING, OTHER = "JRJ", "FGJ", "JYJ"
FILING, REVIEWING, CLOSING = (datetime.date(2024, 4, day) for day in (9, 12, 24))


class Stage:
    """The plan and its cast; everyone can sign in with PASSWORD."""

    def __init__(self):
        call_command("load_plan", FOLDER, verbosity=0, stdout=io.StringIO())
        self.plan = Plan.objects.get()
        self.lead, self.supporting = (Department.objects.get(code=code) for code in (LEAD, SUPPORTING))
        self.reporter = account("jrj-reporter", "金融局填报员", Role.REPORTER, self.lead)
        self.approver = account("jrj-approver", "金融局审定人", Role.APPROVER, self.lead)
        self.support = account("fgj-reporter", "发改局填报员", Role.REPORTER, self.supporting)
        self.supervisor = account("supervisor", "督查员", Role.SUPERVISOR)
        self.leader = account("leader", "分管副区长", Role.LEADER)
        self.outsider = account("jyj-reporter", "教育局填报员", Role.REPORTER, Department.objects.get(code=OTHER))
        opening.open_plan(self.plan, by=self.supervisor, at=moment("2024-01-08", "09:00"), although="样例")
        self.codes = list(self.plan.commitments.led_by(self.lead).in_report_order().values_list("code", flat=True))


def account(username: str, name: str, role: str, department=None) -> User:
    return User.objects.create_user(username, password=PASSWORD, name=name, role=role, department=department)
