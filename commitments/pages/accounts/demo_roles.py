"""The demo's one-click accounts, grouped by role; only where settings and database both say demo."""

from itertools import groupby

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils.translation import gettext_lazy as _

from ...choices import Role
from ...models import Installation, User

ROLE_ORDER = (
    Role.SUPERVISOR, Role.REPORTER, Role.APPROVER, Role.LEADER,
    Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR,
)  # fmt: skip
DUTIES = {
    Role.SUPERVISOR: _("opens periods, reviews, publishes"),
    Role.REPORTER: _("fills in the department's figures"),
    Role.APPROVER: _("signs off before the office sees it"),
    Role.LEADER: _("reads everything in two minutes"),
    Role.SYSTEM_ADMIN: _("keeps departments and accounts"),
    Role.SECURITY_ADMIN: _("grants roles"),
    Role.AUDITOR: _("reads the history"),
}
AT_HAND = 5


def offered() -> bool:
    """Whether this installation is a demo, by its settings and by its database."""
    return settings.DEMO and Installation.objects.is_demo()


def demo_accounts():
    """Return the accounts that may be entered without a password: those that have none."""
    held = User.objects.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX).exclude(role="")
    return held.select_related("department")


def role_groups() -> list[dict]:
    """Return role by role its label, its duty, some accounts at hand and the rest; one query."""
    people = sorted(
        demo_accounts(), key=lambda user: (ROLE_ORDER.index(user.role), department_place(user), user.username)
    )
    signing = {user.department_id for user in people if user.role == Role.APPROVER}
    found = []
    for role, members in groupby(people, key=lambda user: user.role):
        members = list(members)
        if role == Role.REPORTER:
            # First those whose department also signs off: with them the whole round can be played.
            members.sort(key=lambda user: user.department_id not in signing)
        found.append({
            "role": role, "label": Role(role).label, "duty": DUTIES[role],
            "people": members[:AT_HAND], "rest": members[AT_HAND:],
        })  # fmt: skip
    return found


def department_place(user) -> tuple:
    """Return the department's place in the district's list."""
    return user.department.place if user.department else (0, "")
