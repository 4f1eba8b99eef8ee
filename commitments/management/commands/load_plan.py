"""Load a plan's data files: everything checked first, all or nothing, never over what people edited."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from ...clock import now
from ...documents.marked_yaml import DataFileProblem
from ...documents.place_file import PLACE_FILE, read_place
from ...documents.plan_files import read_plan
from ...documents.plan_standing import check_standing
from ...documents.stock_reasons import shipped_reasons
from ...models import Commitment, Indicator, Milestone, Paragraph, Place, Target
from ...rules.place_names import other_place_named
from ...workflow.office import plan_loading, stock_reasons
from ...workflow.office.place_setting import OtherPlace, refuse_other_place, set_up_place


class Command(BaseCommand):
    help = "Load plan.yaml, departments.csv, commitments.yaml, if any links.yaml and place.yaml; may be repeated."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--add", action="store_true", help="add what an open plan lacks; without it that is listed")

        parser.add_argument("--check", action="store_true", help="say what would be done, and do nothing")

    @transaction.atomic
    def handle(self, *args, folder, add, check, **options):
        files = read_plan(folder)
        if not files.errors:
            check_standing(files)
        if files.errors:
            for error in sorted(files.errors):
                self.stderr.write(str(error))
            raise CommandError(_("%(n)d errors; nothing was loaded.") % {"n": len(files.errors)})
        self.keep_to_one_place(folder, files.departments)
        try:
            plan, report = plan_loading.load_plan_files(files, now(), add=add)
        except plan_loading.AdditionsUnasked as unasked:
            raise CommandError(self.additions(unasked)) from None
        stock_reasons.ship_reasons(shipped_reasons(), at=now())
        for name, key, kept, value in report.differences:
            words = {"name": name, "key": key, "kept": kept, "value": value}
            self.stdout.write(_("differs, kept as it is: %(name)s %(key)s: %(kept)s (file: %(value)s)") % words)
        self.summary(plan, report)
        if check:
            transaction.set_rollback(True)
            self.stdout.write(_("Checked only: nothing was stored."))

    def keep_to_one_place(self, folder, departments):
        """Set the folder's place up where none was; CommandError where the plan belongs to another one."""
        try:
            if (folder / PLACE_FILE).exists():
                set_up_place(read_place(folder / PLACE_FILE), at=now())
            kept = Place.objects.read()
            refuse_other_place(kept, other_place_named([row["name"] for row in departments], kept.name))
        except (DataFileProblem, OtherPlace) as problem:
            raise CommandError(str(problem)) from None

    def additions(self, unasked) -> str:
        """List what a plan past its draft would get; return the words that refuse it."""
        for model, name in unasked.report.named:
            self.stderr.write(_("would be added: %(kind)s %(name)s") % {"kind": model._meta.verbose_name, "name": name})
        if not unasked.plan.is_open:
            return _("The plan is closed; nothing is added to it.")
        words = _("The plan is open; nothing was added. Repeat with --add to add these %(n)d rows.")
        return words % {"n": unasked.report.created.total()}

    def summary(self, plan, report):
        """Print what the plan holds now and what this run created."""
        if not report.created:
            self.stdout.write(_("Nothing new: everything was loaded already."))
        rows = Commitment.objects.filter(plan=plan)
        counts = {
            "key": plan.key, "commitments": rows.count(),
            "paragraphs": Paragraph.objects.filter(section__plan=plan).count(),
            "targets": Target.objects.filter(commitment__plan=plan).count(),
            "indicators": Indicator.objects.filter(targets__commitment__plan=plan).distinct().count(),
            "milestones": Milestone.objects.filter(commitment__plan=plan).count(),
            "created": sum(report.created.values()),
        }  # fmt: skip
        words = _(
            "%(key)s: %(commitments)d commitments in %(paragraphs)d paragraphs, %(targets)d numeric targets of "
            "%(indicators)d indicators, %(milestones)d milestones; %(created)d rows created."
        )
        self.stdout.write(words % counts)
