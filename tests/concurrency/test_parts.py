"""Two people move the same part of a supporting department at the same moment."""

from functools import partial

import pytest

from commitments.choices import PartState
from commitments.workflow import joint
from tests.concurrency.racing import one_of, refused
from tests.world import make_part, make_support, moment, part_row

NOW = moment("2024-10-20")


@pytest.fixture
def filed(cast):
    return lambda commitment: part_row(commitment, cast.other, cast.reporter, "filed", text="学校建成。")


def taken_in(commitment) -> int:
    """Return how often the part stands in the lead's report."""
    return sum(update.narrative.count("学校建成。") for update in commitment.updates.all())


def test_a_part_is_taken_over_once(cast, race, rounds, filed, acts):
    for commitment in rounds:
        part = filed(commitment)
        assert one_of(race(*(partial(joint.take_over, part, by=by, at=NOW) for by in (cast.reporter, cast.colleague))))
        assert taken_in(commitment) == 1
        assert acts(commitment) == ["part_take_over"]


@pytest.mark.parametrize("otherwise", ["return", "withdraw"])
def test_a_part_is_settled_once(cast, race, rounds, filed, acts, otherwise):
    for commitment in rounds:
        part = filed(commitment)
        other = {
            "return": partial(joint.give_back, part, by=cast.colleague, at=NOW, reason="缺表。"),
            "withdraw": partial(joint.withdraw, part, by=cast.outsider, at=NOW),
        }[otherwise]
        taken, moved = race(partial(joint.take_over, part, by=cast.reporter, at=NOW, version=part.version), other)
        assert one_of([taken, moved])
        part.refresh_from_db()
        assert (part.state == PartState.TAKEN) == (not refused(taken))
        assert taken_in(commitment) == int(not refused(taken))
        assert acts(commitment) == [f"part_{otherwise}" if refused(taken) else "part_take_over"]


def test_asking_twice_at_once_asks_once(cast, race, rounds, acts):
    for commitment in rounds:
        make_support(commitment, cast.other)
        ask = [partial(make_part, commitment, cast.other, by) for by in (cast.reporter, cast.colleague)]
        assert one_of(race(*ask))
        assert (commitment.parts.count(), acts(commitment)) == (1, ["part_ask"])
