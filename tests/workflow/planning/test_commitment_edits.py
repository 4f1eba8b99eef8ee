"""One commitment of a draft edited: stored whole, or refused at the field."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from commitments.choices import BaselineState, Basis, PlanState, Standing
from commitments.models import HistoryEntry, Plan, Verdict
from commitments.workflow.planning.commitment_edits import (
    CommitmentEdit,
    MilestoneEdit,
    TargetEdit,
    commitment_version,
    save_commitment,
)
from commitments.workflow.planning.draft_baselines import BaselineEdit
from commitments.workflow.refusals import Incomplete, Refused, Stale
from tests.world import make_commitment, make_milestone, make_target, moment

pytestmark = pytest.mark.django_db
DUE = datetime.date(2024, 11, 30)


@pytest.fixture
def draft(cast):
    Plan.objects.update(state=PlanState.DRAFT)
    cast.plan.refresh_from_db()
    cast.commitment.plan = cast.plan
    return cast


def edit_of(cast, **more) -> CommitmentEdit:
    target = TargetEdit(">=", "reach", Decimal(12000), wording="1万根")
    said = CommitmentEdit("充电桩", "flow", DUE, True, cast.commitment.quote, targets={cast.target.pk: target})
    return dataclasses.replace(said, **more)


def target_edit(cast, **more) -> dict:
    return {cast.target.pk: dataclasses.replace(edit_of(cast).targets[cast.target.pk], **more)}


def save(cast, edit, row=None, **more):
    row = row or cast.commitment
    return save_commitment(row, edit, **({"by": cast.supervisor, "at": moment(), "version": None} | more))


def test_everything_that_was_typed_is_stored(draft):
    row = save(draft, edit_of(draft, note="见附件", evidence_hint="验收单"))
    target = row.targets.get()
    assert (row.title, row.due, row.due_standing, row.note) == ("充电桩", DUE, Standing.CONFIRMED, "见附件")
    assert (row.evidence_hint, target.value) == ("验收单", 12000)


def test_the_history_keeps_no_draft_and_the_verdict_follows(draft):
    before = HistoryEntry.objects.count()
    save(draft, edit_of(draft))
    assert HistoryEntry.objects.count() == before
    assert Verdict.objects.filter(commitment=draft.commitment, on=moment().date()).exists()


def test_a_quote_moves_with_its_words_and_stays_at_the_nearer_of_two_places(draft):
    paragraph = draft.commitment.paragraph
    paragraph.text = f"新增停车泊位1万个。{paragraph.text}新增停车泊位1万个。"
    draft.commitment.delete()
    paragraph.save()
    draft.commitment = make_commitment(draft.plan, draft.department, quote="启动3座变电站建设", kind="qualitative")
    row = save(draft, CommitmentEdit("泊位", "qualitative", DUE, True, "新增停车泊位1万个"))
    assert row.quote_start == paragraph.text.rindex("新增停车泊位1万个")


WRONG = {
    "title": ({"title": " "}, {"title": "required"}),
    "quote": ({"quote": "没有这句话1万根"}, {"quote": "not_there"}),
    "due": ({"due": datetime.date(2025, 1, 1)}, {"due": "other_year"}),
    "kind": ({"kind": "rate"}, {"kind": "no_rate"}),
}


@pytest.mark.parametrize("field", WRONG)
def test_what_is_wrong_with_the_words_is_said_at_the_field_and_nothing_is_stored(draft, field):
    changed, errors = WRONG[field]
    with pytest.raises(Incomplete) as refused:
        save(draft, edit_of(draft, **changed))
    draft.commitment.refresh_from_db()
    assert refused.value.fields == errors
    assert draft.commitment.title == "新增新能源充电桩1万根"


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"wording": "2万根"}, "wording", "not_in_quote"),
        ({"upper": Decimal(1)}, "upper", "range"),
        ({"direction": "keep_within"}, "direction", "direction"),
    ],
)
def test_what_is_wrong_with_a_target_is_said_at_its_field(draft, changed, field, code):
    with pytest.raises(Incomplete) as refused:
        save(draft, edit_of(draft, targets=target_edit(draft, **changed)))
    assert refused.value.fields[f"target_{draft.target.pk}_{field}"] == code


def test_milestones_are_stored_and_their_days_lie_in_the_year(draft):
    stone = make_milestone(draft.commitment)
    said = MilestoneEdit("沙湖变电站", "complete", DUE, confirmed=True)
    save(draft, edit_of(draft, milestones={stone.pk: said}))
    stone.refresh_from_db()
    assert (stone.what, stone.planned, stone.standing) == ("沙湖变电站", DUE, Standing.CONFIRMED)
    late = dataclasses.replace(said, planned=datetime.date(2026, 1, 1))
    with pytest.raises(Incomplete) as refused:
        save(draft, edit_of(draft, milestones={stone.pk: late}))
    assert refused.value.fields == {f"milestone_{stone.pk}_planned": "other_year"}


def test_the_same_milestone_twice_is_refused_at_the_second(draft):
    first, second = make_milestone(draft.commitment), make_milestone(draft.commitment, "沙湖变电站")
    same = MilestoneEdit("月亮湾变电站", "start", DUE)
    with pytest.raises(Incomplete) as refused:
        save(draft, edit_of(draft, milestones={first.pk: same, second.pk: same}))
    assert refused.value.fields == {f"milestone_{second.pk}_what": "twice"}


@pytest.fixture
def level(draft):
    made = make_commitment(draft.plan, draft.department, "4-1-3", "打通不少于2条断头路", kind="stock")
    return make_target(made, "60", "条", basis=Basis.LEVEL, baseline_state=BaselineState.MISSING, wording="2条")


def save_level(draft, level, said):
    target = TargetEdit(">=", "reach", Decimal(60), wording="2条", baseline=said)
    edit = CommitmentEdit("断头路", "stock", DUE, True, level.commitment.quote, targets={level.pk: target})
    save(draft, edit, level.commitment)
    level.refresh_from_db()
    return level


@pytest.mark.parametrize(
    ("said", "state", "value"),
    [
        (BaselineEdit(Decimal(51), confirmed=True), BaselineState.CONFIRMED, 51),
        (BaselineEdit(Decimal(51)), BaselineState.PROPOSED, 51),
        (BaselineEdit(None, waived=True), BaselineState.WAIVED, None),
        (BaselineEdit(None), BaselineState.MISSING, None),
    ],
)
def test_a_baseline_is_given_proposed_waived_or_missing(draft, level, said, state, value):
    stored = save_level(draft, level, said)
    assert stored.baseline_state == state
    assert (stored.baseline.value if stored.baseline else None) == value


def test_a_baseline_typed_again_is_the_same_figure_of_the_day_before_the_plan(draft, level):
    first = save_level(draft, level, BaselineEdit(Decimal(51))).baseline
    second = save_level(draft, level, BaselineEdit(Decimal(52), confirmed=True)).baseline
    assert (first.pk, second.value, str(second.cutoff)) == (second.pk, 52, "2023-12-31")


def test_a_figure_others_count_from_is_not_changed_behind_their_back(draft, level):
    save_level(draft, level, BaselineEdit(Decimal(51)))
    other = make_commitment(draft.plan, draft.department, "4-1-4", "推进海绵城市建设", kind="stock")
    make_target(other, "70", indicator=level.indicator, baseline=level.baseline, baseline_state="confirmed")
    with pytest.raises(Incomplete) as refused:
        save_level(draft, level, BaselineEdit(Decimal(40)))
    assert refused.value.fields == {f"target_{level.pk}_baseline": "taken"}
    level.baseline.refresh_from_db()
    assert level.baseline.value == 51


def test_a_stale_form_a_stranger_and_an_open_plan_change_nothing(draft):
    version = commitment_version(draft.commitment)
    save(draft, edit_of(draft), version=version)
    with pytest.raises(Stale):
        save(draft, edit_of(draft, title="旧页"), version=version)
    with pytest.raises(Refused):
        save(draft, edit_of(draft, title="别人"), by=draft.reporter)
    Plan.objects.update(state=PlanState.OPEN)
    with pytest.raises(Refused):
        save(draft, edit_of(draft, title="已下达"))
    draft.commitment.refresh_from_db()
    assert draft.commitment.title == "充电桩"
