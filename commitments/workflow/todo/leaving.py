"""An account that leaves: what waits for it, and for whom it will wait then."""

from dataclasses import dataclass

from ...choices import PlanState, Role
from ...models import Plan, User
from .waiting import Wait, deputies_on, open_waits


@dataclass(frozen=True)
class LeftWait:
    """One thing that waits for an account, and who can do it once the account is gone; nobody where `heirs` is empty.

    `personal` is what only its author can go on with: it is handed on by name.
    """

    wait: Wait
    heirs: tuple

    @property
    def personal(self) -> bool:
        return self.wait.only is not None


def waits_left_by(user: User, on) -> list[LeftWait]:
    """Return what waits for `user` on the day in all open plans, each with its heirs; a few queries for each plan."""
    if not user.is_active or not user.has_role(*Role.of_department(), Role.SUPERVISOR):
        return []
    deputies, found = deputies_on(on), []
    people = list(User.objects.filter(is_active=True).exclude(pk=user.pk).order_by("username"))
    for plan in Plan.objects.filter(state=PlanState.OPEN):
        mine = [wait for wait in open_waits(plan, on) if wait.waits_for(user, deputies)]
        then = {wait_identity(wait): wait for wait in open_waits(plan, on, without=user)} if mine else {}
        for wait in mine:
            heirs = [each for each in people if then[wait_identity(wait)].waits_for(each, deputies)]
            found.append(LeftWait(wait, tuple(heirs)))
    return found


def left_by_each(accounts, on) -> dict[str, list[LeftWait]]:
    """Return user name → what waits for an account as it stands in the database, of those for whom something does."""
    stored = User.objects.filter(pk__in=[account.pk for account in accounts]).exclude(role="")
    found = {user.username: waits_left_by(user, on) for user in stored}
    return {name: left for name, left in found.items() if left}


def wait_identity(wait: Wait) -> tuple:
    """Return what a wait is about, whoever has it."""
    return wait.kind, wait.commitment.pk, wait.period.pk, wait.subject.pk if wait.subject else 0
