"""Say whether a PDF or an archive package is an issue of this house, and whether it is as it was issued."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...documents.paper_head import issue_words
from ...documents.verification import CHANGED, MOST_BYTES, SAME, SAVED_ANEW, verify_file


class Command(BaseCommand):
    help = "Compare a file with what was issued; ends with an error unless it is an issue, unchanged."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a PDF, or an archive package")

    def handle(self, *args, file, **options):
        try:
            content = file.read_bytes()[: MOST_BYTES + 1]
        except OSError as error:
            raise CommandError(_("Cannot read %(file)s: %(why)s") % {"file": file, "why": error.strerror}) from None
        answer = verify_file(content)
        if answer.kind != SAME:
            raise CommandError("\n".join(self.words(answer)))
        self.stdout.write(_("%(issue)s: unchanged") % {"issue": issue_words(answer.bulletin)})

    def words(self, answer):
        """Yield what is not right, the differences last."""
        if answer.kind == SAVED_ANEW:
            yield _("The text is that of %(issue)s, but not the file.") % {"issue": issue_words(answer.bulletin)}
        elif answer.kind == CHANGED:
            yield _("Changed: it goes back to %(issue)s.") % {"issue": issue_words(answer.bulletin)}
        else:
            yield _("Not issued here.")
        for each in answer.differences:
            place = {"page": each.page, "issued": each.issued or "—", "found": each.found or "—"}
            yield _("page %(page)d: “%(issued)s” was issued, “%(found)s” stands there") % place
