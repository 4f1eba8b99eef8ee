"""How tests meet acts that are held back: they take effect at once, unless a test says otherwise."""

import datetime

import pytest

from commitments.workflow.reports import held_acts

REAL_HOLD_TIME = held_acts.HOLD_TIME


@pytest.fixture(autouse=True)
def acts_at_once(monkeypatch):
    """Hold nothing back: what is pressed is done, as it is some seconds later."""
    monkeypatch.setattr(held_acts, "HOLD_TIME", datetime.timedelta(0))


@pytest.fixture
def acts_held(acts_at_once, monkeypatch):
    """Hold acts back as in use."""
    monkeypatch.setattr(held_acts, "HOLD_TIME", REAL_HOLD_TIME)
