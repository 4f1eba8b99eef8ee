"""Bulletins as Word files: the draft to be edited, and an issue's words as they were frozen."""

from django.http import Http404
from django.utils.translation import gettext as _

from ...choices import BulletinState
from ...clock import today
from ...documents.bulletin_data import bulletin_data
from ...documents.bulletin_words import period_words
from ...documents.word_bulletin import bulletin_word
from ...models import Bulletin
from ..downloads import download
from ..shortcuts import one_or_404, plan_or_404


def bulletins_word(request, plan, period):
    """Download the draft as a Word file, made of what is approved today."""
    begun = plan_or_404(plan, request.user).periods.begun(today())
    found = next((each for each in begun if each.code == period), None)
    if found is None:
        raise Http404(_("There is no period “%(code)s” to report on yet.") % {"code": period})
    return download(bulletin_word(bulletin_data(found, today())), f"{period_words(period)}通报(草稿).docx", "bulletin")


def bulletins_issued_word(request, plan, pk):
    """Download an issue's frozen data as a Word file; the PDF alone is the issue."""
    issued = Bulletin.objects.filter(state=BulletinState.ISSUED).select_related("period")
    bulletin = one_or_404(issued, period__plan=plan_or_404(plan, request.user), pk=pk)
    name = f"{period_words(bulletin.period.code)}通报第{bulletin.issue}期.docx"
    return download(bulletin_word(bulletin.data), name, "bulletin")
