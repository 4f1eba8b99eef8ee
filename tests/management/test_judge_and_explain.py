"""The commands that print verdicts and what they rest on."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commitments.management.commands.judge import width
from commitments.models import Verdict
from tests.world import make_approved, make_commitment, make_milestone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")


def printed(*command, **options):
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def test_judge_prints_one_object_a_line_with_exact_figures(cast):
    (line,) = printed("judge", on="2024-10-24", format="json").splitlines()
    assert json.loads(line) == {
        "code": "4-1-1", "lamp": "green", "reason": "within_allowance", "attained": "62.00", "expected": "70.00",
        "gap": "-8.00", "ratio": "88.57", "cutoff": "2024-09-30", "official": "green", "department": "green",
        "office": None,
    }  # fmt: skip


def test_what_has_no_figure_is_null(cast):
    row = json.loads(printed("judge", on="2024-03-01", format="json"))
    assert (row["lamp"], row["reason"], row["attained"], row["cutoff"]) == ("grey", "nothing_due", None, None)


def test_the_table_is_aligned_by_what_a_terminal_shows(cast):
    make_commitment(cast.plan, cast.department, "4-1-4", "推进海绵城市建设", kind="qualitative")
    head, first, second = printed("judge", on="2024-10-24").splitlines()
    assert {width(line[: line.index(word)]) for line, word in ((first, "On track"), (second, "Pending"))} == {
        width(head[: head.index("Computed")])
    }


def test_judging_stores_nothing(cast):
    Verdict.objects.all().delete()
    assert "4-1-1" in printed("judge", on="2024-12-31")
    assert not Verdict.objects.exists()


def test_explain_prints_the_calculation_and_its_source(cast):
    text = printed("explain", "4-1-1", on="2024-10-24")
    assert "Attained: 6,200 ÷ 10,000 = 62%" in text
    assert "Gap: 62% − 70% = −8 points" in text
    assert "Source: report of 2024-Q3, revision 1, approved 2024-10-15 16:00" in text


def test_explain_on_an_earlier_day_knows_no_more_than_that_day(cast):
    text = printed("explain", "4-1-1", on="2024-10-14")
    assert "6,200" not in text
    assert "nothing approved yet" in text


def test_explain_tells_every_milestone(cast):
    commitment = make_commitment(cast.plan, cast.department, "4-1-5", "启动3座变电站建设", kind="milestone")
    make_milestone(commitment)
    make_approved(commitment, cast.reporter, cast.supervisor)
    assert "not reached by end of September, 92 days late" in printed("explain", "4-1-5", on="2024-10-24")


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        (("judge",), {"on": "2024-02-30"}, "is no day"),
        (("judge",), {"plan": "nowhere"}, "There is no plan"),
        (("explain", "9-9-9"), {}, "no commitment"),
        (("explain", "4-1-1"), {"on": "yesterday"}, "is no day"),
    ],
)
def test_what_is_not_there_is_said_in_words(cast, command, options, words):
    with pytest.raises(CommandError, match=words):
        printed(*command, **options)
