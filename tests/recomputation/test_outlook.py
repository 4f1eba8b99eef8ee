"""What is stored of the outlook and of the year's end is what the facts of the day say, on every day kept."""

from collections import Counter

import pytest

from commitments.documents.year_end_data import changed_count, class_count, year_end_data
from commitments.workflow.judgement.likely_misses import LikelyMisses
from commitments.workflow.judgement.outlook import likely_to_miss, outlooks, plan_snapshot
from commitments.workflow.judgement.year_end import year_completion
from commitments.workflow.judgement.year_end_counts import Chosen, YearEndCounts

pytestmark = pytest.mark.django_db
SHOWN = (
    "commitment", "target", "projection", "forecast", "projected_short", "forecast_short", "short", "worse", "lamp",
)  # fmt: skip


def shown(each) -> tuple:
    """Return all the page shows of a target's outlook."""
    observed = each.observation and (each.observation.value, each.observation.cutoff)
    return *(getattr(each, name) for name in SHOWN), observed, each.measure.value, each.measure.in_points


def test_what_is_likely_to_be_missed_is_stored_as_the_facts_say(rehearsed):
    seen = Counter()
    assert rehearsed.kept
    for day in rehearsed.kept:
        stored, known = LikelyMisses(rehearsed.plan, day), plan_snapshot(rehearsed.plan, day)
        expected = list(map(shown, likely_to_miss(known)))
        assert list(map(shown, stored.told(stored.all))) == expected, day
        measured = sum(each.projection is not None or each.forecast is not None for each in outlooks(known))
        assert stored.foreseen == measured, day
        seen[len(expected)] += 1
    assert len(seen) >= 4, seen


def test_the_classes_and_the_mean_are_stored_as_the_facts_say(rehearsed):
    seen = set()
    assert rehearsed.kept
    for day in rehearsed.kept:
        stored, pack = YearEndCounts(rehearsed.plan, day), year_end_data(rehearsed.plan, day)
        rows = [row for section in pack["sections"] for row in section["rows"]]
        assert (stored.whole, stored.changed) == (class_count(rows), changed_count(rows)), day
        assert stored.completion == year_completion(plan_snapshot(rehearsed.plan, day)), day
        told = {section.code: stored.by_section[key] for key, section in stored.sections.items()}
        assert told == {section["code"]: class_count(section["rows"]) for section in pack["sections"]}, day
        assert list(told) == [section["code"] for section in pack["sections"]]
        seen.add(frozenset(stored.whole.items()))
    assert len(seen) >= 4


def test_the_rows_behind_a_number_are_those_of_its_class(rehearsed):
    day = list(rehearsed.kept)[-1]
    stored, pack = YearEndCounts(rehearsed.plan, day), year_end_data(rehearsed.plan, day)
    codes = dict(rehearsed.plan.commitments.values_list("pk", "code"))
    rows = [row for section in pack["sections"] for row in section["rows"]]
    assert len(stored.whole) >= 4
    for code, provisional in stored.whole:
        found = [codes[pk] for pk in stored.chosen(Chosen(code, provisional))]
        same = [row["code"] for row in rows if (row["class"], row["provisional"]) == (code, provisional)]
        assert found == same
