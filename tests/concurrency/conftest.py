import pytest

from commitments.choices import Kind, Lamp, UpdateState
from commitments.models import ProgressUpdate
from commitments.workflow import record
from tests.world import make_commitment, moment

QUOTE = "推进海绵城市建设"


@pytest.fixture(scope="module")
def scene():
    """Keep nothing for the next test: threads see only what was committed."""


@pytest.fixture(autouse=True)
def whole_chain(transactional_db, cast):
    """Commit for real; afterwards the chain of the history must be whole."""
    yield
    assert record.first_broken_entry() is None


@pytest.fixture
def another(cast):
    """Return a function that makes one more commitment without figures, for a round of its own."""
    numbers = iter(range(2, 10_000))

    def make():
        return make_commitment(cast.plan, cast.department, f"4-1-{next(numbers)}", QUOTE, kind=Kind.QUALITATIVE)

    return make


@pytest.fixture
def written(cast, another):
    """Return a function that makes one more update in the state it is told; rows alone, for hundreds of rounds."""
    period = cast.plan.periods.get(code="2024-Q3")

    def make(state=UpdateState.SUBMITTED):
        decided = {"decided_by": cast.supervisor, "decided_at": moment()} if state == UpdateState.APPROVED else {}
        sent = {} if state in (UpdateState.DRAFT, UpdateState.SIGNING) else {"submitted_at": moment()}
        return ProgressUpdate.objects.create(
            commitment=another(), period=period, department=cast.department, author=cast.reporter, state=state,
            cutoff=period.ends, narrative="按计划推进。", self_lamp=Lamp.GREEN, **sent, **decided,
        )  # fmt: skip

    return make
