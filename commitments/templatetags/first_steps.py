"""The first steps of an installation, with whose they are and where they are made."""

from typing import NamedTuple

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..choices import Role
from ..workflow.accounts import first_steps as accounts

register = template.Library()

# Step → (words, the address it is made at, the role that makes it).
STEPS = {
    "place": (_("Say whose ledger this is"), "place", Role.SYSTEM_ADMIN),
    "departments": (_("Bring the departments"), "departments", Role.SYSTEM_ADMIN),
    "proposed": (_("Propose the accounts"), "enrolment", Role.SYSTEM_ADMIN),
    "granted": (_("Grant the accounts and hand out the slips"), "enrolment", Role.SECURITY_ADMIN),
    "begun": (_("Begin the plan of the year"), "plans", Role.SUPERVISOR),
    "opened": (_("Clear the checklist and hand the plan down"), "plans", Role.SUPERVISOR),
    "period": (_("Open the first reporting period"), "plans", Role.SUPERVISOR),
}


class FirstStep(NamedTuple):
    """A step in words; `href` where the reader may go to make it, `who` makes it; `next` marks the first left."""

    words: str
    who: str
    href: str
    done: bool
    next: bool


@register.simple_tag
def first_steps(user) -> list[FirstStep]:
    """Return the steps for those who make any of them; nothing once the first period is open."""
    if not user.has_role(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.SUPERVISOR):
        return []
    done = accounts.first_steps()
    left = [step for step, is_done in done.items() if not is_done]
    return [first_step(user, step, is_done, step in left[:1]) for step, is_done in done.items()]


def first_step(user, step: str, done: bool, is_next: bool) -> FirstStep:
    words, address, role = STEPS[step]
    return FirstStep(words, Role(role).label, reverse(address) if user.has_role(role) else "", done, is_next)
