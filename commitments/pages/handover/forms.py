"""What is typed to hand duties over: from whom to whom, from which day on, and what becomes of what is under way."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...choices import AccountsThen, DraftsThen, SentThen
from ...models import Department
from ...workflow.planning.handovers import HandoverWish
from ..typed import TextField

FIELD = {"class": "in"}


class HandoverForm(forms.Form):
    """The head fields, which make the preview, the choices and the reason, which the act asks for."""

    former = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department that hands over"), to_field_name="code",
        widget=forms.Select(attrs=FIELD),
    )  # fmt: skip
    heir = forms.ModelChoiceField(
        Department.objects.none(), label=_("To"), to_field_name="code", widget=forms.Select(attrs=FIELD)
    )
    day = forms.DateField(label=_("From the day"), widget=forms.DateInput(attrs=FIELD | {"type": "date"}))
    codes = TextField(
        label=_("These commitments alone (codes)"), required=False, max_length=2000,
        widget=forms.TextInput(attrs=FIELD),
    )  # fmt: skip
    drafts = forms.ChoiceField(choices=DraftsThen, required=False, widget=forms.RadioSelect, initial=DraftsThen.MOVE)
    sent = forms.ChoiceField(choices=SentThen, required=False, widget=forms.RadioSelect, initial=SentThen.MOVE)
    accounts = forms.ChoiceField(
        choices=AccountsThen, required=False, widget=forms.RadioSelect, initial=AccountsThen.MOVE
    )
    reason = TextField(
        label=_("Reason and basis"), required=False, max_length=300, widget=forms.Textarea(attrs=FIELD | {"rows": 2})
    )

    def __init__(self, data=None):
        proposed = {name: self.base_fields[name].initial for name in ("drafts", "sent", "accounts")}
        super().__init__(None if data is None else proposed | data.dict())
        for name in ("former", "heir"):
            self.fields[name].queryset = Department.objects.order_by("order", "code")
            self.fields[name].empty_label = _("Choose")

    @property
    def codes_named(self) -> list[str]:
        return self.cleaned_data["codes"].replace("、", " ").replace("，", " ").replace(",", " ").split()

    @property
    def wish(self) -> HandoverWish:
        said = self.cleaned_data
        return HandoverWish(
            said["former"], said["heir"], said["day"], codes=tuple(self.codes_named),
            drafts=said["drafts"] or DraftsThen.MOVE, sent=said["sent"] or SentThen.MOVE,
            accounts=said["accounts"] or AccountsThen.MOVE,
        )  # fmt: skip
