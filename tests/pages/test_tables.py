"""The pages' tables: what sorts, what is left out, and that their lean rows say what a row of the library says."""

import pytest
from django_tables2.rows import BoundRow

from commitments.pages.commitment.tables import HistoryTable
from commitments.pages.ledger.rows import ledger_rows
from commitments.pages.ledger.tables import ALWAYS, CHOICES, USUAL, LedgerTable, LinesData
from commitments.pages.outline import LINE_COLUMNS, SORT_KEYS, LedgerLine, judge_missing
from commitments.pages.overview.tables import LampTable
from commitments.pages.periods.tables import PeriodTable
from commitments.pages.tables import ListColumn, ListTable
from commitments.pages.trajectory.tables import TrajectoryTable
from commitments.pages.waiting.tables import BoardTable, WaitTable
from tests.world import TODAY, make_approved

EVERY = [name for name, _label in CHOICES]


class SmallTable(ListTable):
    name = ListColumn("Name", "n", orderable=True)
    size = ListColumn("Size", label="Size <m>")

    class Meta(ListTable.Meta):
        pass


class TableWithoutMeta(ListTable):
    pass


class Thing:
    def __init__(self, name, size):
        self.name, self.size = name, size


def ledger_table(lines=(), chosen=(), order=""):
    return LedgerTable(LinesData(list(lines), list), chosen, order, in_bands=False, address="/c/", query="?on=x")


def line(code, key):
    return LedgerLine(**dict.fromkeys(LedgerLine._fields) | {"pk": code, "key": key})


def test_columns_sort_exactly_where_the_query_can():
    table = ledger_table(chosen=EVERY)
    assert {column.name for column in table.columns if column.orderable} == set(SORT_KEYS)


def tables_below(table) -> list[type]:
    return [each for below in table.__subclasses__() for each in (below, *tables_below(below))]


def test_every_table_has_the_shared_template():
    tables = [table for table in tables_below(ListTable) if table.__module__.startswith("commitments.pages")]
    shared = {"_parts/table.html", "ledger/_table.html", "overview/_measured.html"}
    assert {LedgerTable, WaitTable, BoardTable, TrajectoryTable, PeriodTable, LampTable, HistoryTable} <= {*tables}
    assert {table._meta.template_name for table in tables} == shared
    # The library does not inherit the options of a table.
    assert TableWithoutMeta._meta.template_name not in shared


def test_every_field_of_a_line_is_read_by_its_name():
    assert set(LINE_COLUMNS) == set(LedgerLine._fields)


def test_what_was_not_chosen_is_left_out():
    assert [column.name for column in ledger_table(chosen=["gap", "due"]).columns] == [*ALWAYS, "due", "gap"]


def test_cells_of_a_choice_of_columns_bear_their_names_for_narrow_windows():
    own, usual = ledger_table(chosen=["due", "lamp"]), ledger_table(chosen=USUAL)
    assert 'data-label="Due date"' in own.columns["due"].column.start
    assert (own.attrs["class"], usual.attrs["class"]) == ("lg own", "lg")
    assert "data-label" not in usual.columns["lamp"].column.start


@pytest.mark.parametrize(("order", "codes"), [("", "abc"), ("gap", "cab"), ("-gap", "acb")])
def test_rows_sort_by_a_column_that_is_not_shown_and_those_without_a_value_come_last(order, codes):
    table = ledger_table([line("a", 2), line("b", None), line("c", 1)], ["due"], order)
    assert "gap" not in [column.name for column in table.columns]
    assert "".join(each.pk for each in table.rows.data) == codes


def test_a_cell_escapes_what_was_typed_and_keeps_its_label():
    table = SmallTable([Thing("<b>", 3)])
    assert table.lines(table.data) == ('<tr><td class="n">&lt;b&gt;</td><td data-label="Size &lt;m&gt;">3</td></tr>')


def test_a_table_without_rows_has_no_run():
    assert SmallTable([]).runs() == []
    assert len(SmallTable([Thing("a", 1)]).runs()) == 1


@pytest.mark.django_db
def test_a_row_says_what_a_row_of_the_library_says(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    table = ledger_table(chosen=EVERY)
    judge_missing(cast.plan, TODAY)
    (row,) = ledger_rows(cast.plan, [cast.commitment.pk], TODAY, None)
    cells = [str(cell) for cell in BoundRow(row, table)]
    assert len(cells) == len(EVERY) + len(ALWAYS)
    assert [cell for cell in cells if f">{cell}<" not in table.lines([row])] == []


@pytest.mark.django_db
def test_a_row_holds_each_value_under_its_name(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    judge_missing(cast.plan, TODAY)
    (row,) = ledger_rows(cast.plan, [cast.commitment.pk], TODAY, None)
    told = (row.code, row.title, row.due, row.lead, row.actual, row.gap)
    verdict = cast.commitment.verdicts.get(on=TODAY)
    lead = cast.department.short_name
    assert told == ("4-1-1", cast.commitment.title, cast.commitment.due, lead, verdict.actual, verdict.gap)
