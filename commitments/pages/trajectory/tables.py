"""The table of trajectories."""

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..figures_shown import quantity, share_exactly
from ..tables import ListColumn, ListedTable

format_html_lazy = lazy(format_html, SafeString)

TICK = '<label><input type="checkbox" name="trajectory" value="{}"{}><span class="vh">{}</span></label>'
SPARK = (
    '<svg viewBox="0 0 112 26" class="spark" aria-hidden="true"><path d="M2 23.5h108" class="bs"/>'
    '<polyline points="{}"/></svg>'
)


class QuarterColumn(ListColumn):
    """The planned share at the end of a quarter, a dash after the due day."""

    def __init__(self, heading, number: int):
        super().__init__(heading, "num", "num", label=f"Q{number}")
        self.number = number

    def render(self, record):
        share = record.shares[self.number - 1]
        return mark_safe('<span class="soft">—</span>') if share is None else share_exactly(share)


class TrajectoryTable(ListedTable):
    """Commitments with their trajectories (query.TrajectoryRow), each led to its editor; `ticked` are to be confirmed.

    The column of ticks is there for those who may set trajectories.
    """

    tick = ListColumn(format_html_lazy('<span class="vh">{}</span>', gettext_lazy("Confirm")), "tick")
    target = ListColumn(gettext_lazy("Target"), "num", "num")
    line = ListColumn(gettext_lazy("Path"), "sp")
    q1 = QuarterColumn(gettext_lazy("Q1"), 1)
    q2 = QuarterColumn(gettext_lazy("Q2"), 2)
    q3 = QuarterColumn(gettext_lazy("Q3"), 3)
    q4 = QuarterColumn(gettext_lazy("Q4"), 4)
    standing = ListColumn(gettext_lazy("Standing"), "st")

    class Meta(ListedTable.Meta):
        sequence = ("tick", "...")
        empty_text = format_html_lazy(
            '{} <a class="link" href="?">{}</a>', gettext_lazy("No commitment has such a path."),
            gettext_lazy("Show all"),
        )  # fmt: skip

    def __init__(self, data, plan, query: str, *, may_set: bool, ticked=()):
        super().__init__(data, plan, query, () if may_set else ("tick",))
        self.address = reverse("trajectory_edit", args=[plan.key, "-"]).removesuffix("-/")
        self.ticked = ticked

    def render_tick(self, record):
        if record.standing != "proposed":
            return ""
        said = _("Confirm %(code)s") % {"code": record.commitment.code}
        checked = mark_safe(" checked" if record.token in self.ticked else "")  # noqa: S308 - one of two words
        return format_html(TICK, record.token, checked, said)

    def render_target(self, record):
        targets = ((f"{quantity(each.value)}{each.indicator.unit}",) for each in record.targets)
        return format_html_join(mark_safe("<br>"), "{}", targets)

    def render_line(self, record):
        return format_html(SPARK, record.line)

    def render_standing(self, record):
        words = {"proposed": _("Proposed"), "confirmed": _("Confirmed")}.get(record.standing)
        said = words or format_html('<span class="soft">{}</span>', _("straight"))
        if not record.is_changed:
            return said
        day = _("changed %(day)s") % {"day": f"{record.trajectory.valid_from:%m-%d}"}
        return format_html('{} <span class="cap">{}</span>', said, day)
