"""Say whose ledger an empty installation is: from a file, or by name."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from ...clock import now
from ...documents.marked_yaml import DataFileProblem
from ...documents.place_file import PLACE_KEYS, checked_place, read_place
from ...workflow.office.place_setting import OtherPlace, set_up_place


class Command(BaseCommand):
    help = "Set up the place whose ledger this is: manage.py set_up place.yaml, or --name 北仑区 --name-english Beilun"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?")
        for key in PLACE_KEYS:
            parser.add_argument(f"--{key.replace('_', '-')}")

    @transaction.atomic
    def handle(self, *args, file, **options):
        given = {key: options[key] for key in PLACE_KEYS if options[key] is not None}
        if bool(file) == bool(given):
            raise CommandError(_("Name either a file or --name with what else is known."))
        try:
            place = read_place(file) if file else checked_place(given)
            new = set_up_place(place, at=now())
        except (DataFileProblem, OtherPlace) as problem:
            raise CommandError(str(problem)) from None
        words = _("Set up: %(name)s") if new else _("Set up before, unchanged: %(name)s")
        self.stdout.write(words % {"name": place.name})
