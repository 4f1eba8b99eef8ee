"""The overview's figures come out right and add up, and 60 commitments cost no more queries than 20."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Assignment, Commitment, Paragraph
from commitments.pages.overview import lists
from commitments.pages.overview.figures import Figures, headlines
from commitments.pages.overview.standing import standing_of, wall
from tests.world import TODAY, make_approved, make_commitment, make_target

pytestmark = pytest.mark.django_db


def standing(cast, code="", on=TODAY):
    return standing_of(cast.plan, code, on)


def more_commitments(cast, number, place="4-2"):
    """Give the plan `number` qualitative commitments in a paragraph of their own."""
    section, order = cast.plan.sections.get(), int(place[-1])
    text = "。".join(f"推进工作{n:03d}" for n in range(number))
    paragraph = Paragraph.objects.create(section=section, code=place, text=text, order=order)
    fields = {"plan": cast.plan, "paragraph": paragraph, "kind": "qualitative", "due": cast.plan.ends}
    quotes = [f"推进工作{n:03d}" for n in range(number)]
    rows = [
        Commitment(
            code=f"{place}-{n}", order=order * 100 + n, quote=quote, quote_start=text.index(quote),
            title=quote, **fields,
        )
        for n, quote in enumerate(quotes)
    ]  # fmt: skip
    Commitment.objects.bulk_create(rows)
    Assignment.objects.bulk_create(
        Assignment(commitment=row, department=cast.other, role="lead", valid_from=cast.plan.starts)
        for row in Commitment.objects.filter(paragraph=paragraph)
    )


def test_the_lamps_add_up_to_the_commitments_and_to_the_sections(cast):
    more_commitments(cast, 5)
    now = standing(cast)
    rows = wall(now)
    lamps = Figures(now).lamps
    assert sum(count.count for count in lamps) == len(now.items) == 6
    for count in lamps:
        assert count.count == sum(dict(row.counts)[count.lamp] for row in rows)


def test_late_and_reported_add_up_once_the_due_day_is_past(cast):
    more_commitments(cast, 5)
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    now = standing(cast)
    assert (now.reported, len(now.late)) == (1, 5)
    assert [(group.department, group.days) for group in lists.late_departments(now.late)] == [("区教育局", 3)]


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_departments_late_alike_stand_in_the_official_order(cast, order):
    make_commitment(cast.plan, cast.other, "4-1-2", "新增停车泊位1万个", kind="qualitative")
    for department, place in zip((cast.department, cast.other), order, strict=True):
        type(department).objects.filter(pk=department.pk).update(order=place)
    names = [group.department for group in lists.late_departments(standing(cast).late)]
    assert names == [name for _place, name in sorted(zip(order, ("区建设局", "区教育局"), strict=True))]


def test_the_mean_is_that_of_its_rows(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    other = make_commitment(cast.plan, cast.department, code="4-1-2", quote="新增停车泊位1万个")
    make_target(other)
    make_approved(other, cast.reporter, cast.supervisor, value="15000")
    figures = Figures(standing(cast))
    assert [share.counted for share in figures.shares] == [Decimal("62.00"), Decimal(100)]
    mean = figures.completion
    assert (mean.attained, mean.expected) == (Decimal("81.00"), Decimal("72.50"))


def test_a_shared_indicator_counts_once(cast):
    again = make_commitment(cast.plan, cast.other, code="4-1-2", quote="新增停车泊位1万个")
    make_target(again, indicator=cast.target.indicator)
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    assert len(Figures(standing(cast)).shares) == 1


def test_changes_add_up_to_the_difference_of_the_lamps(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, "2024-Q2", "2024-07-15", value="3500")
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="4500", self_lamp="yellow")
    now = standing(cast)
    changes = {count.lamp: count.change for count in Figures(now).lamps}
    assert [item.row.code for item in lists.changed_lamps(now).worse] == ["4-1-1"]
    assert (changes["green"], changes["yellow"], sum(changes.values())) == (-1, 1, 0)


def test_a_move_from_pending_is_neither_better_nor_worse(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    changes = lists.changed_lamps(standing(cast))
    assert (changes.worse, changes.better, len(changes.pending)) == ([], [], 1)


def test_the_first_period_has_nothing_to_compare_with(cast):
    early = standing(cast, on=datetime.date(2024, 4, 10))
    assert {count.change for count in Figures(early).lamps} == {None}
    assert list(lists.changed_lamps(early)) == []


def test_an_earlier_period_stands_as_on_the_eve_of_the_next(cast):
    assert standing(cast, "2024-Q2").on == datetime.date(2024, 9, 30)
    assert standing(cast, "2024-Q3").on == TODAY
    assert standing(cast).period.code == "2024-Q3"


def test_a_commitment_withdrawn_after_it_was_judged_leaves_all_counts(cast):
    more_commitments(cast, 5)
    assert len(standing(cast).items) == 6
    Commitment.objects.filter(code="4-2-0").update(withdrawn_on=TODAY, withdrawn_reason="并入他项")
    assert sum(count.count for count in Figures(standing(cast)).lamps) == 5


def test_a_main_target_leaves_its_wording_to_its_own_column(cast):
    cast.plan.sections.update(number="")
    cast.target.wording = "1万根"
    cast.target.save()
    line = headlines(Figures(standing(cast)))[0]
    assert (line.name, line.number, line.has_figure) == ("新增新能源充电桩", "1", False)


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_twenty_and_sixty_commitments_cost_the_same_few_queries(cast, client, settings):
    settings.PINNED_TODAY = TODAY
    client.force_login(cast.leader)
    more_commitments(cast, 19)
    twenty = queries(client, "/wuchang-2024/")
    more_commitments(cast, 40, "4-3")
    assert queries(client, "/wuchang-2024/") == twenty
    assert twenty <= 10
