"""The table of a plan's reporting periods."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...documents.period_words import period_text
from ..figures_shown import days_left
from ..tables import ListColumn, ListTable, RowHeadColumn

SOFT = '<span class="soft">{}</span>'
LINK = '<a class="link" href="{}{}">{}</a>'
HIDDEN_HEAD = lazy(format_html, SafeString)('<span class="vh">{}</span>', gettext_lazy("What can be done"))


class PeriodColumn(ListColumn):
    """A column whose name stands in its cells where the heads are not shown."""

    def __init__(self, heading, kind="nb", head=None):
        super().__init__(heading, kind, head, label=heading)


class CountColumn(PeriodColumn):
    """How many reports are owed, or stand in one of the states that add up; a dash for those who may not know."""

    def __init__(self, heading, name: str):
        super().__init__(heading, "num", "num")
        self.name = name

    def render(self, record):
        count = record.counts.get(self.name)
        return "—" if count is None else count


class PeriodTable(ListTable):
    """Periods with their days, extensions and counts (query.PeriodRow); what may be done is there for the office.

    `following` is the period to be opened next; extensions of one's own department (`own`) need no name.
    """

    period = RowHeadColumn(gettext_lazy("Period"))
    covers = PeriodColumn(gettext_lazy("Covers"))
    opens = PeriodColumn(gettext_lazy("Planned opening"))
    opened = PeriodColumn(gettext_lazy("Opened"))
    due = PeriodColumn(gettext_lazy("Due"))
    extended = PeriodColumn(gettext_lazy("Extended"), "")
    owed = CountColumn(gettext_lazy("Owed"), "owed")
    approved = CountColumn(gettext_lazy("Approved"), "approved")
    submitted = CountColumn(gettext_lazy("Awaiting review"), "submitted")
    returned = CountColumn(gettext_lazy("Returned"), "returned")
    unsent = CountColumn(gettext_lazy("Not sent"), "unsent")
    closed = PeriodColumn(gettext_lazy("Closed on"), "nb cl", "cl")
    acts = ListColumn(HIDDEN_HEAD, "do")

    class Meta(ListTable.Meta):
        attrs = {"class": "pt"}

    def __init__(self, data, plan, today, *, following=None, own=None, office=False):
        super().__init__(data, () if office else ("acts",))
        self.plan, self.today, self.following, self.own = plan, today, following, own

    def row(self, record) -> str:
        start = '<tr class="now">' if record.is_open else self.row_start
        return f"{start}{self.cells(record)}</tr>"

    def sheet(self, record) -> str:
        return reverse("periods_sheet", args=[self.plan.key, record.period.code])

    def render_period(self, record):
        return format_html(LINK, self.sheet(record), "", period_text(record.period.code, "full"))

    def render_covers(self, record):
        return f"{record.period.starts:%m-%d} – {record.period.ends:%m-%d}"

    def render_opens(self, record):
        return f"{record.period.opens:%Y-%m-%d}"

    def render_opened(self, record):
        opened = record.period.opened
        return f"{opened:%Y-%m-%d}" if opened else format_html(SOFT, _("not opened yet"))

    def render_due(self, record):
        due = record.period.due
        left = _("past") if record.is_past else days_left(due, self.today)
        said = format_html(SOFT, left) if record.is_open else ""
        return format_html("<b>{}</b> {} {}", f"{due:%Y-%m-%d}", date_format(due, "D"), said)

    def render_extended(self, record):
        told = [(self.extension_words(each),) for each in record.extensions]
        return format_html_join("", "<p>{}</p>", told) if told else format_html(SOFT, "—")

    def extension_words(self, extension):
        words = {"day": f"{extension.due:%m-%d}", "weekday": date_format(extension.due, "D")}
        whose = "" if self.own else f"{extension.department} "
        return format_html('{}<span class="nb">{}</span>', whose, _("to %(day)s %(weekday)s") % words)

    def render_closed(self, record):
        if record.period.closed:
            return f"{record.period.closed:%Y-%m-%d}"
        return _("open for reporting") if record.is_open else format_html(SOFT, "—")

    def render_acts(self, record):
        links = ((self.sheet(record), f"#{name}", words) for name, words in self.acts_on(record))
        return format_html_join(" ", LINK, links)

    def acts_on(self, record) -> list[tuple]:
        """Return (place on the period's page, words) of what the office may do to a period."""
        move = [] if record.is_past else [("due", _("Move the due day"))]
        if record.is_open:
            return [("extend", _("Give more time")), *move, ("close", _("Close"))]
        if record.period.closed:
            return [("reopen", _("Reopen"))]
        return [("open", _("Open it"))] * (record.period == self.following) + move
