"""The ledger's columns. The body is printed by the room's own template: eleven cells a row, nothing else."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

RIGHT = {"th": {"class": "num"}}


class LedgerTable(tables.Table):
    """Rows of pages.ledger.rows; None sorts last whichever way."""

    code = tables.Column(_("Code"), order_by="order")
    title = tables.Column(_("Commitment"))
    target = tables.Column(_("Target"), orderable=False)
    lead = tables.Column(_("Lead department"))
    progress = tables.Column(_("Attained and planned"), orderable=False, empty_values=())
    actual = tables.Column(_("Actual"), orderable=False, attrs=RIGHT)
    attained = tables.Column(_("Attained"), attrs=RIGHT)
    gap = tables.Column(_("Gap"), attrs=RIGHT)
    lamp = tables.Column(_("Lamp"), order_by=("rank", "order"), attrs={"th": {"class": "lm"}})
    updated = tables.Column(_("Updated"), attrs=RIGHT)

    class Meta:
        template_name = "ledger/_table.html"
        order_by_field, page_field, per_page_field = "sort", "page", "per"
        attrs = {"class": "lg"}


# What a sort in the address may ask for → how a row answers it.
KEYS = {
    "code": lambda row: row.order,
    "title": lambda row: row.title,
    "lead": lambda row: row.lead,
    "attained": lambda row: row.attained,
    "gap": lambda row: row.gap,
    "lamp": lambda row: (row.rank, row.order),
    "updated": lambda row: row.updated,
}


def ordered(rows: list, sort: str) -> list:
    """Return the rows in the asked order, those without a value last; an unknown order is the report's."""
    key = KEYS.get(sort.removeprefix("-"))
    if key is None:
        return rows
    given = [row for row in rows if key(row) is not None]
    return sorted(given, key=key, reverse=sort.startswith("-")) + [row for row in rows if key(row) is None]
