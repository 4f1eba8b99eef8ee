"""Fill an empty database with demo accounts and sample progress."""

import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...choices import BaselineState, PlanState
from ...clock import now, today
from ...documents.sample_acts import (
    bulletin_acts,
    contribution_acts,
    correction_acts,
    read_next_year,
    read_sample,
    sample_acts,
)
from ...documents.stock_reasons import shipped_reasons
from ...models import Installation, Plan, ProgressUpdate, Target, User
from ...workflow.office import holidays, stock_reasons
from ...workflow.planning import baselines, opening
from ..cast import create_cast
from ..rehearsal import Rehearsal
from ..rehearsal_next_year import NextYear

SAMPLE_DATA = Path(settings.BASE_DIR) / "commitments" / "data"


class Command(BaseCommand):
    help = "Create demo accounts and sample progress for Q1 to Q3 2024 of every plan that has one, in a fresh database."

    def handle(self, *args, **options):
        plan = Plan.objects.at_hand(today())
        if plan is None:
            raise CommandError(_("Load a plan first: manage.py load_plan FOLDER"))
        if ProgressUpdate.objects.exists():
            self.stdout.write(_("There is progress already; no sample was written."))
            return
        if User.objects.exists():
            raise CommandError(_("This database has real accounts; the demo needs one of its own."))
        self.write_sample(plan)

    @transaction.atomic
    def write_sample(self, plan):
        Installation.objects.update_or_create(pk=1, defaults={"demo": True})
        stock_reasons.ship_reasons(shipped_reasons(), at=now())
        people = create_cast(plan)
        opened = timezone.make_aware(datetime.datetime.combine(plan.starts, datetime.time(9)))
        for year in (plan.year, plan.year + 1):
            holidays.take_in_year(year, by=people.supervisor, at=opened)
        plans = [
            plan,
            *(each for each in Plan.objects.exclude(pk=plan.pk) if (SAMPLE_DATA / each.key / "progress").is_dir()),
        ]
        for each in plans:
            self.open(each, people.supervisor, opened)
        # In the order of time across the plans: a figure of the one lights lamps of the others.
        stages = [(Rehearsal(each, people), self.acts_of(each)) for each in plans]
        sample = [(act, rehearsal) for rehearsal, told in stages for act in told]
        sample.sort(key=lambda pair: (pair[0].at, pair[0].code))
        for number, (act, rehearsal) in enumerate(sample, 1):
            rehearsal.play(act)
            if number % 100 == 0 or number == len(sample):
                self.stdout.write(_("Sample progress: %(done)d of %(all)d acts") % {"done": number, "all": len(sample)})
        if (path := SAMPLE_DATA / plan.key / "next_year.yaml").exists():
            told, at = read_next_year(path)
            NextYear(Plan.objects.get(pk=plan.pk), told, by=people.supervisor, at=at).run()
        self.stdout.write(
            _("%(accounts)d demo accounts, %(updates)d sample updates.")
            % {"accounts": User.objects.count(), "updates": ProgressUpdate.objects.count()}
        )

    def open(self, plan, supervisor, at):
        """Open the plan, and judge without a baseline what came without one."""
        if plan.state == PlanState.DRAFT:
            opening.open_plan(plan, by=supervisor, at=at, although=_("Sample: opened with what is still proposed."))
        for target in Target.objects.filter(commitment__plan=plan, baseline_state=BaselineState.MISSING):
            baselines.waive_baseline(target, by=supervisor, at=at, note=_("Sample: waived for the demo."))

    def acts_of(self, plan) -> list:
        """Return the acts of the plan's sample."""
        folder, periods = SAMPLE_DATA / plan.key, {period.code.split("-")[1]: period for period in plan.periods.all()}
        contributions, found = (
            folder / "contributions.yaml",
            sample_acts(read_sample(folder / "progress"), periods, plan.key),
        )
        found += contribution_acts(contributions, periods["Q3"].code) if contributions.exists() else []
        for name, acts in (("corrections", correction_acts), ("bulletins", bulletin_acts)):
            path = folder / f"{name}.yaml"
            found += acts(path, periods) if path.exists() else []
        return found
