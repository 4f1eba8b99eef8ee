"""The lock of everything written into a plan's draft: editing and opening stand in one line."""

from ...choices import Role
from ...models import Plan, User
from ..refusals import Refused


def may_edit_draft(user: User, plan: Plan) -> bool:
    """Whether `user` may write into the plan: the office, while it is a draft."""
    return user.has_role(Role.SUPERVISOR) and plan.is_draft


def locked_draft(plan: Plan, by: User) -> Plan:
    """Return the draft, locked until the transaction ends. Raises Refused past the draft, and for everybody else."""
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if not may_edit_draft(by, plan):
        raise Refused("edit", plan.state)
    return plan
