"""Rows of a list fetch nothing by themselves, and no list is cut where its order is not total."""

import datetime

import pytest
from django.apps import apps
from django.core.exceptions import FieldFetchBlocked
from django.core.paginator import Paginator
from django.db.models import F
from django.template import Context, Template

from commitments.models import Commitment, Milestone, Plan, ProgressUpdate, User
from commitments.models.lists import LedgerQuerySet
from commitments.pages.outline import lines_judged
from commitments.pages.review.queue import queue_rows
from tests.world import make_milestone, make_update

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 10, 24)
MODELS = list(apps.get_app_config("commitments").get_models())


@pytest.fixture(autouse=True)
def draft(cast):
    make_update(cast.commitment, cast.reporter)


def test_every_model_obeys():
    assert len(MODELS) > 25
    assert [m.__name__ for m in MODELS if not isinstance(m._default_manager.all(), LedgerQuerySet)] == []


# Ways to a list that must not fetch.
LISTS = {
    "its own": lambda cast: ProgressUpdate.objects.all(),
    "of a relation": lambda cast: cast.commitment.updates.all(),
    "of what was read alone": lambda cast: ProgressUpdate.objects.get().commitment.updates.filter(revision=1),
    "locked": lambda cast: ProgressUpdate.objects.select_for_update(),
    "cut": lambda cast: ProgressUpdate.objects.order_by("pk")[:1],
    "in chunks": lambda cast: ProgressUpdate.objects.iterator(),
    "prefetched": lambda cast: Commitment.objects.prefetch_related("updates").get().updates.all(),
    "by key": lambda cast: ProgressUpdate.objects.in_bulk().values(),
}


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_a_row_of_a_list_may_not_fetch_a_relation(cast, listed):
    (row,) = listed(cast)
    with pytest.raises(FieldFetchBlocked, match=r"ProgressUpdate\.period"):
        row.period  # noqa: B018 - reading it is what is forbidden


def test_a_row_of_a_list_may_not_fetch_a_field_it_left_out(cast):
    (row,) = ProgressUpdate.objects.defer("narrative")
    with pytest.raises(FieldFetchBlocked, match=r"ProgressUpdate\.narrative"):
        row.narrative  # noqa: B018 - reading it is what is forbidden


def test_a_template_that_touches_what_was_not_read_raises(cast):
    template = Template("{% for update in updates %}{{ update.commitment.title }}{% endfor %}")
    with pytest.raises(FieldFetchBlocked):
        template.render(Context({"updates": ProgressUpdate.objects.all()}))
    named = ProgressUpdate.objects.select_related("commitment")
    assert template.render(Context({"updates": named})) == cast.commitment.title


@pytest.mark.parametrize("read", ["get", "first", "last"])
def test_what_is_read_alone_may_fetch(cast, read):
    assert getattr(ProgressUpdate.objects, read)().commitment.plan == cast.plan


@pytest.mark.parametrize("place", [0, slice(3), slice(1, 3)])
def test_a_list_is_not_cut_where_rows_could_change_places(cast, place):
    make_milestone(cast.commitment)
    with pytest.raises(ValueError, match=r"Milestone is cut in no total order: \('planned',\)"):
        Milestone.objects.order_by("planned")[place]
    assert Milestone.objects.order_by("planned", "pk")[0].what == "月亮湾变电站"


def test_a_page_is_not_cut_where_rows_could_change_places(cast):
    with pytest.raises(ValueError, match="User is cut in no total order"):
        list(Paginator(User.objects.order_by("role"), 2).page(1))
    assert len(list(Paginator(User.objects.order_by("role", "pk"), 2).page(1))) == 2


def test_the_first_of_those_alike_is_the_oldest(cast):
    for number in range(3):
        make_milestone(cast.commitment, what=f"第{number}项")
    rows = Milestone.objects.order_by("planned")
    assert (rows.first().what, rows.last().what) == ("第0项", "第2项")
    assert "第2项" in repr(rows)


# What is cut in Python hangs on the order of its query.
ORDERS = {
    "report": lambda plan: plan.commitments.in_report_order(),
    "ledger": lambda plan: lines_judged(plan.commitments.standing(), DAY, F("order")),
    "review": queue_rows,
    "periods": lambda plan: plan.periods.begun(DAY),
}


@pytest.mark.parametrize("rows", ORDERS.values(), ids=ORDERS)
def test_the_orders_that_pages_cut_are_total(cast, rows):
    assert rows(Plan.objects.get()).totally_ordered
