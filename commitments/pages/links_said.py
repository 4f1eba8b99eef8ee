"""What the office types of a link between two promises, wherever it is asked: the kind, and a sentence."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from ..choices import LinkKind
from ..workflow.planning.links import NOTE_LENGTH, LinkSaid
from .typed import TextField

SAID_WORDS = {
    "kind": gettext_lazy("Choose a kind for each link that is ticked."),
    "note": gettext_lazy("Say in one sentence why."),
    "long": gettext_lazy("At most 300 characters."),
    "unfinished": gettext_lazy("By last year's lamp it was not met."),
    "above": gettext_lazy("Choose one of the commitments of the level above."),
}


class LinkForm(forms.Form):
    """What is said of one link; its fields are named kind_7 and note_7."""

    kind = forms.ChoiceField(choices=LinkKind.choices, error_messages=dict.fromkeys(["invalid_choice", "required"], ""))
    note = TextField(required=False, max_length=NOTE_LENGTH)

    def add_prefix(self, field_name):
        return f"{field_name}_{self.prefix}"

    def said(self) -> LinkSaid:
        return LinkSaid(self.cleaned_data["kind"], self.cleaned_data["note"])


def form_words(form: LinkForm) -> str:
    """Return why a form that is not valid is not taken."""
    return str(SAID_WORDS["kind"]) if "kind" in form.errors else form.errors["note"][0]


def notes_wrong(request) -> dict[str, str]:
    """Return key → why a sentence that was sent cannot be kept, ticked or not."""
    found, field = {}, LinkForm.base_fields["note"]
    for name, text in request.POST.items():
        try:
            field.clean(text if name.startswith("note_") else "")
        except ValidationError as error:
            found[name.removeprefix("note_")] = error.messages[0]
    return found
