"""Take in a list of accounts: a preview line by line, and with --apply all of it or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...clock import now, today
from ...documents.account_words import proposal_line
from ...documents.accounts_table import read_accounts
from ...documents.leaving_words import left_words
from ...workflow.accounts.bulk_import import REFUSE, import_accounts, proposals
from ...workflow.todo.leaving import left_by_each


class Command(BaseCommand):
    help = (
        "Preview a table of accounts, .csv (UTF-8 or GB18030), .xlsx, .xls, .et or text with tabs: 用户名, 姓名, 单位, "
        "角色, if wanted 职务, 手机, 邮箱 (or username, name, department, role, title, phone, email); --apply writes."
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
        left = left_by_each([each.account for each in found if each.loses_place], today())
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
                "New accounts cannot sign in yet: the security administrator grants their roles under Accounts "
                "(/enrolment/) and hands out their first passwords."
            )
        )


def waiting_line(left: list) -> str:
    """Return what waits for an account and for whom then; what only its author can go on with is refused."""
    if any(each.personal for each in left):
        return _("refused: it has begun corrections; move it on its page at /admin/, where somebody goes on with them")
    return _("waits for this account: %(what)s") % {"what": left_words(left)}
