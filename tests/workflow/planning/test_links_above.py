"""Which promise of the level above a commitment carries out."""

import pytest

from commitments.choices import PlanState
from commitments.models import AboveLink, HistoryEntry, Plan
from commitments.workflow.planning import links_above
from commitments.workflow.planning.links import LinkSaid
from commitments.workflow.refusals import Incomplete, Refused, Stale
from tests.world import make_commitment, make_plan, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def above(cast):
    return make_commitment(make_plan("wuhan-2024"), cast.department)


def tie(cast, above, kind="split", note="市级任务的一部分。", **who):
    said = {"by": cast.supervisor, "at": moment()} | who
    return links_above.tie_above(cast.commitment, above, LinkSaid(kind, note), **said)


def test_a_link_to_the_level_above_is_stored_and_on_record(cast, above):
    link = tie(cast, above)
    assert (link.above, link.kind, link.standing) == (above, "split", "confirmed")
    assert HistoryEntry.objects.get(action="above_link").after == {"wuhan-2024 4-1-1": "split 市级任务的一部分。"}
    tie(cast, above, "same")
    assert AboveLink.objects.get().kind == "same"


@pytest.mark.parametrize(
    ("kind", "note"), [("new", ""), ("dropped", "x"), ("", ""), ("scope", " "), ("same", "长" * 301)]
)
def test_only_kinds_between_two_and_breaks_with_a_reason_are_taken(cast, above, kind, note):
    with pytest.raises(Incomplete):
        tie(cast, above, kind, note)
    assert not AboveLink.objects.exists()


def test_only_a_promise_of_an_opened_plan_above_of_that_year_is_linked(cast, above):
    other = make_commitment(make_plan("hubei-2023", year=2023, starts="2023-01-01"), cast.department)
    draft = make_commitment(make_plan("hubei-2024", state=PlanState.DRAFT), cast.department)
    for wrong in (other, draft, cast.commitment):
        with pytest.raises(Incomplete) as refused:
            tie(cast, wrong)
        assert list(refused.value.fields) == ["above"]


def test_a_link_is_taken_away_once(cast, above):
    link = tie(cast, above)
    links_above.untie_above(cast.commitment, link.pk, by=cast.supervisor, at=moment())
    assert not AboveLink.objects.exists()
    with pytest.raises(Stale):
        links_above.untie_above(cast.commitment, link.pk, by=cast.supervisor, at=moment())


@pytest.mark.parametrize("who", ["reporter", "leader", "auditor", "system_admin"])
def test_nobody_but_the_office_links_to_the_level_above(cast, above, who):
    with pytest.raises(Refused):
        tie(cast, above, by=getattr(cast, who))


def test_a_closed_plan_keeps_its_links(cast, above):
    Plan.objects.filter(pk=cast.plan.pk).update(state=PlanState.CLOSED)
    with pytest.raises(Refused):
        tie(cast, above)
