"""What the room of accounts shows: what waits to be granted or signed in, what was refused; a table read."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ...choices import Role, RoleOutcome
from ...clock import today
from ...documents.account_words import ACCOUNT_OUTCOMES, proposal_details, proposal_reasons
from ...documents.accounts_table import AccountRow, read_accounts
from ...documents.leaving_words import left_words
from ...models import Department, RoleDecision, User
from ...rules.separation import may_decide
from ...workflow.accounts.bulk_import import CHANGE, CREATE, REFUSE, SAME, Proposal, proposals, proposals_version
from ...workflow.accounts.enrolment import account_version
from ...workflow.refusals import Incomplete, Stale
from ...workflow.todo.leaving import left_by_each
from ..tables import PAGE_LENGTH, PagesAsked
from .forms import EnrolmentFilter

REFUSED_SHOWN = 20


def require_role(request, role: Role, words: str) -> None:
    """Let the holders of a role in, nobody else (403)."""
    if not request.user.has_role(role):
        raise PermissionDenied(words)


@dataclass(frozen=True)
class EnrolmentRow:
    """An account that waits: `token` is what a tick says of it; `barred` that the reader may not decide on it."""

    account: User
    barred: bool
    is_over: bool

    @property
    def token(self) -> str:
        return f"{self.account.pk}~{account_version(self.account)}"


class EnrolmentList:
    """The accounts whose roles are proposed, filtered and in pages; and those that wait for a first sign-in."""

    def __init__(self, data, reader: User):
        self.reader = reader
        self.proposed = User.objects.exclude(proposed_role="").filter(is_active=True)
        departments = Department.objects.filter(pk__in=self.proposed.order_by().values("department"))
        self.filter = EnrolmentFilter(data, departments)
        self.rows = self.rows_of(self.filter.kept(self.proposed))
        self.page = PagesAsked(self.rows, PAGE_LENGTH).get_page(data.get("page"))

    def rows_of(self, accounts) -> list[EnrolmentRow]:
        found = accounts.select_related("department", "proposed_by")
        found = found.order_by("department__order", "department__code", "username")
        return [EnrolmentRow(each, not may_decide(each.pk, each.proposed_by_id, self.reader.pk),
                             each.first_password_is_over(today())) for each in found]  # fmt: skip

    @cached_property
    def all(self) -> int:
        """How many proposals wait, whatever the filter."""
        return self.proposed.count()

    @cached_property
    def unused(self) -> list[EnrolmentRow]:
        """Accounts with a role and no password of their own; a demo's own accounts do without one."""
        wanted = Q(first_password_at__isnull=False)
        if not settings.DEMO:
            wanted |= Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return self.rows_of(User.objects.exclude(role="").filter(wanted, is_active=True))

    @cached_property
    def refused(self) -> list[RoleDecision]:
        """The newest refusals whose accounts nobody proposed again."""
        found = RoleDecision.objects.filter(outcome=RoleOutcome.REFUSED, account__proposed_role="", account__role="")
        return list(found.select_related("account__department", "decided_by")[:REFUSED_SHOWN])

    def meant(self, post) -> dict[int, str]:
        """Return account → version of what a form means: all of the filter, or what was ticked.

        Raises Stale where the filter holds another number of accounts than was shown, Incomplete without a tick, and
        where one says nothing.
        """
        if post.get("all"):
            if post["all"] != str(len(self.rows)):
                raise Stale(None)
            return dict(tick_of(row.token) for row in self.rows)
        return dict(tick_of(value) for value in post.getlist("a"))


def tick_of(token: str) -> tuple[int, str]:
    """Return account and version of a tick; raises Incomplete where it is none."""
    number, _sign, version = token.partition("~")
    if not (number.isascii() and number.isdecimal() and len(number) < 12):
        raise Incomplete({"accounts": "none"})
    return int(number), version


@dataclass(frozen=True)
class ReadLine:
    """A line of the preview: what the table says, what that would do, and in words why or what changes."""

    line: int
    row: AccountRow | None
    outcome: str
    outcome_words: str
    details: list[str]
    left: str = ""

    @property
    def role(self) -> str:
        return str(Role(self.row.role).label) if self.row and self.row.role else ""


class ReadAccounts:
    """A table of accounts as it was read, with what it would do; nothing is written."""

    def __init__(self, text: str):
        self.text = text
        self.rows, self.errors = read_accounts(text.encode())
        self.found = proposals(self.rows, today())
        self.left = left_by_each([each.account for each in self.found if each.loses_place], today())

    @property
    def version(self) -> str:
        return proposals_version(self.found)

    @property
    def error_words(self) -> list[str]:
        """Return what is wrong with lines that cannot be read, and with the whole table."""
        words = _("line %(line)d: %(message)s")
        return [words % vars(each) if each.line else each.message for each in self.errors]

    @cached_property
    def lines(self) -> list[ReadLine]:
        """Return the lines in their order; those that cannot be read among them."""
        rows = {row.line: row for row in self.rows}
        unread = [ReadLine(each.line, None, REFUSE, str(ACCOUNT_OUTCOMES[REFUSE]), [each.message])
                  for each in self.errors]  # fmt: skip
        return sorted([*unread, *(self.read_line(each, rows[each.line]) for each in self.found)], key=lambda r: r.line)

    def read_line(self, found: Proposal, row: AccountRow) -> ReadLine:
        left = self.left.get(found.username, [])
        if any(each.personal for each in left):
            words = _("It has begun corrections; move it on its page in the administration.")
            return ReadLine(found.line, row, REFUSE, str(ACCOUNT_OUTCOMES[REFUSE]), [words])
        details = proposal_reasons(found) or (proposal_details(found) if found.outcome == CHANGE else [])
        return ReadLine(found.line, row, found.outcome, str(ACCOUNT_OUTCOMES[found.outcome]), details, left_words(left))

    @property
    def counts(self) -> dict[str, int]:
        return {name: sum(line.outcome == name for line in self.lines) for name in (CREATE, CHANGE, SAME, REFUSE)}

    @property
    def may_be_written(self) -> bool:
        return not self.counts[REFUSE] and bool(self.counts[CREATE] or self.counts[CHANGE])
