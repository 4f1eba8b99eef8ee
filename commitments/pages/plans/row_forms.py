"""What is typed to add a target or a milestone to a draft's commitment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...choices import Basis, Verb
from ...workflow.planning.commitment_edits import MilestoneEdit
from ...workflow.planning.draft_rows import NewTarget
from .commitment_form import choice_box, day_box, line_box, number_box, tick_box


class TargetForm(forms.Form):
    """An indicator promised in words of the quote."""

    indicator = line_box(_("Indicator"), 100)
    unit = line_box(_("Unit"), 20)
    basis = choice_box(_("What kind of number"), Basis.choices)
    wording = line_box(_("Words of the quote that carry the figure"), 100)
    value = number_box(_("Value, where it cannot be read"), required=False)

    def __init__(self, data=None):
        super().__init__(data, auto_id="new_target_%s")

    def new_target(self) -> NewTarget:
        return NewTarget(**self.cleaned_data)


class MilestoneForm(forms.Form):
    verb = choice_box(_("Verb"), Verb.choices)
    what = line_box(_("What"), 100)
    planned = day_box(_("Planned date"))
    confirmed = tick_box(_("Day is confirmed"))

    def __init__(self, data=None):
        super().__init__(data, auto_id="new_milestone_%s")

    def new_milestone(self) -> MilestoneEdit:
        return MilestoneEdit(**self.cleaned_data)
