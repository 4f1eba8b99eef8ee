"""What the system administrator says of the place; what is left empty follows from its name."""

from django import forms
from django.db.models import CharField
from django.utils.translation import gettext_lazy as _

from ...models import Place
from ...workflow.office.place_setting import PLACE_FACTS, place_version
from ..typed import TextField

PLACE_REASON_LENGTH = 300
# What follows from the name and the level's word where nothing else is said.
FOLLOWING = ("level_word", "leaders", "organ", "ledger_name", "bulletin_masthead", "ledger_english")
TIMES = ("opens_at", "shuts_at")
GROUPS = (
    (_("The place"), ("name", "name_english", "level", "level_word")),
    (_("Its office and leaders"), ("organ", "office", "leaders")),
    (_("Its papers"), ("bulletin_masthead", "number_pattern", "ledger_name", "ledger_english")),
    (_("Its calendar"), ("streets", "opens_at", "shuts_at")),
)


class PlaceForm(forms.ModelForm):
    """The place; a reason where it was set up before. `version` is what the form was drawn from."""

    version = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    reason = TextField(
        label=_("Reason"), required=False, max_length=PLACE_REASON_LENGTH,
        widget=forms.TextInput(attrs={"class": "in"}),
    )  # fmt: skip

    class Meta:
        model = Place
        fields = PLACE_FACTS
        field_classes = {
            field.name: TextField
            for field in Place._meta.concrete_fields
            if isinstance(field, CharField) and not field.choices
        }
        widgets = {"level": forms.RadioSelect} | {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M") for name in TIMES
        }

    def __init__(self, data=None, *, kept: Place):
        usual = usual_place(kept)
        initial = {name: "" for name in FOLLOWING if getattr(kept, name) == getattr(usual, name)}
        super().__init__(data, instance=Place(pk=1), initial=given(kept) | initial | {"version": place_version(kept)})
        for name, field in self.fields.items():
            if name not in ("level", "version"):
                field.widget.attrs["class"] = "in"
            if name in FOLLOWING and kept.is_set_up:
                field.widget.attrs["placeholder"] = getattr(usual, name)
        if not kept.is_set_up:
            del self.fields["reason"]

    @property
    def groups(self) -> list[tuple]:
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    @property
    def place(self) -> Place:
        """The place as the valid form says it, with the rest filled in."""
        return self.instance.filled_in()


def given(place: Place) -> dict:
    """Return field → value of what the place says of itself."""
    return {name: getattr(place, name) for name in PLACE_FACTS}


def usual_place(kept: Place) -> Place:
    """Return the place as it would be called if only what does not follow from its name were given."""
    return Place(**{name: value for name, value in given(kept).items() if name not in FOLLOWING}).filled_in()
