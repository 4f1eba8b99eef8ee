"""A target's direction in the administration: seen, set while the plan is a draft, and held to what it goes with."""

import pytest
from django.urls import reverse

from commitments.choices import Comparator, Direction, PlanState
from commitments.models import HistoryEntry, Plan, Target
from tests.world import make_target

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(cast):
    """Return a target of 左右 on a level, of a plan that is a draft."""
    Plan.objects.update(state=PlanState.DRAFT)
    cast.commitment.kind = "stock"
    cast.commitment.save()
    cast.target.indicator.basis = "level"
    cast.target.indicator.save()
    Target.objects.update(comparator=Comparator.ABOUT)
    return Target.objects.get()


@pytest.fixture
def page(cast, client):
    """Return a function: target, and a direction to set → the answer of its page to a supervisor."""
    client.force_login(cast.supervisor)

    def act(target, direction=None):
        address = reverse("admin:commitments_target_change", args=[target.pk])
        return client.post(address, {"direction": direction}) if direction else client.get(address)

    return act


def errors(answer) -> str:
    return " ".join(answer.context["adminform"].form.errors.get("direction", []))


def test_it_is_set_at_a_field_that_says_its_rules(about, page):
    text = page(about).content.decode()
    assert 'name="direction"' in text
    assert "“等于”“左右”两者均可" in text
    assert text.count("<select") == 1


def test_it_is_changed_and_recorded(cast, about, page):
    assert page(about, Direction.KEEP_WITHIN).status_code == 302
    about.refresh_from_db()
    assert about.direction == Direction.KEEP_WITHIN
    entry = HistoryEntry.objects.get(action="target_change")
    assert (entry.actor, entry.before, entry.after) == (
        cast.supervisor, {"direction": "reach"}, {"direction": "keep_within"},
    )  # fmt: skip


def test_a_comparator_that_fixes_it_refuses_the_other(about, page):
    Target.objects.update(comparator=Comparator.AT_LEAST)
    assert "kept within" in errors(page(about, Direction.KEEP_WITHIN))
    assert Target.objects.get().direction == Direction.REACH


def test_the_commitments_kind_refuses_what_does_not_go_with_it(cast, about, page):
    cast.commitment.kind = "coverage"
    cast.commitment.save()
    assert errors(page(about, Direction.KEEP_WITHIN))
    assert Target.objects.get().direction == Direction.REACH


def test_beside_a_limit_nothing_is_to_be_reached(cast, about, page):
    cast.commitment.kind = "ceiling"
    cast.commitment.save()
    Target.objects.update(direction=Direction.KEEP_WITHIN)
    limit = {"comparator": Comparator.ABOUT, "direction": Direction.KEEP_WITHIN, "indicator": None}
    make_target(cast.commitment, **limit | {"indicator": second_indicator(cast)})
    assert errors(page(about, Direction.REACH))
    assert page(about, Direction.KEEP_WITHIN).status_code == 302


def second_indicator(cast):
    made = Target.objects.get().indicator
    made.pk, made.name, made.loaded_as = None, "第二个指标", None
    made.save()
    return made


def test_of_an_open_plan_it_is_only_to_read(about, page):
    Plan.objects.update(state=PlanState.OPEN)
    text = page(about).content.decode()
    assert "方向" in text
    assert 'name="direction"' not in text
    assert page(about, Direction.KEEP_WITHIN).status_code == 403


def test_the_list_shows_it(about, client, cast):
    client.force_login(cast.supervisor)
    text = client.get(reverse("admin:commitments_target_changelist")).content.decode()
    assert 'class="field-direction' in text
