"""Write a plan as the data files load_plan reads."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...documents.plan_dump import dump_plan
from ..arguments import plan_named


class Command(BaseCommand):
    help = "Write a plan as plan.yaml, departments.csv, commitments.yaml (and links.yaml); nothing is overwritten."

    def add_arguments(self, parser):
        parser.add_argument("plan", help="the plan's key, as in its addresses")
        parser.add_argument("folder", type=Path)

    def handle(self, *args, plan, folder, **options):
        dump = dump_plan(plan_named(plan))
        standing = [name for name in dump.files if (folder / name).exists()]
        if standing:
            names = {"folder": folder, "names": ", ".join(standing)}
            raise CommandError(_("%(folder)s holds %(names)s already; nothing was written.") % names)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in dump.files.items():
            (folder / name).write_text(text, "utf-8")
            self.stdout.write(str(folder / name))
        for words in dump.left_out:
            self.stderr.write(_("not in the files: %(words)s") % {"words": words})
