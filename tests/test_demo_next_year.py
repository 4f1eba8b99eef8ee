"""The demo's draft of next year: made from this year's plan by the office's own verbs, with links of every sort."""

import pytest
from django.core.management import call_command
from django.db import transaction

from commitments.choices import LinkKind, PlanState, Role, Standing
from commitments.models import AboveLink, HistoryEntry, Plan, User
from commitments.workflow.planning.checklist import gaps_of

pytestmark = pytest.mark.django_db
PLANS = ("wuchang-2024", "wuhan-2024")


@pytest.fixture(scope="module")
def draft(django_db_setup, django_db_blocker):
    """Load the district's and the city's plan and their samples once for this module; rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        for key in PLANS:
            call_command("load_plan", f"commitments/data/{key}", verbosity=0)
        call_command("demo", verbosity=0)
        yield Plan.objects.get(year=2025)
        transaction.set_rollback(True)


def test_the_draft_is_the_office_s_alone_and_made_by_its_verbs(draft):
    assert (draft.key, draft.state) == ("wuchang-2025", PlanState.DRAFT)
    assert draft.commitments.count() == 193
    office, leader = User.objects.filter(role=Role.SUPERVISOR).first(), User.objects.filter(role=Role.LEADER).first()
    assert (draft.is_visible_to(office), draft.is_visible_to(leader)) == (True, False)
    acts = set(HistoryEntry.objects.values_list("action", flat=True))
    assert {"plan_add", "commitment_split", "commitment_drop", "link_judge"} <= acts


def test_links_are_judged_but_for_those_left_and_every_break_says_why(draft):
    judged = draft.links.filter(standing=Standing.CONFIRMED)
    kinds = {LinkKind.SAME, LinkKind.RENAMED, LinkKind.SCOPE, LinkKind.UNIT, LinkKind.SPLIT, LinkKind.DROPPED}
    assert set(judged.values_list("kind", flat=True)) == kinds
    assert judged.filter(kind=LinkKind.DROPPED).count() == 2
    assert draft.links.filter(standing=Standing.PROPOSED).exclude(commitment=None).count() == 5


def test_the_checklist_names_the_one_dropped_without_a_word(draft):
    gaps = gaps_of([draft])[draft.pk]
    assert (gaps["dropped_silently"], gaps["links_proposed"]) == (1, 5)


def test_this_year_s_figures_are_the_comparison_of_the_draft(draft):
    piles = draft.commitments.get(links__earlier__code="4-1-4")
    figure = piles.targets.get().last_year
    assert figure.taken_from.update.commitment.code == "4-1-4"
    assert piles.last_year_value == figure.value > 0


def test_promises_of_the_city_are_linked_where_its_plan_is_loaded(draft):
    rows = AboveLink.objects.filter(commitment__plan__key="wuchang-2024")
    assert set(rows.values_list("above__plan__key", flat=True)) == {"wuhan-2024"}
    assert rows.count() == 4
