"""The ledger's columns: what heads them and how each prints its cell of a row (rows.LedgerRow).

Plain Python, since a page of them is the longest loop of the system.
"""

from functools import cache
from html import escape

from django.utils.timezone import get_default_timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ...choices import Kind, Lamp, Reason
from ...documents.judgement_words import ceiling_words
from ...documents.typesetting import full_width
from ..figures_shown import bar, late_words, percent, points, quantity
from ..lamps_shown import lamp
from ..tables import ListColumn


class LedgerColumn(ListColumn):
    """A column whose `render` returns markup: it escapes what was typed itself."""

    def cell(self, record, render) -> str:
        return f"{self.start}{render(record)}</td>"


class CodeColumn(LedgerColumn):
    def render(self, record) -> str:
        return record.code


class TitleColumn(LedgerColumn):
    def cell(self, record, render) -> str:
        return f'<th scope="row">{render(record)}</th>'


class TargetColumn(LedgerColumn):
    def render(self, record) -> str:
        """The target's wording, else the kind; a wording that says 力争 itself needs no mark."""
        if not record.target:
            return f'<span class="soft">{kind_in(record.kind, get_language())}</span>'
        stretch = stretch_mark() if record.stretch and not record.target.startswith("力争") else ""
        return f"{escape(full_width(record.target))}{stretch}"


class LeadColumn(LedgerColumn):
    def render(self, record) -> str:
        return escape(full_width(record.lead)) if record.lead else ""


class LeaderColumn(LedgerColumn):
    def render(self, record) -> str:
        return escape(record.leader)


class DueColumn(LedgerColumn):
    def render(self, record) -> str:
        return f"{record.due:%m-%d}"


class ProgressColumn(LedgerColumn):
    def render(self, record) -> str:
        return bar(record.attained, record.expected, record.lamp, record.met)


class ActualColumn(LedgerColumn):
    def render(self, record) -> str:
        return f"{quantity(record.actual)}{'%' if record.unit == '%' else ''}"


class AttainedColumn(LedgerColumn):
    def render(self, record) -> str:
        return percent(record.attained)


class GapColumn(LedgerColumn):
    def cell(self, record, render) -> str:
        start = self.start if record.has_share else '<td class="num g soft">'
        return f"{start}{render(record)}</td>"

    def render(self, record) -> str:
        return points(record.gap) if record.has_share else "—"


class OwnLampColumn(LedgerColumn):
    def render(self, record) -> str:
        return lamp(record.own)


class OfficialLampColumn(LedgerColumn):
    def render(self, record) -> str:
        """The lamp, whether it is the office's own, and where it moved."""
        own = office_mark() if record.overruled else ""
        moved = f'<span class="mvw">{record.moved}</span>' if record.moved else ""
        return f"{lamp(record.lamp)}{own}{moved}"


class UpdatedColumn(LedgerColumn):
    def render(self, record) -> str:
        if record.days_late:
            return f'<span class="od">{late_words(record.days_late)}</span>'
        return f"{record.updated.astimezone(get_default_timezone()):%m-%d}" if record.updated else ""


@cache
def kind_in(code: str, language: str) -> str:
    return str(Kind(code).label)


def stretch_mark() -> str:
    word = _("stretch")
    return f'<span class="stretch">{word}</span>'


def office_mark() -> str:
    word, mark = _("Set by the supervision office"), _("office’s")
    return f'<span class="ov" title="{word}">{mark}</span>'


def words_without_share(row) -> str:
    """Return what a row says instead of a share: why it is pending, a ceiling, milestones, or the report's gist."""
    if row.lamp == Lamp.GREY:
        return str(Reason(row.reason).label)
    if row.over_by is not None:
        return ceiling_words(row.over_by, row.unit)
    if row.reached and row.attained is None:
        met, all_of_them = row.reached
        return _("%(met)d of %(all)d milestones; %(gist)s") % {"met": met, "all": all_of_them, "gist": row.gist}
    return row.gist
