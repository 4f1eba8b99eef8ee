"""How many rows of workflow.todo.waiting wait for one account, as an expression on plans: it costs no query of its own.

Every page asks for it, so each state is asked for in the shortest way; a test holds it to the rows themselves.
"""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from ...choices import ContributionState, Role, UpdateState
from ...models import Commitment, Contribution, Delegation, ProgressUpdate, ReportingPeriod, User


def count_waits(user, on):
    """Return the expression for the number of a plan's rows that wait for `user` on the day `on`."""
    if user.has_role(Role.SUPERVISOR):
        return count_in_plan(waiting_for_office(user))
    if not (user.fills_in and user.department_id):
        return Value(0)
    # An approver writes where no reporter is left.
    idle = Q() if user.has_role(Role.REPORTER) else ~is_held(user, Role.REPORTER)
    led = Commitment.objects.standing().led_by(user.department_id)
    return (
        count_per_plan(unsent_reports(led, on).filter(idle), "plan")
        + count_in_plan(updates_to_move(user, on, idle))
        + count_per_plan(contributions_to_move(user, led, on).filter(idle))
    )


def count_per_plan(rows, plan: str = "commitment__plan"):
    """Return the expression for the number of `rows` whose `plan` is the outer row."""
    return number(rows.filter(**{plan: OuterRef("pk")}))


def count_in_plan(updates):
    """Return the expression for the number of `updates` of the outer plan: few of many, so they are found first, and
    their plan only then."""
    own = Commitment.objects.filter(pk=OuterRef("commitment"), plan=OuterRef(OuterRef("pk")))
    return number(updates.filter(Exists(own)))


def number(rows):
    """Return the expression for how many rows a correlated query finds."""
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def waiting_for_office(user):
    """Return what awaits review by this supervisor, and the corrections they began themselves."""
    review = Q(state=UpdateState.SUBMITTED) & ~Q(by_office=True, author=user)
    own = Q(state__in=UpdateState.unsent(), by_office=True, author=user)
    return ProgressUpdate.objects.newest_revisions().not_held().filter(review | own)


def unsent_reports(led, on):
    """Return the commitments of `led`, once for each open period whose report is not begun, not sent, or returned."""
    sent = ProgressUpdate.objects.filter(
        commitment=OuterRef("pk"), state__in=UpdateState.sent(), period=OuterRef("period_open")
    )
    asked = led.annotate(period_open=F("plan__periods")).filter(
        period_open__in=ReportingPeriod.objects.reporting(on).order_by().values("pk")
    )
    return asked.filter(~Exists(sent))


def updates_to_move(user, on, idle):
    """Return what awaits this account's signature, and the department's corrections that are not sent.

    Deputies sign in the approver's place; where no approver is left, reporters take the update back.
    """
    signing = Q(state=UpdateState.SIGNING)
    if user.has_role(Role.APPROVER):
        signing &= ~Q(author=user)
    else:
        deputy = Delegation.objects.on(on).filter(deputy=user, department=user.department_id)
        signing &= ~is_held(user, Role.APPROVER) | (Exists(deputy) & ~Q(author=user))
    corrections = Q(idle, state__in=UpdateState.unsent(), corrects__isnull=False)
    rows = ProgressUpdate.objects.newest_revisions().not_held()
    return rows.filter(signing | corrections, department=user.department_id, by_office=False)


def contributions_to_move(user, led, on):
    """Return the contributions asked of the department, and those filed for what it leads."""
    asked = Q(department=user.department_id, state__in=ContributionState.owed())
    return Contribution.objects.to_be_moved(on).filter(asked | Q(commitment__in=led, state=ContributionState.FILED))


def is_held(user, role: str):
    """Return whether somebody active holds `role` in the account's department."""
    return Exists(User.objects.filter(department=user.department_id, role=role, is_active=True))
