"""What was most likely meant: departments by what tells them apart, days of the plan's year, figures mistyped."""

import pytest

from commitments.rules.likely_words import likely_days, likely_figure, likely_names

SHORT = ("区发改局", "区教育局", "区卫健局", "区财政局")
NAMES = dict(zip(SHORT, SHORT, strict=True)) | {"FGJ": "区发改局", "武昌区发展和改革局": "区发改局"}


@pytest.mark.parametrize(
    ("word", "first"),
    [("区发改委", "区发改局"), ("武昌区发展改革局", "区发改局"), ("区卫健委", "区卫健局"), ("教育局", "区教育局"),
     ("区财证局", "区财政局")],
)  # fmt: skip
def test_a_department_written_otherwise_is_offered_first(word, first):
    assert likely_names(word, NAMES)[0] == first


def test_each_is_offered_once_at_most_three_and_nobody_unlike():
    assert likely_names("区发改委", NAMES).count("区发改局") == 1
    assert len(likely_names("区局", dict.fromkeys(map(str, range(9)), "") | NAMES)) <= 3
    assert likely_names("长江水利委员会", NAMES) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-12-31", ["2025-12-31"]),
        ("2025.6.31", ["2025-06-30", ]),
        ("2025.13", ["2025-01-03"]),
        ("20251231", ["2025-12-31"]),
        ("2025.1115", ["2025-11-15"]),
        ("２０２６年３月１日", ["2025-03-01"]),
        ("尽快", []),
        ("2025.99", ["2025-09-09"]),
    ],
)  # fmt: skip
def test_a_day_no_plan_can_hold_becomes_those_it_may_mean(text, days):
    assert likely_days(text, 2025)[: len(days) or None] == days


@pytest.mark.parametrize(("text", "figure"), [("1O0个", ["100"]), ("约 3,500", ["3500"]), ("l2", ["12"]), ("12", []),
                                              ("若干", [])])  # fmt: skip
def test_a_figure_mistyped_is_offered_plain(text, figure):
    assert likely_figure(text) == figure
