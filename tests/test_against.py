"""What is measured beside another revision does what its name says, and leaves nothing behind."""

import datetime
from contextlib import ExitStack, closing

import pytest

from benchmarks.against.__main__ import SPOTS as MEASURED
from benchmarks.against.__main__ import line, options
from benchmarks.against.child import ANSWERED, listed, size
from benchmarks.against.forms import forms_of, reporters
from benchmarks.against.house import House
from benchmarks.against.spots import SPOTS
from benchmarks.against.trees import checked_out
from commitments.choices import UpdateState
from commitments.models import HistoryEntry, ProgressUpdate, Verdict
from commitments.workflow.reports import moves
from tests.world import TODAY, make_approved, make_commitment, make_target, make_update, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(cast, settings, acts_at_once):
    """Return the small world with one report owed and one waiting for the office."""
    settings.ROOT_URLCONF = "benchmarks.against.floor"
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="6000")
    theirs = make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个")
    make_target(theirs, unit="个")
    said = {"value": "7000", "problems": "偏慢。", "next_steps": "加快。"}
    moves.send_report(make_update(theirs, cast.outsider, **said), by=cast.outsider, at=moment())
    cast.approver = cast.with_approver()
    return House(cast.plan, ("alice", "ivan", "carol"), code="4-1-1", period="2024-Q3")


@pytest.fixture
def begin(house):
    """Return a function: a spot's name → its rounds, ended with the test."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(closing(SPOTS[name](house)))


def own() -> ProgressUpdate:
    return ProgressUpdate.objects.get(commitment__code="4-1-1", period__code="2024-Q3")


def test_every_spot_is_measured():
    assert set(MEASURED) == set(SPOTS)


@pytest.mark.parametrize("name", MEASURED)
def test_a_spot_answers_as_often_as_it_is_asked(begin, name):
    rounds = begin(name)
    answers = [answer for _round in range(2) for answer in listed(next(rounds)())]
    assert len(answers) >= 2
    assert ANSWERED.issuperset(answer.status_code for answer in answers)
    assert all(size(answer) > 500 or answer.status_code != 200 for answer in answers)


def test_an_autosave_stores_another_text_and_figure_each_time(begin):
    rounds, found = begin("autosave"), []
    for _round in range(2):
        next(rounds)()
        found.append((own().narrative, own().observations.get().value, own().version))
    assert [narrative[-3:] for narrative, *_more in found] == ["2稿。", "3稿。"]
    assert found[1][1:] == (found[0][1] + 1, found[0][2] + 1)


def test_the_floor_stores_a_text_and_records_it(begin):
    rounds = begin("floor")
    act = next(rounds)
    before = HistoryEntry.objects.count()
    act()
    assert own().narrative.endswith("第0稿。")
    assert HistoryEntry.objects.count() == before + 1


@pytest.mark.parametrize(
    ("name", "code", "state"),
    [
        ("filing", "4-1-1", UpdateState.SIGNING),
        ("sign", "4-1-1", UpdateState.SUBMITTED),
        ("approve", "4-1-2", UpdateState.APPROVED),
    ],
)
def test_a_move_is_made_and_undone(begin, name, code, state):
    reports = ProgressUpdate.objects.filter(commitment__code=code, period__code="2024-Q3").values_list("state")
    rounds, before = begin(name), list(reports.all())
    next(rounds)()
    assert list(reports.all()) == [(state,)]
    rounds.close()
    assert list(reports.all()) == before


def test_the_first_of_a_day_is_judged_anew_each_time(begin):
    rounds, tomorrow = begin("first_of_day"), Verdict.objects.filter(on=TODAY + datetime.timedelta(days=1))
    for _round in range(2):
        act = next(rounds)
        assert tomorrow.count() == 0
        act()
        assert tomorrow.count() == 2


def test_who_types_begins_with_the_open_forms_of_their_desk(house):
    names = reporters(house.plan)
    found = forms_of(house, "alice")
    assert names == ["alice", "bob"]
    assert [form["address"] for form in found] == ["/wuchang-2024/desk/4-1-1/save/"]
    assert "sessionid=" in found[0]["cookie"]
    assert found[0]["fields"]["base"].startswith("2024-Q3.")


def test_another_revision_is_there_as_long_as_it_is_measured():
    with checked_out("HEAD") as tree:
        assert (tree.path / "manage.py").exists()
        assert len(tree.digest) == 12
    assert not tree.path.exists()


def test_a_line_says_what_was_and_what_is():
    before, now = ({"cpu_ms": ms, "queries": n, "bytes": 9} for ms, n in ((30, 95), (3, 9)))
    words = line("autosave", [before, now]).split()
    assert words == ["autosave", "30.00", "→", "3.00", "÷", "10.00", "95", "→", "9", "9", "→", "9"]
    assert options([]).against is None
