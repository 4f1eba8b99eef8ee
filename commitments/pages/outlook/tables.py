"""The tables of the outlook: targets that may be missed, and targets beside last year's results."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ...documents.typesetting import full_width
from ...rules.shown import format_growth, format_points
from ...rules.target import POINT_UNITS
from ..figures_shown import percent, quantity, signed_quantity
from ..lamps_shown import lamp
from ..tables import CommitmentTable, ListColumn, ListedTable


class LikelyTable(ListedTable):
    """Targets that projection or forecast would miss (workflow.judgement.outlook.TargetOutlook)."""

    target = ListColumn(gettext_lazy("Target"), "num", "num", label=gettext_lazy("Target"))
    actual = ListColumn(gettext_lazy("Actual"), "num", "num", label=gettext_lazy("Actual"))
    cutoff = ListColumn(gettext_lazy("Data to"))
    projection = ListColumn(gettext_lazy("Projection"), "num", "num", label=gettext_lazy("Projection"))
    forecast = ListColumn(gettext_lazy("Department's forecast"), "num", "num", label=gettext_lazy("Forecast"))
    short = ListColumn(gettext_lazy("Short by"), "num", "num", label=gettext_lazy("Short by"))
    lamp = ListColumn(gettext_lazy("Lamp"))

    class Meta(ListedTable.Meta):
        empty_text = gettext_lazy("Nothing reported so far points to a miss.")

    def render_target(self, record):
        return f"{quantity(record.target.value)}{record.target.indicator.unit}"

    def render_actual(self, record):
        return quantity(record.observation.value) or "—" if record.observation else "—"

    def render_cutoff(self, record):
        return f"{record.observation.cutoff:%Y-%m-%d}" if record.observation else ""

    def render_projection(self, record):
        return missing_by(record, record.projection, record.projected_short)

    def render_forecast(self, record):
        return missing_by(record, record.forecast, record.forecast_short)

    def render_short(self, record):
        return format_html("<b>{}</b>", lacking_words(record, record.worse, record.short))

    def render_lamp(self, record):
        return lamp(record.lamp)


class LastYearTable(CommitmentTable):
    """Targets beside last year's figures (workflow.judgement.outlook.YearOnYear)."""

    lead = None
    last = ListColumn("", "num", "num")
    target = ListColumn("", "num", "num")
    change = ListColumn(pgettext_lazy("difference", "Change"), "num", "num")
    share = ListColumn("%", "num", "num")
    comparability = ListColumn(gettext_lazy("Comparability"))
    wording = ListColumn(gettext_lazy("Last year's wording"), "why")

    class Meta(CommitmentTable.Meta):
        empty_text = gettext_lazy("No target of this kind.")

    def __init__(self, data, plan, query: str):
        super().__init__(data, plan, query)
        columns = self.columns.columns
        last, target = columns["last"].column, columns["target"].column
        last.verbose_name = last.label = str(plan.year - 1)
        target.verbose_name, target.label = _("Target %(year)s") % {"year": plan.year}, str(plan.year)

    def render_last(self, record):
        return f"{quantity(record.last)}{record.unit}"

    def render_target(self, record):
        return f"{quantity(record.target.value)}{record.target.indicator.unit}"

    def render_change(self, record):
        if not record.change:
            return "—"
        difference = signed_quantity(record.change.difference)
        return _("%(points)s points") % {"points": difference} if record.unit in POINT_UNITS else difference

    def render_share(self, record):
        share = record.change and record.change.share
        return "—" if share is None else format_growth(share)

    def render_comparability(self, record):
        return record.commitment.get_last_year_comparability_display()

    def render_wording(self, record):
        return full_width(record.commitment.last_year_quote)


def missing_by(record, value, short):
    """Return a figure with what it lacks of the target; a dash without one."""
    lacking = format_html("<small> −{}</small>", lacking_words(record, value, short)) if short else ""
    return format_html("{}{}", quantity(value) or "—", lacking)


def lacking_words(record, value, short) -> str:
    """Return what a figure lacks of its target: points of a percentage, else percent of the target."""
    if record.measure.in_points:
        return _("%(points)s points") % {"points": format_points(record.measure.value - value)}
    return percent(short)
