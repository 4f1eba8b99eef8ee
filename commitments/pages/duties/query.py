"""The rows of the page of duties: in bands of whoever represents them, fifty a page; and which of them were meant."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page
from django.utils.functional import cached_property

from ...choices import AssignmentRole, Standing
from ...models import Assignment, Commitment, Department, Plan
from ...workflow.planning.duties import current_duties, duties_version
from ...workflow.refusals import Stale
from ..tables import PAGE_LENGTH, PagesAsked
from .forms import DutyFilter

MOST_MEANT = 5000


@dataclass(frozen=True)
class DutyRow:
    """One commitment with who bears it; `token` is what a tick says of it."""

    commitment: Commitment
    duties: list[Assignment]

    @property
    def token(self) -> str:
        return f"{self.commitment.code}~{duties_version(self.commitment, self.duties)}"

    @cached_property
    def bearing(self) -> list[Assignment]:
        """The lead, then those of equal standing; the first represents."""
        found = [duty for duty in self.duties if duty.role != AssignmentRole.SUPPORTING]
        return sorted(found, key=lambda duty: (duty.role != AssignmentRole.LEAD, duty.pk))

    @property
    def lead(self) -> Department | None:
        return self.bearing[0].department if self.bearing else None

    @property
    def supporting(self) -> list[Assignment]:
        return [duty for duty in self.duties if duty.role == AssignmentRole.SUPPORTING]

    @property
    def is_proposed(self) -> bool:
        return any(duty.standing == Standing.PROPOSED for duty in self.duties)

    @property
    def place(self) -> tuple:
        """Where it stands: those nobody bears first, then by the official order of departments."""
        return self.lead is not None, self.lead.place if self.lead else (), self.commitment.order


@dataclass(frozen=True)
class DutyBand:
    """What one department represents of the filter: the rows of this page, and how many of all wait to be confirmed."""

    lead: Department | None
    rows: list[DutyRow]
    proposed: int
    settled: int


class DutyList:
    """The commitments a filter keeps, one page of them in bands."""

    def __init__(self, plan: Plan, data, on):
        self.plan, self.filter = plan, DutyFilter(data, plan)
        self.commitments = list(self.filter.commitments(on).select_related("leader").in_report_order())
        duties = current_duties([row.pk for row in self.commitments])
        self.rows = sorted((DutyRow(row, duties[row.pk]) for row in self.commitments), key=lambda row: row.place)
        self.page: Page = PagesAsked(self.rows, PAGE_LENGTH).get_page(data.get("page"))

    @property
    def bands(self) -> list[DutyBand]:
        groups = groupby(self.page.object_list, key=lambda row: row.lead)
        return [DutyBand(lead, list(rows), *self.counts(lead)) for lead, rows in groups]

    def counts(self, lead: Department | None) -> tuple[int, int]:
        rows = [row for row in self.rows if row.lead == lead]
        proposed = sum(row.is_proposed for row in rows)
        return proposed, len(rows) - proposed

    @property
    def proposed(self) -> int:
        return sum(row.is_proposed for row in self.rows)

    @cached_property
    def all(self) -> int:
        """How many commitments the plan has, whatever the filter."""
        return self.plan.commitments.standing().count()

    def meant(self, post) -> dict[int, str | None]:
        """Return what a form means, as DutyLock takes it: all of the filter, one band's proposed, or what was ticked.

        Raises Stale where the filter, or the band, holds another number of rows than was shown.
        """
        if post.get("all"):
            return self.seen(self.rows, post["all"])
        if post.get("band"):
            code, _sign, number = post["band"].rpartition("~")
            rows = [row for row in self.rows if row.is_proposed and row.lead and row.lead.code == code]
            return self.seen(rows, number)
        ticked = dict(value.partition("~")[::2] for value in post.getlist("c")[:MOST_MEANT] if value.isprintable())
        found = self.plan.commitments.standing().filter(code__in=ticked).values_list("pk", "code")
        return {pk: ticked[code] for pk, code in found}

    def seen(self, rows: list[DutyRow], number: str) -> dict[int, str | None]:
        if str(len(rows)) != number:
            raise Stale(self.plan)
        return {row.commitment.pk: duties_version(row.commitment, row.duties) for row in rows}
