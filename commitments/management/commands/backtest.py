"""Print how well past periods' projections and forecasts hit the figures that came later."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ...clock import today
from ...rules.quantity import format_quantity
from ...workflow.judgement.backtest import backtest
from ..arguments import day_named, plan_named


class Command(BaseCommand):
    help = "Compare the projections and the departments' forecasts of past periods with the figures that came later."

    def add_arguments(self, parser):
        parser.add_argument("--plan", default="", help="plan key; default: the one at hand")
        parser.add_argument("--on", default="", help="the day whose figures count, e.g. 2024-10-24; default: today")
        parser.add_argument("--rows", action="store_true", help="print every target as well")

    def handle(self, *args, plan, on, rows, **options):
        found = backtest(plan_named(plan), day_named(on) if on else today())
        self.stdout.write(
            _(
                "Compared with each target's newest figure. Where that is not yet the year's end, projection and "
                "forecast are taken along the planned path to its cut-off. Errors: mean absolute percentage."
            )
        )
        if not found:
            self.stdout.write(_("Nothing to compare: no period was followed by a later one yet."))
        for each in found:
            self.write_period(each, rows)

    def write_period(self, each, rows):
        final = sum(trial.at_year_end for trial in each.trials)
        self.stdout.write(
            _("%(period)s: %(count)d targets, %(final)d with year-end figures")
            % {"period": each.period.code, "count": len(each.trials), "final": final}
        )
        self.stdout.write(
            "  " + _("projection: %(error)s over %(count)d targets") % error_words(*each.mean("projected"))
        )
        both = _("where the department forecast too: projection %(error)s, forecast %(other)s over %(count)d targets")
        projected, forecast = error_words(*each.mean("projected", both=True)), error_words(*each.mean("forecast"))
        self.stdout.write("  " + both % (projected | {"other": forecast["error"]}))
        for trial in each.trials if rows else ():
            self.stdout.write("    " + trial_words(trial))


def error_words(error, count: int) -> dict:
    return {"error": "—" if error is None else f"{error}%", "count": count}


def trial_words(trial) -> str:
    forecast = "—" if trial.forecast is None else format_quantity(round(trial.forecast, 2))
    return _("%(code)s to %(day)s: actual %(actual)s, projected %(projected)s, forecast %(forecast)s") % {
        "code": trial.code, "day": trial.cutoff, "actual": format_quantity(trial.actual),
        "projected": format_quantity(round(trial.projected, 2)), "forecast": forecast,
    }  # fmt: skip
