import pytest

from commitments.choices import AssignmentRole, Kind, Lamp, Role, Standing, UpdateState
from commitments.models import Assignment, Commitment, Paragraph, ProgressUpdate
from commitments.workflow.record import broken_at
from tests.concurrency.racing import ROUNDS, Race
from tests.world import Cast, make_user, moment

QUOTE = "推进海绵城市建设"


@pytest.fixture
def cast(transactional_db):
    """Return the cast with a second reporter; afterwards the chain of the history must be whole."""
    cast = Cast()
    cast.colleague = make_user("judy", Role.REPORTER, cast.department)
    yield cast
    assert broken_at() is None


@pytest.fixture
def race(transactional_db):
    """Return what runs two acts at the same moment (see racing.Race)."""
    race = Race()
    yield race
    race.leave()


@pytest.fixture
def rounds(cast) -> list[Commitment]:
    """Return one commitment without figures for each round."""
    return made(cast, first=101)


@pytest.fixture
def more_rounds(cast) -> list[Commitment]:
    """Return a second commitment for each round."""
    return made(cast, first=1001)


def made(cast, first: int) -> list[Commitment]:
    """Return as many commitments as there are rounds, made in a handful of statements."""
    paragraph = Paragraph.objects.get()
    same = {"quote": QUOTE, "quote_start": paragraph.text.index(QUOTE), "kind": Kind.QUALITATIVE, "due": cast.plan.ends}
    rows = Commitment.objects.bulk_create(
        Commitment(plan=cast.plan, paragraph=paragraph, code=f"4-1-{n}", order=n, title=QUOTE, **same)
        for n in range(first, first + ROUNDS)
    )
    lead = {"department": cast.department, "role": AssignmentRole.LEAD, "standing": Standing.CONFIRMED}
    Assignment.objects.bulk_create(Assignment(commitment=row, valid_from=cast.plan.starts, **lead) for row in rows)
    return rows


@pytest.fixture
def written(cast):
    """Return a function that makes a commitment's report in the state it is told: one row and nothing else."""
    period = cast.plan.periods.get(code="2024-Q3")

    def make(commitment, state=UpdateState.SUBMITTED, **more) -> ProgressUpdate:
        decided = {"decided_by": cast.supervisor, "decided_at": moment()} if state == UpdateState.APPROVED else {}
        sent = {} if state in (UpdateState.DRAFT, UpdateState.SIGNING) else {"submitted_at": moment()}
        return ProgressUpdate.objects.create(
            commitment=commitment, period=period, department=cast.department, author=cast.reporter, state=state,
            cutoff=period.ends, narrative="按计划推进。", self_lamp=Lamp.GREEN, **(sent | decided | more),
        )  # fmt: skip

    return make


@pytest.fixture
def acts():
    """Return a function that tells the acts recorded of a commitment, in their order."""
    return lambda commitment: [*commitment.history.order_by("pk").values_list("action", flat=True)]
