"""Targets and definitions: the indicators a draft measures by, and the card of the one that is chosen."""

import uuid

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...clock import now
from ...models import Department, Indicator
from ...workflow.planning import definitions
from ...workflow.planning.checklist import indicators_without_definition, targets_of
from ...workflow.planning.definitions import DefinitionCard
from ..attempt import attempt, said_of_each
from ..plan_steps import steps_of
from ..shortcuts import once
from ..typed import TextField, row_number
from .forms import FIELD
from .query import office_plan_or_404

REQUIRED_WORDS = gettext_lazy("An approved card says this.")


class DefinitionForm(forms.Form):
    """The card of an indicator; `version` is the card it was drawn from."""

    version = forms.CharField(max_length=20, widget=forms.HiddenInput)
    definition = TextField(
        label=gettext_lazy("What counts, and what does not"), required=False, max_length=2000,
        widget=forms.Textarea(attrs=FIELD | {"rows": 3}),
    )  # fmt: skip
    source = TextField(label=gettext_lazy("Source of the data"), required=False, max_length=200)
    owner = forms.ModelChoiceField(
        Department.objects.none(), label=gettext_lazy("Who collects it"), required=False, empty_label="—"
    )
    released = TextField(label=gettext_lazy("When it is released"), required=False, max_length=100)
    partly_rule = TextField(label=gettext_lazy("When it is partly met"), required=False, max_length=200)
    falling_rule = TextField(label=gettext_lazy("When it falls back"), required=False, max_length=200)

    def __init__(self, indicator: Indicator, data=None):
        super().__init__(data, initial=vars(definitions.card_of(indicator)))
        self.initial["version"] = definitions.definition_version(indicator)
        self.fields["owner"].queryset = Department.objects.all()
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "in")

    def card(self) -> DefinitionCard:
        return DefinitionCard(**{name: self.cleaned_data[name] for name in DefinitionCard.__dataclass_fields__})


def plans_definitions(request, plan):
    """List the draft's indicators and show the card of the one asked for, else of the first that is not approved."""
    found = office_plan_or_404(request, plan)
    return definitions_page(request, found, indicator_asked(request.GET.get("indicator", ""), found))


def definitions_page(request, plan, indicator, *, form=None, notice="", status=200):
    rows = list(indicators_of(plan))
    shown = [row for row in rows if not row.is_defined] if request.GET.get("lacks") == "definitions_open" else rows
    chosen = indicator or next((row for row in rows if not row.is_defined), None)
    context = {
        "plan": plan, "steps": steps_of(plan), "rows": shown, "notice": notice, "key": uuid.uuid4, "chosen": chosen,
        "form": form or (DefinitionForm(chosen) if chosen else None), "all": len(rows),
        "approved": sum(row.is_defined for row in rows),
    }  # fmt: skip
    return render(request, "plans/definitions.html", context, status=status)


def indicators_of(plan):
    """Return the indicators a plan measures by, each with its targets there, in the report's order."""
    here = targets_of([plan]).select_related("commitment").order_by("commitment__order", "pk")
    rows = Indicator.objects.filter(pk__in=targets_of([plan]).values("indicator"))
    return rows.select_related("owner", "approved_by").prefetch_related(Prefetch("targets", here, to_attr="here"))


def indicator_asked(text: str, plan) -> Indicator | None:
    """Return the plan's indicator of that key, None for none asked for; 404 for one that is not the plan's."""
    if not text:
        return None
    indicator = indicators_of(plan).filter(pk=row_number(text)).first()
    if indicator is None:
        raise Http404(_("The plan does not measure by this indicator."))
    return indicator


@require_POST
def plans_definition(request, plan, pk):
    """Store the card, and approve it where that button was pressed; then lead to the next one that waits."""
    found = office_plan_or_404(request, plan)
    indicator = indicator_asked(str(pk), found)
    form = DefinitionForm(indicator, request.POST)
    if not form.is_valid():
        return definitions_page(request, found, indicator, form=form, status=422)
    tried = attempt(
        lambda: once(request, "plans_definition", lambda: write_once(indicator, form, request)), form=form,
        missing=said_of_each(lambda code: REQUIRED_WORDS),
        stale=_("Somebody changed this meanwhile. Below stands what you typed; save again to put it in its place."),
    )  # fmt: skip
    if tried.failed:
        if tried.status == 409:
            form.data = form.data.copy()
            form.data["version"] = definitions.definition_version(Indicator.objects.get(pk=pk))
        return definitions_page(request, found, indicator, form=form, notice=tried.notice, status=tried.status)
    messages.success(request, _("“%(name)s” is saved.") % {"name": indicator.name})
    return redirect(f"{reverse('plans_definitions', args=[found.key])}?indicator={next_indicator(found, pk, request)}")


def next_indicator(plan, pk: int, request) -> int:
    """Return the indicator to go on with: after an approval the next that waits, else the same one."""
    waiting = indicators_without_definition([plan]).order_by("name").values_list("pk", flat=True)
    return (waiting.first() or pk) if "approve" in request.POST else pk


def write_once(indicator, form, request) -> dict:
    said = {"by": request.user, "at": now()}
    written = definitions.write_definition(indicator, form.card(), version=form.cleaned_data["version"], **said)
    if "approve" in request.POST:
        definitions.approve_definition(written, **said)
    return {"pk": written.pk}
