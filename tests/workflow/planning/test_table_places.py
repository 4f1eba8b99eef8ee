"""Tables made of two real places go into drafts, no code touched, and promise what the hand-made plans promise."""

from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from commitments.choices import Role
from commitments.models import Plan
from commitments.rules.table_layout import table_layout
from commitments.rules.table_lines import table_lines
from commitments.rules.table_tasks import table_tasks
from commitments.workflow.planning.beginning import NewPlan, begin_plan
from commitments.workflow.planning.table_entry import enter_table
from tests.world import make_user, moment

pytestmark = pytest.mark.django_db
HEADS = ["序号", "工作任务", "牵头单位", "完成时限"]
# Code by hand → what the table makes of it instead: things without a deed the reader knows are no milestones yet, a
# share of a whole is read as a rate (judged alike at the year's end), one figure of two things is one target.
OTHER_KINDS = {
    "beilun-2024": {"1-6-1": "qualitative", "2-1-1": "qualitative", "2-1-2": "qualitative"},
    "ningxia-2025": {"3-2-1": "rate", "3-2-3": "rate"},
}
FEWER_FIGURES = {"beilun-2024": [], "ningxia-2025": ["1-1-3"]}
# Counts are written out: 2万人 by hand, 20,000人 of the table.
WRITTEN_OUT = {"万人": 10_000, "万亩": 10_000}


def by_hand(place):
    return yaml.safe_load(Path(f"tests/places/{place}/commitments.yaml").read_text("utf-8"))


@pytest.fixture
def entered(request):
    """Return (place, the rows by hand, the draft made of their table, what the table did)."""
    place = request.param
    call_command("load_plan", f"tests/places/{place}")
    rows, known, office = by_hand(place), Plan.objects.get(key=place), make_user("carol", Role.SUPERVISOR)
    names = {row.code: row.lead.short_name for row in known.commitments.all()}
    table = [[known.title], HEADS, *(
        [str(number), row["quote"], names[row["code"]], f"{row['due'].month}月{row['due'].day}日"]
        for number, row in enumerate(rows, 1)
    )]  # fmt: skip
    draft = begin_plan(NewPlan(known.year + 1, known.level, "次年计划"), by=office, at=moment())
    layout = table_layout(table)
    tasks = table_tasks(table_lines(table, [], layout), layout, draft.year)
    return place, rows, draft, enter_table(draft, tasks, by=office, at=moment())


def values_by_hand(row) -> list[int]:
    return sorted(float(each["value"]) * WRITTEN_OUT.get(each["unit"], 1) for each in row["targets"])


@pytest.mark.parametrize("entered", OTHER_KINDS, indirect=True)
def test_every_row_comes_in_with_the_kind_an_expert_gives_it(entered):
    place, rows, draft, outcome = entered
    assert (len(outcome.added), outcome.errors) == (len(rows), [])
    made = {row.quote: row.kind for row in draft.commitments.all()}
    other = {row["code"]: made[row["quote"]] for row in rows if made[row["quote"]] != row["kind"]}
    assert other == OTHER_KINDS[place]


@pytest.mark.parametrize("entered", OTHER_KINDS, indirect=True)
def test_every_figure_of_a_sentence_becomes_a_target(entered):
    place, rows, draft, _outcome = entered
    made = {row.quote: sorted(float(each.value) for each in row.targets.all()) for row in draft.commitments.all()}
    assert any(made.values())
    fewer = [row["code"] for row in rows if made[row["quote"]] != values_by_hand(row)]
    assert fewer == FEWER_FIGURES[place]


@pytest.mark.parametrize("entered", ["beilun-2024"], indirect=True)
def test_what_is_begun_and_completed_becomes_milestones(entered):
    _place, _rows, draft, _outcome = entered
    row = draft.commitments.get(quote="开工华峙集卡停车场、峙南物流基地")
    assert [(each.what, each.verb) for each in row.milestones.order_by("order")] == [
        ("华峙集卡停车场", "start"), ("峙南物流基地", "start"),
    ]  # fmt: skip
