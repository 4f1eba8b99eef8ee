import pytest

from commitments.choices import Kind
from commitments.workflow import record, reporting
from tests.world import Cast, make_commitment, make_update, moment

QUOTE = "推进海绵城市建设"


@pytest.fixture
def cast(transactional_db):
    """Return the cast; afterwards the chain of the history must be whole."""
    cast = Cast()
    yield cast
    assert record.broken_at() is None


@pytest.fixture
def another(cast):
    """Return a function that makes one more commitment without figures, for a round of its own."""
    numbers = iter(range(2, 10_000))

    def make():
        return make_commitment(cast.plan, cast.department, f"4-1-{next(numbers)}", QUOTE, kind=Kind.QUALITATIVE)

    return make


@pytest.fixture
def submitted(cast, another):
    """Return a function that makes one more update which awaits its review, or its signature."""

    def make():
        return reporting.send(make_update(another(), cast.reporter), by=cast.reporter, at=moment())

    return make
