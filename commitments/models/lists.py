"""The laws of every list: its rows fetch nothing by themselves, and where it is cut its order is total."""

from django.conf import settings
from django.db import models
from django.db.models import FETCH_ONE, FETCH_PEERS, FETCH_RAISE

# Whoever writes the code is stopped; a reader whom a gap in the tests lets through is not punished for it with an error
# page: there the missing relation is fetched once for all rows of the list.
FETCH_OF_LISTS = FETCH_RAISE if settings.HIDDEN_FETCHES_RAISE else FETCH_PEERS


class LedgerQuerySet(models.QuerySet):
    """The queryset of every model: whoever lists rows names what of them is needed.

    In tests and in development a row of a list raises FieldFetchBlocked for a relation or a field the query left out;
    only what is read alone, by get, first or last, may fetch. A slice raises ValueError where rows could change places
    between two pages.
    """

    is_list = True

    def alone(self):
        """Return the same query for the reading of one row, which may fetch what it is asked for."""
        one = self._chain()
        one.is_list = False
        return one

    def in_total_order(self):
        """Return the rows in the same order, those alike in it by their keys."""
        if self.totally_ordered or self.query.is_sliced:
            return self
        given = self.query.order_by or (self.query.get_meta().ordering if self.ordered else ())
        return self.order_by(*given, "pk")

    def get(self, *args, **kwargs):
        return models.QuerySet.get(self.alone(), *args, **kwargs)

    def first(self):
        return models.QuerySet.first(self.alone().in_total_order())

    def with_code(self, code: str):
        """Return the row that somebody asked for by its code, whatever they sent; None where there is none."""
        return None if "\0" in code else self.filter(code=code).first()

    def last(self):
        return models.QuerySet.last(self.alone().in_total_order())

    def iterator(self, *args, **kwargs):
        return models.QuerySet.iterator(self.fetch_mode(FETCH_OF_LISTS), *args, **kwargs)

    def __getitem__(self, place):
        if self._result_cache is None and not self.query.is_sliced and not self.totally_ordered:
            raise ValueError(f"{self.model.__name__} is cut in no total order: {self.query.order_by or 'unordered'}")
        return super().__getitem__(place)

    def __repr__(self):
        # It cuts too; a message about a list must not fail for it.
        return models.QuerySet.__repr__(self.in_total_order()) if self._result_cache is None else super().__repr__()

    def _clone(self):
        clone = super()._clone()
        clone.is_list = self.is_list
        return clone

    def _fetch_all(self):
        # Here and not in __init__: a relation's manager hands its rows the mode of the row it starts from.
        self._fetch_mode = FETCH_OF_LISTS if self.is_list else FETCH_ONE
        super()._fetch_all()
