"""What the office writes on a bulletin's draft, and every figure of it beside the data's."""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ...documents.bulletin_leads import LEADS
from ...documents.typesetting import missing_characters
from ...models import Bulletin, Plan
from ...rules.lead_figures import LeadFigure, Passage, lead_figures, unanswered
from ..typed import TextField

IN = {"class": "in"}
# By the kind of a passage's place (documents/lead_places.py): the page that shows it, and which rows there.
SOURCES = {
    "ledger": ("ledger", "#results"), "lamp": ("ledger", "?lamp={}#results"), "late": ("ledger", "?late=1#results"),
    "review": ("review", "#queue"), "pace": ("overview", "#pace"),
    "class": ("outlook_year_end", "?class={}#rows"), "classes": ("outlook_year_end", "#rows"),
}  # fmt: skip
HEAD = ("number", "title", "sent_to", "copied_to", "dated", "signatory")
LEAD_LABELS = {
    "conclusion": gettext_lazy("Conclusion"), "praise": gettext_lazy("Praise"),
    "behind": pgettext_lazy("of a paper", "Behind schedule"),
    "requirements": gettext_lazy("Requirements"),
}  # fmt: skip


def one_row(label, length: int, **more) -> TextField:
    return TextField(label=label, max_length=length, required=False, widget=forms.TextInput(attrs=IN), **more)


def several_rows(label, length: int, rows: int, **more) -> TextField:
    box = forms.Textarea(attrs=IN | {"rows": rows})
    return TextField(label=label, max_length=length, required=False, widget=box, **more)


class PaperForm(forms.Form):
    """Head, addressees and paragraphs of a bulletin; what is left as proposed follows the data."""

    number = one_row(gettext_lazy("Document number"), 60)
    title = several_rows(
        gettext_lazy("Title"), 200, 2, help_text=gettext_lazy("A new line stands where the title is to be broken.")
    )
    sent_to = one_row(gettext_lazy("Sent to"), 300)
    copied_to = one_row(gettext_lazy("Copied to"), 300)
    dated = forms.DateField(
        label=gettext_lazy("Date of the paper"), required=False,
        widget=forms.DateInput(attrs=IN | {"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("What was approved by that day counts; left empty, it is the day of issue."),
    )  # fmt: skip
    signatory = one_row(gettext_lazy("Signatory"), 60)
    reason = several_rows(gettext_lazy("Reason for the correction"), 500, 2)
    although = several_rows(gettext_lazy("Why it is issued all the same"), 500, 2)
    conclusion = several_rows(LEAD_LABELS["conclusion"], 2000, 5)
    praise = several_rows(LEAD_LABELS["praise"], 2000, 3)
    behind = several_rows(LEAD_LABELS["behind"], 2000, 4)
    requirements = several_rows(LEAD_LABELS["requirements"], 2000, 3)

    def __init__(self, draft: Bulletin, data: dict, today, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft, self.told, self.today = draft, data, today
        # The address of a version: what another save made of the draft is not written over.
        self.version = draft.version
        if not draft.corrects:
            del self.fields["reason"]
        for name in set(LEADS) - set(data["proposed"]):
            del self.fields[name]

    def clean_dated(self):
        day = self.cleaned_data["dated"]
        if day and not self.draft.period.ends <= day <= self.today:
            raise ValidationError(_("The paper's date lies between the end of the period and today."))
        return day

    def clean(self):
        cleaned = super().clean()
        for name in self.fields:
            text = cleaned.get(name)
            missing = missing_characters(text) if isinstance(text, str) else ""
            if missing:
                self.add_error(name, _("No font here has “%(characters)s”.") % {"characters": missing})
        return cleaned

    def said(self) -> dict:
        """Return field → value for the draft: of the paragraphs only those that are not as proposed."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in LEADS and name in self.data}
        proposed = proposed_texts(self.told)
        texts = proposed | {name: unix(self.cleaned_data[name]) for name in proposed if name in self.data}
        said["leads"] = {name: text for name, text in texts.items() if text != proposed[name]}
        said["title"] = unix(self.cleaned_data["title"])
        return said | {"kept": self.kept(texts)}

    def kept(self, texts: dict[str, str]) -> list[dict]:
        """Return the figures somebody answered for, with the reason; those the text no longer holds fall away."""
        rows = zip(*(self.data.getlist(f"kept_{name}") for name in KEPT), strict=False)
        given = [dict(zip(KEPT, row, strict=True)) for row in rows]
        open_still = {(name, figure.text, figure.expected) for name, figure in open_figures(self.told, texts, [])}
        return [
            row | {"reason": row["reason"].strip()[:200]}
            for row in given
            if row["reason"].strip() and (row["lead"], row["text"], row["expected"]) in open_still
        ]


KEPT = ("lead", "text", "expected", "reason")


def unix(text: str) -> str:
    """Return what was typed with its line breaks as they are kept."""
    return text.replace("\r\n", "\n").strip()


def proposed_texts(data: dict) -> dict[str, str]:
    return {name: "".join(text for text, *_source in rows).strip() for name, rows in data["proposed"].items()}


def open_figures(data: dict, texts: dict[str, str], kept: list[dict]) -> list[tuple[str, LeadFigure]]:
    return unanswered(data["proposed"], texts, kept)


@dataclass(frozen=True)
class LeadShown:
    """A paragraph as the page shows it: its box, its text in pieces, and what differs in it.

    A piece is (text, figure or None, address of its source), a figure that differs (figure, reason, address).
    """

    name: str
    label: str
    box: forms.BoundField
    pieces: list[tuple[str, LeadFigure | None, str]] = field(default_factory=list)
    differing: list[tuple[LeadFigure, str, str]] = field(default_factory=list)


def leads_shown(form: PaperForm, texts: dict[str, str], kept: list[dict]) -> list[LeadShown]:
    """Return every paragraph with its figures marked; beside one that differs stands the reason somebody gave."""
    given = {(row["lead"], row["text"], row["expected"]): row["reason"] for row in kept}
    shown = []
    for name, rows in form.told["proposed"].items():
        figures = lead_figures([Passage(*row) for row in rows], texts[name])
        other = [each for each in figures if not each.is_the_datas]
        plan = form.draft.period.plan
        differing = [(each, given.get((name, each.text, each.expected), ""), source_of(plan, each)) for each in other]
        pieces = [(text, figure, source_of(plan, figure)) for text, figure in marked(texts[name], figures)]
        shown.append(LeadShown(name, LEAD_LABELS[name], form[name], pieces, differing))
    return shown


def source_of(plan: Plan, figure: LeadFigure | None) -> str:
    """Return the address of the very rows a figure comes from; "" where the data have none like it."""
    passage = figure and figure.passage
    if not passage:
        return ""
    if passage.code:
        return reverse("commitment", args=[plan.key, passage.code]) + "#lamp"
    kind, _colon, value = passage.place.partition(":")
    page, behind = SOURCES.get(kind, SOURCES["ledger"])
    return reverse(page, args=[plan.key]) + behind.format(value)


def marked(text: str, figures: list[LeadFigure]) -> list[tuple[str, LeadFigure | None]]:
    """Return the text in pieces, its figures by themselves."""
    pieces, end = [], 0
    for each in figures:
        pieces += [(text[end : each.start], None), (each.text, each)]
        end = each.stop
    return [(piece, figure) for piece, figure in [*pieces, (text[end:], None)] if piece]
