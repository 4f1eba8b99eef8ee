"""Print how a commitment is judged on a day: the whole calculation and the reports it rests on."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from ...choices import Lamp, Reason
from ...clock import today
from ...documents import explanation_lines, judgement_words
from ...workflow.judgement.explanation import explained_components
from ...workflow.snapshot.snapshot import Snapshot
from ..arguments import commitment_named, day_named, plan_named


class Command(BaseCommand):
    help = "Explain how a commitment (by its code, e.g. 4-1-1) is judged on a day."

    def add_arguments(self, parser):
        parser.add_argument("code", help="the commitment's code, e.g. 4-1-1")
        parser.add_argument("--on", default="", help="the day, e.g. 2024-10-24; default: today")
        parser.add_argument("--plan", default="", help="plan key; default: the one at hand")

    def handle(self, *args, code, on, plan, **options):
        on = day_named(on) if on else today()
        plan = plan_named(plan, on)
        commitment = commitment_named(plan, code)
        known = Snapshot(plan, on, [commitment])
        verdict, found = explained_components(known, commitment)
        self.stdout.write(f"{commitment.code} {commitment.title}")
        lamp = {"day": on, "lamp": Lamp(verdict.lamp).label, "reason": Reason(verdict.reason).label}
        self.stdout.write(_("On %(day)s: %(lamp)s, %(reason)s") % lamp)
        if verdict.pending_review:
            self.stdout.write(_("A newer update awaits review; the last approved data stands until then."))
        if verdict.stale:
            self.stdout.write(_("The data is old: its cut-off lies more than a month before the period's end."))
        for ground in found:
            self.write_ground(ground)

    def write_ground(self, ground):
        told = ground.explanation
        self.stdout.write("")
        self.stdout.write(told.label or _("Qualitative"))
        self.stdout.write(f"  {judgement_words.explanation_sentence(told)}")
        for line in explanation_lines.explanation_lines(told):
            self.stdout.write(f"    {line}")
        self.stdout.write(f"    {source_words(ground.update)}")


def source_words(update) -> str:
    """Return by which report the figure came."""
    if update is None:
        return _("Source: nothing approved yet.")
    return _("Source: report of %(period)s, revision %(revision)d, approved %(when)s (update %(pk)d).") % {
        "period": update.period.code, "revision": update.revision, "pk": update.pk,
        "when": timezone.localtime(update.decided_at).strftime("%Y-%m-%d %H:%M") if update.decided_at else "—",
    }  # fmt: skip
