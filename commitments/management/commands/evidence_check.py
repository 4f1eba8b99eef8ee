"""Check every piece of evidence against what was uploaded."""

import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy, ngettext

from ...models import Evidence
from ...workflow.reports.evidence_store import storage_findings

DAMAGE_WORDS = {
    "missing": gettext_lazy("missing: %(file)s, %(name)s of %(owner)s; restore it from a backup"),
    "altered": gettext_lazy("altered: %(file)s, %(name)s of %(owner)s is not what was uploaded; restore it"),
    "left": gettext_lazy("left over: %(file)s, %(name)s of %(owner)s was withdrawn; delete the file"),
    "orphaned": gettext_lazy("orphaned: %(file)s belongs to no row; delete it unless an upload is under way"),
}


class Command(BaseCommand):
    help = "Check that every stored file of evidence is there and unaltered; exit code 1 if anything is amiss."

    def handle(self, *args, **options):
        found = storage_findings()
        for each in found:
            owner = each.evidence.owner if each.evidence else ""
            self.stdout.write(
                str(DAMAGE_WORDS[each.what]) % {"file": each.stored_as, "name": each.evidence or "", "owner": owner}
            )
        checked = Evidence.objects.standing().count()
        self.stdout.write(ngettext("%(n)d file checked.", "%(n)d files checked.", checked) % {"n": checked})
        if found:
            sys.exit(1)
