"""The table of a commitment's history."""

from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...documents.history_words import history_words
from ..tables import ListColumn, ListTable


class HistoryTable(ListTable):
    """Entries of the history (models.HistoryEntry), each with the beginning of its digest."""

    at = ListColumn(gettext_lazy("Time"))
    recorded = ListColumn(gettext_lazy("Recorded"), "cap")
    what = ListColumn(gettext_lazy("What"))
    note = ListColumn(gettext_lazy("Note"))
    digest = ListColumn(gettext_lazy("Digest"), "cap")

    class Meta(ListTable.Meta):
        attrs = {"class": "ht"}
        empty_text = gettext_lazy("Nothing recorded yet.")

    def render_at(self, record):
        at = localtime(record.at)
        return format_html('<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), f"{at:%Y-%m-%d %H:%M}")

    def render_recorded(self, record):
        return f"{localtime(record.recorded):%Y-%m-%d %H:%M}"

    def render_what(self, record):
        sample = format_html(' <span class="cap">{}</span>', _("sample")) if record.sample else ""
        return format_html("{}{}", history_words(record), sample)

    def render_digest(self, record):
        return f"{record.digest[:12]}…"
