"""A promise's own line through the links between years."""

import pytest

from commitments.rules.promise_years import YearLink, links_through

# earlier → later: 1 was split into 2 and 3; 3 and 4 were merged into 5, which 6 follows.
LINES = ((1, 2), (1, 3), (3, 5), (4, 5), (5, 6))
CASES = {1: {1, 2, 3, 5, 6}, 2: {1, 2}, 3: {1, 3, 5, 6}, 4: {4, 5, 6}, 5: {1, 3, 4, 5, 6}, 6: {1, 3, 4, 5, 6}, 9: set()}


@pytest.mark.parametrize("start", CASES)
def test_a_line_is_walked_back_and_on_and_never_sideways(start):
    found = links_through([YearLink(later, earlier, "split") for earlier, later in LINES], start)
    assert {end for link in found for end in (link.later, link.earlier)} == CASES[start]
    assert len(found) == len(set(found))


def test_a_circle_is_walked_once():
    found = links_through([YearLink(2, 1, "same"), YearLink(1, 2, "same")], 1)
    assert len(found) in (2, 4)
