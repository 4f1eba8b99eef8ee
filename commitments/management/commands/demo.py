"""Fill an empty database with demo accounts and sample progress."""

import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...choices import BaselineState, PlanState
from ...clock import now
from ...documents.sample_joint import joint_acts
from ...documents.sample_progress import acts, read_sample
from ...documents.stock_reasons import shipped_reasons
from ...models import Installation, Plan, ProgressUpdate, Target, User
from ...workflow import calendar, planning, wording
from ..cast import create_cast
from ..rehearsal import Rehearsal

DATA = Path(settings.BASE_DIR) / "commitments" / "data"


class Command(BaseCommand):
    help = "Create demo accounts and sample progress for Q1 to Q3 2024, in a database without any progress."

    def handle(self, *args, **options):
        plan = Plan.objects.newest()
        if plan is None:
            raise CommandError(_("Load a plan first: manage.py load_plan commitments/data/wuchang-2024"))
        if ProgressUpdate.objects.exists():
            self.stdout.write(_("There is progress already; no sample was written."))
            return
        if User.objects.exists():
            raise CommandError(_("This database has real accounts; the demo needs one of its own."))
        self.write_sample(plan)

    @transaction.atomic
    def write_sample(self, plan):
        Installation.objects.update_or_create(pk=1, defaults={"demo": True})
        wording.ship_reasons(shipped_reasons(), at=now())
        people = create_cast(plan)
        opened = timezone.make_aware(datetime.datetime.combine(plan.starts, datetime.time(9)))
        if plan.state == PlanState.DRAFT:
            planning.open_plan(plan, by=people.supervisor, at=opened)
        for target in Target.objects.filter(commitment__plan=plan, baseline_state=BaselineState.MISSING):
            planning.waive_baseline(target, by=people.supervisor, at=opened, note=_("Sample: waived for the demo."))
        for year in (plan.year, plan.year + 1):
            calendar.take_in(year, by=people.supervisor, at=opened)
        periods = {period.code.split("-")[1]: period for period in plan.periods.all()}
        sample = acts(read_sample(DATA / plan.key / "progress"), periods)
        sample += joint_acts(DATA / plan.key / "joint.yaml", periods["Q3"].code)
        sample.sort(key=lambda act: (act.at, act.code))
        rehearsal = Rehearsal(plan, people)
        for number, act in enumerate(sample, 1):
            rehearsal.play(act)
            if number % 100 == 0 or number == len(sample):
                self.stdout.write(_("Sample progress: %(done)d of %(all)d acts") % {"done": number, "all": len(sample)})
        self.stdout.write(
            _("%(accounts)d demo accounts, %(updates)d sample updates.")
            % {"accounts": User.objects.count(), "updates": ProgressUpdate.objects.count()}
        )
