"""Any past day can be asked again: judged later, it is what was stored when it ended."""

import datetime

import pytest

from commitments.models import Verdict
from commitments.workflow.judgement.assessment import verdicts_on
from tests.recomputation.conftest import KEPT, as_stored
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def test_every_day_kept_is_judged_later_as_it_was_at_the_time(rehearsed):
    assert [*rehearsed.kept] == [*KEPT, TODAY]
    Verdict.objects.all().delete()
    for day, stored in rehearsed.kept.items():
        again = as_stored(rehearsed.plan, day)
        assert {code: (stored[code], again[code]) for code in stored if stored[code] != again[code]} == {}, day


def test_the_days_kept_tell_different_stories(rehearsed):
    lamps = {tuple(row[0] for row in stored.values()) for stored in rehearsed.kept.values()}
    assert len(lamps) >= 6


def test_what_was_stored_along_the_way_is_what_is_judged_now(rehearsed):
    day = TODAY - datetime.timedelta(days=1)
    before = as_stored(rehearsed.plan, day)
    Verdict.objects.filter(on=day).delete()
    verdicts_on(rehearsed.plan, day)
    assert as_stored(rehearsed.plan, day) == before
