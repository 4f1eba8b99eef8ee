"""Targets worded by another indicator (高于经济增长): judged beside its figure, and judged again when that changes."""

from decimal import Decimal

import pytest
from django.urls import reverse

from commitments.choices import Basis, Comparator, Kind, Lamp, Reason
from commitments.models import Verdict
from tests.world import make_approved, make_commitment, make_target


@pytest.fixture
def growth(cast):
    """Return the commitment whose growth the other is compared with."""
    commitment = make_commitment(cast.plan, cast.department, "4-1-2", kind=Kind.RATE)
    make_target(commitment, "6", "%", basis=Basis.RATE)
    return commitment


@pytest.fixture
def faster(cast, growth):
    """Return a commitment to grow faster than that."""
    commitment = make_commitment(cast.plan, cast.department, "4-1-3", kind=Kind.RATE)
    relative = {"relative_to": growth.targets.get().indicator, "wording": "高于经济增长"}
    make_target(commitment, "0", "%", Comparator.MORE_THAN, Basis.RATE, **relative)
    return commitment


def approved(cast, commitment, value):
    make_approved(commitment, cast.reporter, cast.supervisor, value=value)


def verdict(commitment) -> Verdict:
    return Verdict.objects.filter(commitment=commitment).latest("on")


def test_without_the_other_figure_it_cannot_be_judged_yet(cast, faster):
    approved(cast, faster, "6.1")
    assert (verdict(faster).lamp, verdict(faster).reason) == (Lamp.GREY, Reason.NO_REFERENCE)


@pytest.mark.parametrize(
    ("other", "lamp", "short"), [("5.9", "green", "0"), ("6.1", "green", "0"), ("9", "red", "2.9")]
)
def test_the_other_figure_judges_it_again_when_it_is_approved(cast, growth, faster, other, lamp, short):
    approved(cast, faster, "6.1")
    approved(cast, growth, other)
    assert (verdict(faster).lamp, verdict(faster).short_by) == (lamp, Decimal(short))


def test_the_page_names_what_it_is_compared_with(cast, growth, faster, client):
    approved(cast, faster, "6.1")
    approved(cast, growth, "5.9")
    client.force_login(cast.supervisor)
    page = client.get(reverse("commitment", args=[cast.plan.key, faster.code])).content.decode()
    assert "指标4-1-2" in page
