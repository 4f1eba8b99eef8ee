"""The lamps room: where the three lamps differ, and the thresholds they are lit by."""

import uuid
from dataclasses import dataclass
from unicodedata import normalize

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...choices import Role
from ...clock import now, today
from ...models import Commitment, Plan, ThresholdChange, Verdict
from ...rules.disagreements import DISAGREEMENTS, disagreements_of
from ...rules.facts import Thresholds
from ...workflow.judgement import assessment
from ...workflow.office import thresholds
from ..as_of import as_of_context, day_asked
from ..attempt import attempt, said_of_each
from ..shortcuts import once, plan_or_404
from ..typed import TextField
from .tables import DisagreementTable

THRESHOLD_REASON_LENGTH = ThresholdChange._meta.get_field("reason").max_length

DAYS_WIDGET = forms.TextInput(attrs={"class": "in", "inputmode": "numeric"})


class GapField(forms.DecimalField):
    """Percentage points; whichever minus sign the keyboard has, and full-width digits, are understood."""

    def __init__(self, label):
        super().__init__(label=label, max_digits=5, decimal_places=2, widget=forms.TextInput(attrs={"class": "in"}))

    def to_python(self, value):
        return super().to_python(normalize("NFKC", value).replace("−", "-") if isinstance(value, str) else value)


class ThresholdForm(forms.Form):
    """Gaps in percentage points, both below zero, days of a milestone, and why; `version` names what was seen."""

    version = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    yellow_at = GapField(gettext_lazy("Warning from a gap of"))
    red_below = GapField(gettext_lazy("Behind below a gap of"))
    milestone_days = forms.IntegerField(label=gettext_lazy("Milestones behind after days"), widget=DAYS_WIDGET)
    reason = TextField(label=gettext_lazy("Reason"), required=False, max_length=THRESHOLD_REASON_LENGTH)

    def thresholds(self) -> Thresholds:
        data = self.cleaned_data
        return Thresholds(yellow=data["yellow_at"], red=data["red_below"], milestone_days=data["milestone_days"])


@dataclass(frozen=True)
class Disagreement:
    """A commitment whose lamps differ; `between` names each pair that does (rules.disagreements.DISAGREEMENTS)."""

    commitment: Commitment
    verdict: Verdict
    between: tuple[str, ...]


def disagreements(plan: Plan, on) -> list[Disagreement]:
    """Return the plan's commitments whose lamps differ on a day, in report order."""
    verdicts = assessment.verdicts_on(plan, on)
    rows = plan.commitments.standing_on(on).in_report_order().with_people(plan.day_of(on))
    found = [(row, verdicts[row.pk], disagreements_of(verdicts[row.pk])) for row in rows]
    return [Disagreement(*each) for each in found if each[2]]


def lamps(request, plan):
    """List the commitments whose lamps differ, or those of one pair by `?between=`; of a past day by `?on=`."""
    plan = plan_or_404(plan, request.user)
    on = day_asked(request, plan)
    rows = disagreements(plan, on)
    chosen = request.GET.get("between", "")
    counts = {name: sum(name in row.between for row in rows) for name in DISAGREEMENTS}
    shown = [row for row in rows if chosen not in DISAGREEMENTS or chosen in row.between]
    table = DisagreementTable(shown, plan, as_of_context(request)["query"])
    context = {"plan": plan, "on": on, "table": table, "all": len(rows), "counts": counts, "chosen": chosen}
    return render(request, "lamps/page.html", context)


THRESHOLD_WORDS = {
    "range": gettext_lazy("Gaps lie below 0 and not below −100 points; milestones are behind after 1 to 366 days."),
    "order": gettext_lazy("Behind must begin below the warning, e.g. −10 and −30."),
    "unchanged": gettext_lazy("These thresholds are in force already; nothing was changed."),
    "required": gettext_lazy("Write the reason: it stands on this page and in the history."),
}


def lamps_rule(request, plan, form=None, notice="", status=200):
    """Show the thresholds from their days on; `form` was refused, `notice` says why."""
    plan = plan_or_404(plan, request.user)
    changes, standing = list(plan.threshold_changes.select_related("by")), plan.thresholds_on(today())
    initial = {name: f"{getattr(standing, name).normalize():f}" for name in ("yellow_at", "red_below")}
    initial |= {"milestone_days": standing.milestone_days}
    context = {
        "plan": plan, "changes": changes[::-1], "standing": standing, "notice": notice, "key": uuid.uuid4(),
        "form": form or ThresholdForm(initial=initial),
        "may_change": thresholds.may_change_thresholds(request.user, plan),
        "version": thresholds.thresholds_version(plan),
    }  # fmt: skip
    return render(request, "lamps/rule.html", context, status=status)


@require_POST
def lamps_rule_change(request, plan):
    """Change the thresholds from today on, once; or answer with what is wrong and the typed text kept."""
    if not request.user.has_role(Role.SUPERVISOR):
        raise PermissionDenied(_("The thresholds belong to the supervision office."))
    found, form = plan_or_404(plan, request.user), ThresholdForm(request.POST)
    if not form.is_valid():
        return lamps_rule(request, plan, form, status=422)
    tried = attempt(
        lambda: once(request, "thresholds", lambda: change_once(found, form, request.user)),
        form=form, missing=said_of_each(THRESHOLD_WORDS.__getitem__),
        stale=_("Meanwhile others were set; they are listed below. Look at them, then decide again."),
        refused=_("The plan is not open; its thresholds cannot be changed here."),
    )  # fmt: skip
    if tried.failed:
        return lamps_rule(request, plan, form, tried.notice, status=tried.status)
    messages.success(request, _("The thresholds were changed; they count from today."))
    return redirect("lamps_rule", plan)


def change_once(plan, form, user) -> dict:
    said = {"reason": form.cleaned_data["reason"], "version": form.cleaned_data["version"] or None}
    return {"pk": thresholds.change_thresholds(plan, form.thresholds(), by=user, at=now(), **said).pk}
