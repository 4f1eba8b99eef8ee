"""The ledger's columns: which there are, which are shown, and what heads them."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

RIGHT = {"th": {"class": "num"}}
ALWAYS = ("code", "title")
USUAL = ["target", "lead", "progress", "actual", "attained", "gap", "lamp", "updated"]


class LedgerTable(tables.Table):
    """The heads and orders of the columns; the rows are printed by pages.ledger.cells."""

    code = tables.Column(_("Code"))
    title = tables.Column(_("Commitment"))
    target = tables.Column(_("Target"), orderable=False)
    lead = tables.Column(_("Lead department"))
    leader = tables.Column(_("Leader in charge"), orderable=False)
    due = tables.Column(_("Due date"), attrs=RIGHT)
    progress = tables.Column(_("Attained and planned"), orderable=False)
    actual = tables.Column(_("Actual"), orderable=False, attrs=RIGHT)
    attained = tables.Column(_("Attained"), attrs=RIGHT)
    gap = tables.Column(_("Gap"), attrs=RIGHT)
    own = tables.Column(_("Own lamp"), orderable=False)
    lamp = tables.Column(_("Lamp"), attrs={"th": {"class": "lm"}})
    updated = tables.Column(_("Updated"), attrs=RIGHT)

    class Meta:
        order_by_field, page_field, per_page_field = "sort", "page", "per"


# (name, label) of every column that may be left out.
CHOICES = [(name, column.verbose_name) for name, column in LedgerTable.base_columns.items() if name not in ALWAYS]


def table_heads(columns: list[str], sort: str) -> LedgerTable:
    """Return the table whose columns are code, title and these; `sort` is the order in the address."""
    hidden = [name for name, _label in CHOICES if name not in columns]
    return LedgerTable([], order_by=sort, exclude=hidden)
