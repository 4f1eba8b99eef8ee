"""The tables behind the numbers of the overview."""

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...documents.typesetting import full_width
from ..figures_shown import late_words, percent
from ..lamps_shown import lamp, lamp_word
from ..tables import ListColumn, ListTable, RowHeadColumn

TURNED = '<span data-on="{}">{}</span> <span class="ar">→</span> {}'


class StandingTable(ListTable):
    """Commitments of a standing; `item_of` returns a record's item, `places` is where they lead.

    `places` is (where a commitment's page begins, what it ends with).
    """

    code = ListColumn(gettext_lazy("Code"), "code")
    title = RowHeadColumn(gettext_lazy("Commitment"))
    lead = ListColumn(gettext_lazy("Lead"))

    class Meta(ListTable.Meta):
        attrs = {"class": "bh"}
        empty_text = gettext_lazy("None.")

    def __init__(self, data, places: tuple[str, str]):
        super().__init__(data)
        self.address, self.query = places

    def item_of(self, record):
        return record.item

    def render_code(self, record):
        return self.item_of(record).row.code

    def render_title(self, record):
        row = self.item_of(record).row
        return format_html('<a href="{}{}/{}">{}</a>', self.address, row.code, self.query, full_width(row.title))

    def render_lead(self, record):
        return self.item_of(record).row.department or ""

    def render_lamp(self, record):
        return lamp(self.item_of(record).lamp)


class LampTable(StandingTable):
    """The commitments of one lamp, section, department or leader (standing.StandingItem)."""

    lamp = ListColumn(gettext_lazy("Lamp"))

    class Meta(StandingTable.Meta):
        pass

    def item_of(self, record):
        return record


class LateTable(StandingTable):
    """Missing reports (standing.StandingItem), department by department: its name stands at its first."""

    department = ListColumn(gettext_lazy("Department"))
    lead = None
    days = ListColumn(gettext_lazy("Days late"), "num", "num")

    class Meta(StandingTable.Meta):
        sequence = ("department", "...")
        empty_text = gettext_lazy("No report is late.")

    def __init__(self, groups, places):
        super().__init__([item for group in groups for item in group.items], places)
        self.firsts = {group.items[0].row.pk: group.department for group in groups}

    def item_of(self, record):
        return record

    def render_department(self, record):
        return self.firsts.get(record.row.pk, "")

    def render_days(self, record):
        return late_words(record.verdict.days_late)


class DecisionTable(StandingTable):
    """What needs a decision (lists.Decision)."""

    asked = ListColumn(gettext_lazy("What is asked"), "asked")
    lamp = ListColumn(gettext_lazy("Lamp"))
    waiting = ListColumn(gettext_lazy("Waiting"), "num", "num")

    class Meta(StandingTable.Meta):
        sequence = ("code", "title", "asked", "...")
        empty_text = gettext_lazy("Nothing waits for a decision.")

    def render_asked(self, record):
        verdict = record.item.verdict
        lamps = {"own": lamp_word(verdict.self_lamp), "office": lamp_word(verdict.office_lamp)}
        return record.help_needed or _("department says %(own)s, the office says %(office)s") % lamps

    def render_waiting(self, record):
        return ngettext("%(days)s day", "%(days)s days", record.waiting) % {"days": record.waiting}


class ChangedTable(StandingTable):
    """Lamps that turned (standing.StandingItem) since the day compared with; its heads are not shown."""

    turned = ListColumn(gettext_lazy("Lamp"), "tr")

    class Meta(StandingTable.Meta):
        attrs = {"class": "bh even", "thead": {"class": "vh"}}

    def __init__(self, data, places, compared):
        super().__init__(data, places)
        self.compared = compared

    def item_of(self, record):
        return record

    def render_turned(self, record):
        return format_html(TURNED, f"{self.compared:%Y-%m-%d}", lamp(record.verdict.before), lamp(record.lamp))


class PraiseTable(StandingTable):
    """What was finished early or is well ahead (lists.Praised), with its reason; its heads are not shown."""

    said = ListColumn(gettext_lazy("Why"))
    lamp = ListColumn(gettext_lazy("Lamp"))

    class Meta(StandingTable.Meta):
        attrs = {"class": "bh even", "thead": {"class": "vh"}}

    def render_said(self, record):
        if record.said:
            return record.said
        day = date_format(record.cutoff, "MONTH_DAY_FORMAT") if record.cutoff else ""
        if record.planned is None:
            return _("done by %(day)s") % {"day": day}
        return _("met by %(day)s, when %(planned)s was due") % {"day": day, "planned": percent(record.planned)}


class MeasuredTable(StandingTable):
    """Targets whose shares are averaged (figures.TargetShare)."""

    indicator = ListColumn(gettext_lazy("Indicator"))
    cutoff = ListColumn(gettext_lazy("Data to"))
    attained = ListColumn(gettext_lazy("Attained"), "num", "num")
    counted = ListColumn(gettext_lazy("Counted"), "num", "num")
    expected = ListColumn(gettext_lazy("Planned"), "num", "num")
    lamp = ListColumn(gettext_lazy("Lamp"))

    class Meta(StandingTable.Meta):
        template_name = "overview/_measured.html"
        sequence = ("code", "title", "indicator", "...")
        empty_text = gettext_lazy("No figure has been reported yet.")

    def render_indicator(self, record):
        return full_width(record.indicator)

    def render_cutoff(self, record):
        return date_format(record.cutoff, _("F j")) if record.cutoff else ""

    def render_attained(self, record):
        return percent(record.attained)

    def render_counted(self, record):
        return percent(record.counted)

    def render_expected(self, record):
        return percent(record.expected)
