"""One paper per core at a time, in the order of asking; a dead holder keeps nothing."""

import subprocess
import sys
import threading
from contextlib import ExitStack

import pytest

from commitments.documents import press_queue
from commitments.documents.press_queue import PressBusy, turn_to_typeset

HOLDER = """
import fcntl, sys
held = [open(path, "ab") for path in sys.argv[1:]]
for each in held: fcntl.flock(each, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def hold():
    """Return a function that lets another process hold files locked; it ends the way a killed worker does."""
    with ExitStack() as running:

        def hold_them(*paths) -> subprocess.Popen:
            command = [sys.executable, "-c", HOLDER, *map(str, paths)]
            holder = running.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
            running.callback(holder.kill)
            assert holder.stdout.readline() == b"held\n"
            return holder

        yield hold_them


def test_as_many_as_there_are_places_have_their_turn_at_once(tmp_path):
    with turn_to_typeset(tmp_path, 2, 0), turn_to_typeset(tmp_path, 2, 0):
        with pytest.raises(PressBusy) as busy, turn_to_typeset(tmp_path, 2, 0):
            pass
        assert busy.value.ahead == 2
    with turn_to_typeset(tmp_path, 2, 0):
        pass


def test_another_process_takes_a_place_too_and_a_killed_one_frees_it(tmp_path, hold):
    holder = hold(tmp_path / "place-0")
    with pytest.raises(PressBusy), turn_to_typeset(tmp_path, 1, 0.1):
        pass
    holder.kill()
    with turn_to_typeset(tmp_path, 1, 20):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["place-0"]


def test_who_asked_earlier_goes_first_and_is_counted(tmp_path, hold):
    earlier = hold(tmp_path / f"{0:020}-1-0.ticket")
    with pytest.raises(PressBusy) as busy, turn_to_typeset(tmp_path, 1, 0.1):
        pass
    assert busy.value.ahead == 1
    earlier.kill()
    with turn_to_typeset(tmp_path, 1, 20):
        pass


def test_a_ticket_whose_holder_died_is_thrown_away(tmp_path):
    left = tmp_path / f"{0:020}-1-0.ticket"
    left.touch()
    with turn_to_typeset(tmp_path, 1, 0):
        assert [path.name for path in tmp_path.iterdir()] == ["place-0"]


def test_who_waits_comes_as_soon_as_a_place_is_free(tmp_path):
    done = []

    def wait_for_it():
        with turn_to_typeset(tmp_path, 1, None):
            done.append("waited")

    with turn_to_typeset(tmp_path, 1, 0):
        other = threading.Thread(target=wait_for_it)
        other.start()
        while not list(tmp_path.glob("*.ticket")):
            threading.Event().wait(press_queue.PAUSE_SECONDS)
        done.append("held")
    other.join(20)
    assert done == ["held", "waited"]
