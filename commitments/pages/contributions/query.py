"""What others ask of the department, what it asked of others, and what it may ask: a fixed number of queries."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from ...choices import ContributionState
from ...models import Contribution, Department, ProgressUpdate
from ...rules.contribution_moves import latest_due
from ...workflow.reports import contributions, drafts, evidence
from ...workflow.reports.contribution_returns import contribution_returns
from ...workflow.reports.plausibility import flags_of_figures, largest_planned_by_commitment
from ..period_asked import among_open
from ..returns_shown import returns_shown_of
from .forms import AskForm

STATE_ORDER = (
    ContributionState.RETURNED,
    ContributionState.ASKED,
    ContributionState.FILED,
    ContributionState.TAKEN,
    ContributionState.CANCELLED,
)


@dataclass
class ContributionRow:
    """One contribution as the account sees it; `form` where it may be written, `kept` what was typed and not stored.

    `blocked` when the lead's report is on its way and can take nothing over or in. `returned` is what came back of one
    that was filed again.
    """

    contribution: Contribution
    moves: frozenset
    readable: bool
    wanted: list = field(default_factory=list)
    blocked: bool = False
    form: object = None
    reason: object = None
    refused: bool = False
    flags: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    returned: list = field(default_factory=list)

    @property
    def writable(self) -> bool:
        return "file" in self.moves


class DepartmentContributions:
    """The department's contributions in the periods that are still open; it asks for more in the one of `code`, ""
    for the newest."""

    def __init__(self, plan, user, today: datetime.date, code: str = ""):
        self.plan, self.user, self.today, self.department = plan, user, today, user.represents
        self.open_periods = list(plan.periods.reporting(today))
        self.period = among_open(self.open_periods, code)

    @property
    def rows(self):
        return Contribution.objects.filter(commitment__plan=self.plan, period__closed=None)

    @cached_property
    def owed(self) -> list[ContributionRow]:
        """The contributions asked of the department; what it still owes first, by due day."""
        found = list(self.rows.wanted().filter(department=self.department).with_people())
        evidence.load_contribution_files(found, self.user)
        wanted = contributions.figures_wanted([contribution.commitment for contribution in found])
        rows = [self.row(contribution) for contribution in sorted(found, key=contribution_place)]
        for row in rows:
            row.wanted = wanted[row.contribution.commitment_id]
        return told_returns(self.asking_about(rows))

    @cached_property
    def asked(self) -> list[ContributionRow]:
        """The contributions the department asked for as the lead; what is filed first."""
        found = self.rows.asked_for(self.department).with_people()
        rows = [
            self.row(contribution)
            for contribution in sorted(
                found, key=lambda each: (each.state != ContributionState.FILED, contribution_place(each))
            )
        ]
        for row in rows:
            report = (row.contribution.commitment_id, row.contribution.period_id)
            row.blocked = row.contribution.period in self.open_periods and report not in self.writable
        return told_returns(self.asking_about(rows))

    def asking_about(self, rows: list[ContributionRow]) -> list[ContributionRow]:
        """Give the rows the account may read what stands out in their figures.

        A contribution may be a share of the whole, so nothing is asked of its course, only whether it dwarfs the
        target.
        """
        planned = largest_planned_by_commitment([row.contribution.commitment_id for row in rows]) if rows else {}
        for row in rows:
            figures = row.contribution.figures.all() if row.readable else ()
            row.flags = flags_of_figures(figures, [], planned.get(row.contribution.commitment_id, {}))
        return rows

    def row(self, contribution) -> ContributionRow:
        return ContributionRow(contribution, contribution.moves_for(self.user), contribution.shows_text_to(self.user))

    @cached_property
    def led(self) -> list:
        """The commitments the department leads, in report order; none without an open period."""
        led = self.plan.commitments.standing().led_by(self.department).with_people().in_report_order().distinct()
        return list(led) if self.open_periods else []

    @cached_property
    def writable(self) -> set:
        """The (commitment, period) of their reports that can be written now, in every open period."""
        reports = ProgressUpdate.objects.filter(commitment__in=self.led, period__in=self.open_periods)
        newest = {(update.commitment_id, update.period_id): update for update in reports.order_by("revision")}
        return {
            (c.pk, period.pk) for period in self.open_periods for c in self.led
            if drafts.may_write_report(c, period, newest.get((c.pk, period.pk)), self.user)
        }  # fmt: skip

    @property
    def askable(self) -> list:
        """Those that others take part in and whose report in the period asked about can be written."""
        of_period = {commitment for commitment, period in self.writable if self.period and period == self.period.pk}
        return [each for each in self.led if each.pk in of_period and supporting_departments(each)]

    @cached_property
    def report_due(self) -> datetime.date:
        return self.period.due_for(self.department, self.today)

    @property
    def last_day(self) -> datetime.date:
        """The last day a contribution asked for today may be due."""
        return latest_due(self.report_due, self.today)


def told_returns(rows: list[ContributionRow]) -> list[ContributionRow]:
    """Give the rows that were returned and filed again what came back, as both departments read it."""
    again = [row.contribution for row in rows if row.readable and not row.contribution.is_owed]
    shown = returns_shown_of(contribution_returns(again))
    for row in rows:
        row.returned = shown.get(row.contribution.pk, [])
    return rows


def contribution_place(contribution) -> tuple:
    return STATE_ORDER.index(contribution.state), contribution.due, contribution.commitment.order


def supporting_departments(commitment) -> list:
    """Return the departments that take part beside the lead, those of equal standing first."""
    return [each for each in [*commitment.responsible, *commitment.supporting] if each != commitment.lead]


# A contribution comes a few days before the report, so that the lead can work with it.
DAYS_BEFORE_REPORT = datetime.timedelta(days=3)


@dataclass
class Asking:
    """One commitment with the departments not yet asked, and the form."""

    commitment: object
    others: list[Department]
    form: AskForm


def asked_about(found: DepartmentContributions, data, among: list) -> Asking | None:
    """Return what `data` (for, and perhaps department) asks about, or None when it is not `among` those offered."""
    commitment = next((each for each in among if each.code == data.get("for")), None)
    if commitment is None:
        return None
    asked = Contribution.objects.filter(
        commitment=commitment, period=found.period, state__in=ContributionState.unsettled()
    )
    asked = set(asked.values_list("department", flat=True))
    left = [each for each in supporting_departments(commitment) if each.pk not in asked]
    chosen = [each.pk for each in left if each.code == data.get("department")]
    initial = {
        "due": max(found.today, found.last_day - DAYS_BEFORE_REPORT),
        "departments": chosen or [each.pk for each in left[:1]],
    }
    return Asking(commitment, left, AskForm(left, initial=initial))


def asking_error_words(fields: dict[str, str], found: DepartmentContributions) -> dict[str, str]:
    """Return field → words of what stands against asking."""
    words = {
        ("departments", "required"): _("Choose at least one department."),
        ("departments", "not_assigned"): _("Only departments that take part in the commitment can be asked."),
        ("departments", "already_asked"): _("This department was already asked for its part."),
        ("wanted", "required"): _("Write what you need: which text, which figures."),
        ("due", "past"): _("The day has passed already."),
        ("due", "too_late"): _("The part must come by %(day)s, before your report is due.") % {"day": found.last_day},
    }
    return {field: words[field, code] for field, code in fields.items()}
