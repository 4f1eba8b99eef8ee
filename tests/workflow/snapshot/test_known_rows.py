"""What a snapshot asks is prepared, and says what its queryset says."""

import datetime
import inspect

import pytest

from commitments.models import prepared
from commitments.workflow.snapshot import known_rows
from tests.world import make_approved, make_milestone, moment

pytestmark = pytest.mark.django_db
DAY, YEAR = datetime.date(2024, 10, 24), datetime.date(2024, 1, 1)


@pytest.fixture
def asked(cast):
    """Return name → value of everything the queries ask with."""
    milestone = make_milestone(cast.commitment)
    update = make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", reached={milestone.pk: DAY})
    return {
        "plan": cast.plan.pk, "on": DAY, "commitments": [cast.commitment.pk], "before": moment("2024-12-01"),
        "indicators": [cast.target.indicator_id], "starts": YEAR, "until": DAY, "including": [update.pk],
        "milestones": [milestone.pk], "day": DAY,
    }  # fmt: skip


ALL = [
    known_rows.periods,
    known_rows.targets,
    known_rows.milestones,
    known_rows.updates,
    known_rows.observations,
    known_rows.milestones_reached,
]


@pytest.mark.parametrize("build", ALL, ids=lambda build: build.__name__)
def test_the_rows_are_those_of_the_queryset(asked, build):
    values = {name: asked[name] for name in inspect.signature(build).parameters}
    found = prepared.models(build, **values)
    assert found
    assert found == list(build(**values))
