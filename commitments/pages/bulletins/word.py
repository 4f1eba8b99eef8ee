"""Bulletins as Word files: the draft to be edited, and an issue's words as they were frozen."""

from ...documents.bulletin_words import period_words
from ...documents.word_bulletin import bulletin_word
from ..downloads import download
from .issued import file_title, issue_or_404
from .views import draft_asked


def bulletins_word(request, plan, period):
    """Download the draft as a Word file, made of what is approved today."""
    draft = draft_asked(request, plan, period)
    name = f"{period_words(draft.paper.period.code)}通报(草稿).docx"
    return download(bulletin_word(draft.data), name, "bulletin")


def bulletins_issued_word(request, plan, pk):
    """Download an issue's frozen data as a Word file; the PDF alone is the issue."""
    bulletin = issue_or_404(request, plan, pk)
    return download(bulletin_word(bulletin.data), f"{file_title(bulletin)}.docx", "bulletin")
