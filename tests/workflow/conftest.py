import pytest

from tests.world import Cast


@pytest.fixture
def cast(db):
    return Cast()
