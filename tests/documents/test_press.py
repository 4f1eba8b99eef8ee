"""A press: outside this process, within limits, and gone without a trace when it ends."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
import typst

from commitments.documents import papers_set, press, typesetter, typesetting
from commitments.documents.papers_set import PaperFailed

SLIP, ISSUED = "sample_evidence.typ", date(2024, 10, 24)
AMPLE = press.PaperBounds(60, 1 << 33)
# The layout of many pages of words takes some seconds; nothing is read from anywhere.
LONG = b'#set text(font: "Noto Serif SC")\n#for n in range(40000) [#n#lorem(90)#parbreak()]'


@pytest.fixture(autouse=True)
def none_kept():
    """Leave no press of one test to the next."""
    yield
    press.presses.end_all()


def slip(text: str = "未见异常") -> dict:
    return {"title": "核验单", "text": text}


@pytest.fixture
def long_paper(tmp_path) -> dict:
    """A paper that takes far longer than any test waits."""
    (tmp_path / "long.typ").write_bytes(LONG)
    paper = typesetting.paper_to_set(SLIP, slip(), ISSUED, format="pdf")
    return paper | {"inputs": {"input": str(tmp_path / "long.typ"), "root": str(tmp_path)}}


def file_descriptors() -> int:
    return len(os.listdir("/dev/fd"))


def kept_process() -> subprocess.Popen:
    (kept,) = press.presses.idle
    return kept.process


def test_the_bytes_are_those_of_the_engine_in_this_process():
    paper = typesetting.paper_to_set(SLIP, slip(), ISSUED, format="pdf", pdf_standards=["a-2a", "ua-1"])
    assert typesetting.compile_pdf(SLIP, slip(), ISSUED) == typesetter.set_paper(paper)[0]


def test_pages_come_as_pictures():
    (page,) = typesetting.page_images(SLIP, slip(), ISSUED, ppi=30)
    assert page.startswith(b"\x89PNG")


def test_a_press_stays_for_the_next_paper():
    typesetting.compile_pdf(SLIP, slip("一"), ISSUED)
    first = kept_process()
    typesetting.compile_pdf(SLIP, slip("二"), ISSUED)
    assert kept_process() is first


def test_an_idle_press_ends_and_leaves_nothing(monkeypatch):
    monkeypatch.setattr(press, "IDLE_SECONDS", 0.1)
    before = file_descriptors()
    typesetting.compile_pdf(SLIP, slip(), ISSUED)
    process = kept_process()
    await_that(lambda: not press.presses.idle)
    await_that(lambda: process.returncode is not None)
    assert file_descriptors() == before


@pytest.mark.parametrize("limit", ["MOST_PAPERS", "KEPT_BYTES"])
def test_a_worn_press_gives_its_memory_back(monkeypatch, limit):
    monkeypatch.setattr(press, limit, 1)
    assert typesetting.compile_pdf(SLIP, slip(), ISSUED).startswith(b"%PDF")
    assert press.presses.idle == []


@pytest.mark.parametrize(("setting", "value", "reason"), [("PAPER_SECONDS", 0.3, "time"), ("PAPER_MB", 1, "memory")])
def test_a_paper_past_a_limit_is_ended_and_named_and_the_next_one_is_made(settings, long_paper, setting, value, reason):
    before = file_descriptors()
    setattr(settings, setting, value)
    with pytest.raises(PaperFailed, match="核验单") as failure:
        papers_set.set_elsewhere(long_paper)
    assert (failure.value.reason, file_descriptors()) == (reason, before)
    setattr(settings, setting, 600)
    assert typesetting.compile_pdf(SLIP, slip(), ISSUED).startswith(b"%PDF")


def test_a_paper_is_stopped_when_nobody_wants_it_any_more(long_paper):
    begun = time.monotonic()
    with pytest.raises(PaperFailed, match="stopped"):
        papers_set.set_elsewhere(long_paper, stopped=lambda: time.monotonic() > begun + 0.2)


def test_a_press_killed_in_the_middle_is_told_in_words(long_paper):
    def kill_it() -> bool:
        os.kill(kept.process.pid, signal.SIGKILL)
        return False

    kept = press.Press()
    with pytest.raises(press.PressEnded, match="killed"):
        kept.set_paper(long_paper, AMPLE._replace(stopped=kill_it))
    assert kept.process.returncode == -signal.SIGKILL


def test_a_press_killed_while_it_waited_is_replaced_unseen():
    typesetting.compile_pdf(SLIP, slip(), ISSUED)
    killed = kept_process()
    killed.kill()
    os.waitid(os.P_PID, killed.pid, os.WEXITED | os.WNOWAIT)
    assert typesetting.compile_pdf(SLIP, slip(), ISSUED).startswith(b"%PDF")
    assert kept_process().pid != killed.pid


def test_what_the_engine_refuses_is_told_and_the_press_goes_on(caplog):
    with pytest.raises(PaperFailed, match=r"no-such\.typ") as failure:
        typesetting.compile_pdf("no-such.typ", {}, ISSUED)
    assert failure.value.reason == "engine"
    assert "No such file" in caplog.text
    assert kept_process().poll() is None


def test_a_forked_process_leaves_the_press_to_its_parent():
    typesetting.compile_pdf(SLIP, slip(), ISSUED)
    kept, child = kept_process(), os.fork()
    if not child:
        os._exit(len(press.presses.idle) + 10)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 10
    assert kept.poll() is None
    assert typesetting.compile_pdf(SLIP, slip(), ISSUED).startswith(b"%PDF")
    assert kept_process() is kept


def test_a_press_ends_with_the_process_that_asked(long_paper, tmp_path):
    """As when a web worker is killed: nobody is left to end it, and it may be in the middle of a paper."""
    script = (
        "import sys, json; sys.path.insert(0, sys.argv[1])\n"
        "from commitments.documents import press\n"
        "one = press.Press(); print(one.process.pid, flush=True)\n"
        "one.set_paper(json.loads(sys.argv[2]), press.PaperBounds(60, 1 << 33))\n"
    )
    project = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-c", script, project, typesetter.json.dumps(long_paper)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as asker:
        number = int(asker.stdout.readline())
        time.sleep(0.3)
        asker.kill()
    await_that(lambda: not is_alive(number))


def test_nothing_of_this_application_is_loaded_beside_the_engine():
    code = press.START.replace("typesetter.main()", "print(*sys.modules)")
    loaded = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    assert "typst" in loaded.stdout.split()
    assert not {"django", "commitments", "fontTools"} & set(loaded.stdout.split())


def is_alive(number: int) -> bool:
    """Whether the process runs; one that ended and whose new parent has not looked yet does not."""
    state = Path(f"/proc/{number}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def await_that(holds, seconds: float = 20) -> None:
    """Return once it holds; fail when it does not in the end."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_engine_is_the_one_installed_here():
    assert Path(typst.__file__).parent.parent == Path(press.FOLDERS[0])
