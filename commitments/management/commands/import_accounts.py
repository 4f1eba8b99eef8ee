"""Take in a list of accounts: a preview line by line, and with --apply all of it or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...clock import now, today
from ...documents.accounts_csv import read_accounts
from ...documents.leaving_words import left_words
from ...models import User
from ...workflow.accounts.bulk_import import CHANGE, CREATE, REFUSE, SAME, import_accounts, proposals
from ...workflow.todo.leaving import waits_left_by

# What an account loses its place by.
PLACE = {"department", "role", "is_active"}
OUTCOMES = {
    CREATE: gettext_lazy("created"), CHANGE: gettext_lazy("changed"),
    SAME: gettext_lazy("unchanged"), REFUSE: gettext_lazy("refused"),
}  # fmt: skip
IMPORT_ERROR_WORDS = {
    "unknown": gettext_lazy("not known"),
    "required": gettext_lazy("missing; a reporter or approver belongs to a department"),
    "not_there": gettext_lazy("does not exist on this day"),
    "repeated": gettext_lazy("stands in the list twice"),
}


class Command(BaseCommand):
    help = (
        "Preview a CSV of accounts (username,name,department,role; title, email if wanted), or write it with --apply."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="write; without it nothing is written")

    def handle(self, *args, file, apply, **options):
        try:
            rows, errors = read_accounts(file.read_bytes())
        except OSError as error:
            raise CommandError(error) from None
        for error in errors:
            words = {"line": error.line, "message": error.message}
            self.stderr.write(_("line %(line)d: %(message)s") % words)
        found = proposals(rows, today())
        left = left_behind(found)
        bound = [name for name, waits in left.items() if any(each.personal for each in waits)]
        found = import_accounts(rows, by=None, at=now()) if apply and not errors and not bound else found
        for proposal in found:
            self.stdout.write(proposal_line(proposal))
            if waits := left.get(proposal.username):
                self.stdout.write("        " + waiting_line(waits))
        refused = len(errors) + sum(proposal.outcome == REFUSE for proposal in found) + len(bound)
        if refused:
            raise CommandError(_("%(n)d lines refused; nothing was written.") % {"n": refused})
        self.stdout.write(_("Written.") if apply else _("Preview only; add --apply to write it."))
        self.stdout.write(
            _(
                "New accounts have no password and no role yet: a system administrator sets the password at "
                "/admin/ (Accounts), a security administrator grants the proposed roles there."
            )
        )


def left_behind(found: list) -> dict:
    """Return user name → what waits for an account that the list moves or takes the role of, as long as it is there."""
    moved = [each for each in found if each.outcome == CHANGE and PLACE & each.after.keys()]
    return {each.username: waits_left_by(User.objects.get(pk=each.account.pk), today()) for each in moved}


def waiting_line(left: list) -> str:
    """Return what waits for an account and for whom then; what only its author can go on with is refused."""
    if any(each.personal for each in left):
        return _("refused: it has begun corrections; move it on its page at /admin/, where somebody goes on with them")
    return _("waits for this account: %(what)s") % {"what": left_words(left)}


def proposal_line(proposal) -> str:
    """Return one line of the preview: line, user name, outcome, and what changes or why not."""
    if proposal.outcome == REFUSE:
        details = [f"{name} {IMPORT_ERROR_WORDS.get(code, code)}" for name, code in proposal.reasons]
    else:
        before, after = proposal.before, proposal.after
        details = [f"{name}: {before.get(name, '')} → {value}" for name, value in after.items()]
    words = {"line": proposal.line, "username": proposal.username, "outcome": OUTCOMES[proposal.outcome]}
    return _("line %(line)d  %(username)s  %(outcome)s") % words + "  " + "; ".join(details)
