"""The demo's accounts: titles instead of names, no passwords (the sign-in page offers them in demo mode)."""

from dataclasses import dataclass

from ..choices import Role
from ..models import Department, User
from ..models.commitment import Assignment

APPROVERS = ("JSJ", "FGJ", "SWJ")
# Where a second reporter works, who signs while the approver is away.
DEPUTIES = ("JSJ",)
# Which leader is in charge of which lead departments: invented for the demo.
LEADERS = {
    "leader-economy": ("常务副区长", ("FGJ", "CZJ", "TJJ", "GZJ", "YJJ", "JRJ", "SWF", "ZFB")),
    "leader-urban": ("分管城建副区长", ("JSJ", "FWJ", "CGJ", "GXJ", "YLJ", "SHJ", "ZGF", "HBF", "BJW")),
    "leader-trade": ("分管商贸副区长", ("SWJ", "SCJ", "KJJ", "SCW", "TCZ", "GSL", "ZSJ")),
    "leader-people": ("分管民生副区长", ("JYJ", "WJJ", "WLJ", "MZJ", "RZJ", "TYJ", "YBJ")),
    "leader-law": ("分管政法副区长", ("SFJ", "GAF", "ZFW", "XFJ", "ZZB")),
}


@dataclass
class Cast:
    """Who acts in the sample: the supervisor, and per department code its reporter and approver."""

    supervisor: User
    second: User
    reporters: dict[str, User]
    approvers: dict[str, User]


def create_cast(plan) -> Cast:
    """Create the accounts and put the leaders in charge; return who acts."""
    people = {
        "supervisor": demo_account("supervisor", "督查员", Role.SUPERVISOR, title="区政府督查室"),
        "second": demo_account("supervisor-2", "督查员（二）", Role.SUPERVISOR, title="区政府督查室"),
    }
    demo_account("sysadmin", "系统管理员", Role.SYSTEM_ADMIN)
    demo_account("secadmin", "安全管理员", Role.SECURITY_ADMIN)
    demo_account("auditor", "审计员", Role.AUDITOR)
    for username, (title, codes) in LEADERS.items():
        leader = demo_account(username, title, Role.LEADER)
        Department.objects.filter(code__in=codes).update(leader=leader)
    duties = Assignment.objects.filter(commitment__plan=plan).values("department")
    departments = Department.objects.filter(pk__in=duties)
    for department in departments.filter(code__in=DEPUTIES):
        demo_staff(department, "reporter-2", "填报员（二）", Role.REPORTER)
    return Cast(
        **people,
        reporters={d.code: demo_staff(d, "reporter", "填报员", Role.REPORTER) for d in departments},
        approvers={
            d.code: demo_staff(d, "approver", "审定人", Role.APPROVER) for d in departments if d.code in APPROVERS
        },
    )


def demo_staff(department: Department, word: str, title: str, role: str) -> User:
    username = f"{department.code.lower()}-{word}"
    return demo_account(username, f"{department.short_name}{title}", role, department=department)


def demo_account(username: str, name: str, role: str, **more) -> User:
    """Create an account that cannot sign in with a password."""
    return User.objects.create_user(username, password=None, name=name, role=role, **more)
