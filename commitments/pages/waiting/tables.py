"""The table of what waits: to whom it falls and by when."""

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ...documents.period_words import period_text
from ...documents.typesetting import full_width
from ..figures_shown import icon, late_words
from ..tables import CommitmentTable, ListColumn, RowHeadColumn
from .words import left, place_to_act, stage_word, state_word, whom

format_html_lazy = lazy(format_html, SafeString)

CAPTION = '<span class="cap why">{}</span>'


class WaitTable(CommitmentTable):
    """Things that wait (workflow.todo.waiting.Wait) as of a day; the way to each only where it waits for the reader."""

    code = ListColumn(gettext_lazy("Code"), "code", "code")
    title = RowHeadColumn(gettext_lazy("Commitment"))
    lead = None
    state = ListColumn(gettext_lazy("State"), "st", "st")
    waits_for = ListColumn(gettext_lazy("Waits for"), "wh", "wh")
    since = ListColumn(pgettext_lazy("a day", "Since"), "num dy", "num dy")
    due = ListColumn(gettext_lazy("Due"), "num dy", "num dy")
    time_left = ListColumn(gettext_lazy("Time left"), "num lf", "num lf")
    act = ListColumn(format_html_lazy('<span class="vh">{}</span>', gettext_lazy("Deal with it")), "num go", "num go")

    # The library does not inherit it.
    class Meta(CommitmentTable.Meta):
        pass

    def __init__(self, data, plan, on, kind: str):
        super().__init__(data, plan, "", () if kind == "mine" else ("act",))
        self.plan, self.on = plan, on
        self.attrs["class"] = f"wt {kind}"
        self.names_period = len({wait.period.pk for wait in data}) > 1

    def render_title(self, record):
        reason = full_width(record.reason) if record.state in ("returned", "draft") else ""
        return with_reason(super().render_title(record), reason)

    def render_state(self, record):
        words = with_lack(state_word(record.key), record.data_awaited)
        period = format_html(CAPTION, period_text(record.period.code, "full")) if self.names_period else ""
        return format_html("{}{}", words, period)

    def render_waits_for(self, record):
        return whom(record)

    def render_since(self, record):
        return f"{record.since:%m-%d}"

    def render_due(self, record):
        return f"{record.due:%m-%d}"

    def render_time_left(self, record):
        days = record.days_over(self.on)
        return over_words(days) if days else left(record.due, self.on)

    def render_act(self, record):
        words, code = _("Deal with it"), record.commitment.code
        link = '<a class="link" href="{}">{}<span class="vh"> {}</span></a>'
        return format_html(link, place_to_act(record, self.plan), words, code)


class BoardTable(CommitmentTable):
    """Commitments behind a number of the board (board.BoardItem): how far the report is, and how late."""

    state = ListColumn(gettext_lazy("State"), "st", "st")
    lead = ListColumn(gettext_lazy("Lead department"), "wh", "wh")
    due = ListColumn(gettext_lazy("Due"), "num dy", "num dy")
    late = ListColumn(gettext_lazy("Days late"), "num lf", "num lf")

    class Meta(CommitmentTable.Meta):
        attrs = {"class": "wt"}
        sequence = ("code", "title", "state", "lead", "...")
        empty_text = gettext_lazy("No commitment is at this stage any more.")

    def render_title(self, record):
        return with_reason(super().render_title(record), full_width(record.reason))

    def render_state(self, record):
        return with_lack(stage_word(record.stage), record.data_awaited)

    def render_due(self, record):
        return f"{record.due:%m-%d}"

    def render_late(self, record):
        return over_words(record.days_late) if record.days_late else ""


def with_reason(said, reason: str):
    """Return what was said, and below it why a report was returned."""
    why = format_html(CAPTION, _("Returned: %(reason)s") % {"reason": reason}) if reason else ""
    return format_html("{}{}", said, why)


def with_lack(said, data_awaited: bool):
    """Return how far something is, and below it that nothing is lacking but data."""
    lack = format_html(CAPTION, _("Lacks only data not yet published; no reminders"))
    return format_html("{}{}", said, lack if data_awaited else "")


def over_words(days: int):
    """Return how many days something is over its due day, with a mark."""
    return format_html('<span class="od">{}{}</span>', icon("warn"), late_words(days))
