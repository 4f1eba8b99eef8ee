"""The text of a draft: sections and paragraphs, and commitments made from marked quotes."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ...clock import now
from ...models import Paragraph
from ...workflow.planning import commitment_cuts, draft_text
from ...workflow.planning.draft_text import ParagraphText, SectionText, text_version
from ..attempt import attempt
from ..plan_steps import steps_of
from ..shortcuts import once
from ..typed import TextField
from .commitment_form import line_box
from .edit_words import edit_words
from .forms import FIELD
from .query import office_plan_or_404
from .words import past_draft_words

TEXT_BOX = forms.Textarea(attrs=FIELD | {"rows": 6})


class SectionForm(forms.Form):
    """How a section is called."""

    number = line_box(gettext_lazy("Number"), 10, required=False)
    title = line_box(gettext_lazy("Title"), 200)
    short_title = line_box(gettext_lazy("Label on the wall"), 20, required=False)

    def said(self) -> SectionText:
        return SectionText(**self.cleaned_data)


class ParagraphForm(forms.Form):
    """A paragraph, word for word."""

    lead = line_box(gettext_lazy("Topic sentence"), 200, required=False)
    text = TextField(
        label=gettext_lazy("Text, word for word"), max_length=20_000, widget=forms.Textarea(attrs=FIELD | {"rows": 6})
    )

    def said(self) -> ParagraphText:
        return ParagraphText(**self.cleaned_data)


def plans_text(request, plan):
    """Show the draft's sections and paragraphs, the one asked for by `?at=` with its forms."""
    found = office_plan_or_404(request, plan)
    return text_page(request, found, row_named(found, request.GET.get("at", "")))


def row_named(plan, name: str):
    """Return the section (s-CODE) or paragraph (p-CODE) of that name, None for none; 404 for one that is not there."""
    kind, _dash, code = name.partition("-")
    if not name:
        return None
    paragraphs = Paragraph.objects.filter(section__plan=plan).select_related("section__plan")
    rows = plan.sections.select_related("plan") if kind == "s" else paragraphs
    found = rows.filter(code=code).first()
    if found is None or kind not in ("s", "p"):
        raise Http404(_("The draft has no such section or paragraph."))
    return found


def text_page(request, plan, row, *, form=None, quote="", notice="", status=200, new=None):
    """Answer with the text; `form` is of the row that is worked on, `new` of one to be added, each where it was
    refused."""
    sections = plan.sections.order_by("order").prefetch_related("paragraphs__commitments")
    is_paragraph = isinstance(row, Paragraph)
    own = (ParagraphForm if is_paragraph else SectionForm)(initial=vars(row)) if row else None
    context = {
        "plan": plan, "steps": steps_of(plan), "sections": sections, "row": row, "is_paragraph": is_paragraph,
        "form": form or own, "new": new or (SectionForm(auto_id="new_%s") if row is None else None if is_paragraph else
        ParagraphForm(auto_id="new_%s")),
        "quote": quote, "notice": notice, "key": uuid.uuid4, "version": text_version(row) if row else "",
    }  # fmt: skip
    return render(request, "plans/text.html", context, status=status)


def nothing_chosen(request, plan):
    return text_page(request, plan, None, notice=_("Choose a section or a paragraph first."), status=422)


def name_of(row) -> str:
    return f"{'p' if isinstance(row, Paragraph) else 's'}-{row.code}" if row else ""


def text_act(request, plan, row, act, *, form=None, as_new=False, quote=""):
    """Do `act()` once and lead to the row it answers with; or say why not, with what was typed kept."""
    shown = {"new" if as_new else "form": form} if form is not None else {}
    if form is not None and not form.is_valid():
        return text_page(request, plan, row, status=422, **shown)
    tried = attempt(
        lambda: once(request, request.resolver_match.url_name, lambda: {"at": name_of(act())}), form=form,
        missing=(lambda fields: {name: text_words(code) for name, code in fields.items()}) if form is not None else
        (lambda fields: text_words(next(iter(fields.values())))),
        refused=lambda error: quoted_words() if error.state == "quoted" else past_draft_words(),
        stale=_("Somebody changed this meanwhile. Below stands what you typed; save again to put it in its place."),
    )  # fmt: skip
    if tried.failed:
        return text_page(request, plan, row, notice=tried.notice, status=tried.status, quote=quote, **shown)
    at = tried.answer["at"]
    return redirect(f"{request.path_info.split('/text/')[0]}/text/{f'?at={at}' if at else ''}")


def text_words(code: str) -> str:
    """Return what is wrong with a text: a quote that would be lost is named by its commitment."""
    if code.startswith("lost "):
        return _("The quote of %(code)s would no longer stand here; change that one first.") % {"code": code[5:]}
    return str(edit_words(code))


def quoted_words() -> str:
    return _("Commitments quote this text; drop or move them first.")


@require_POST
def plans_text_add(request, plan):
    """Add a section, or a paragraph to the section of `?at=`."""
    found = office_plan_or_404(request, plan)
    section = row_named(found, request.GET.get("at", ""))
    if isinstance(section, Paragraph):
        section = section.section
    form = ParagraphForm(request.POST, auto_id="new_%s") if section else SectionForm(request.POST, auto_id="new_%s")

    def act():
        add = draft_text.add_paragraph if section else draft_text.add_section
        return add(section or found, form.said(), by=request.user)

    return text_act(request, found, section, act, form=form, as_new=True)


@require_POST
def plans_text_save(request, plan):
    """Store the section or paragraph of `?at=`."""
    found = office_plan_or_404(request, plan)
    row = row_named(found, request.GET.get("at", ""))
    if row is None:
        return nothing_chosen(request, found)
    form = (ParagraphForm if isinstance(row, Paragraph) else SectionForm)(request.POST)
    version = request.POST.get("version", "")
    save = draft_text.save_paragraph if isinstance(row, Paragraph) else draft_text.save_section
    return text_act(request, found, row, lambda: save(row, form.said(), by=request.user, version=version), form=form)


@require_POST
def plans_text_move(request, plan):
    """Let the section or paragraph of `?at=` change places with its neighbour."""
    found = office_plan_or_404(request, plan)
    row = row_named(found, request.GET.get("at", ""))
    if row is None:
        return nothing_chosen(request, found)

    def act():
        draft_text.move_text(row, down="down" in request.POST, by=request.user, version=request.POST.get("version", ""))
        return type(row).objects.get(pk=row.pk)

    return text_act(request, found, row, act)


@require_POST
def plans_text_drop(request, plan):
    """Take the section or paragraph of `?at=` out, where nothing quotes it."""
    found = office_plan_or_404(request, plan)
    row = row_named(found, request.GET.get("at", ""))
    if row is None:
        return nothing_chosen(request, found)

    def act():
        section = row.section if isinstance(row, Paragraph) else None
        draft_text.drop_text(row, by=request.user, version=request.POST.get("version", ""))
        return section

    return text_act(request, found, row, act)


@require_POST
def plans_commitment_add(request, plan):
    """Make a commitment of words marked in the paragraph of `?at=`, and show its form."""
    found = office_plan_or_404(request, plan)
    row, quote = row_named(found, request.GET.get("at", "")), request.POST.get("quote", "")
    if not isinstance(row, Paragraph):
        return nothing_chosen(request, found)
    tried = attempt(
        lambda: once(request, "plans_commitment_add", lambda: add_once(row, quote, request.user)),
        missing=lambda fields: text_words(next(iter(fields.values()))), refused=past_draft_words(),
    )  # fmt: skip
    if tried.failed:
        return text_page(request, found, row, notice=tried.notice, status=tried.status, quote=quote)
    messages.success(request, _("Added; now say what it demands."))
    return redirect("plans_commitment", found.key, tried.answer["code"])


def add_once(paragraph, quote, user) -> dict:
    return {"code": commitment_cuts.add_commitment(paragraph, quote, by=user, at=now()).code}
