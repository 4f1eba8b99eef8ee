"""A contribution on its way: written, filed, taken over into the lead's draft, returned, withdrawn; each an entry."""

from decimal import Decimal

import pytest

from commitments.choices import ContributionState, UpdateState
from commitments.models import Contribution, Evidence, HistoryEntry, ProgressUpdate
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.reports import contributions, moves, review
from commitments.workflow.reports.entries import Figure
from tests.world import file_contribution, make_contribution, make_update, moment


@pytest.fixture
def asked(cast):
    return make_contribution(cast.commitment, cast.other, cast.reporter)


@pytest.fixture
def filed(cast, asked):
    return file_contribution(asked, cast.outsider)


def entries(action) -> int:
    return HistoryEntry.objects.filter(action=action).count()


def test_saving_counts_the_version_and_writes_no_history(cast, asked):
    contribution = asked
    saved = contributions.save_contribution(contribution, text="草稿。", figures={}, by=cast.outsider, version=1)
    assert (saved.version, saved.state, HistoryEntry.objects.count()) == (2, ContributionState.ASKED, 1)


def test_a_stale_contribution_is_not_overwritten(cast, asked):
    contribution = asked
    contributions.save_contribution(contribution, text="甲。", figures={}, by=cast.outsider, version=1)
    with pytest.raises(Stale):
        contributions.save_contribution(contribution, text="乙。", figures={}, by=cast.outsider, version=1)
    assert Contribution.objects.get().text == "甲。"


@pytest.mark.parametrize("who", ["reporter", "supervisor", "leader"])
def test_only_the_asked_department_writes_its_contribution(cast, asked, who):
    contribution = asked
    with pytest.raises(Refused):
        contributions.save_contribution(contribution, text="x", figures={}, by=getattr(cast, who), version=1)
    with pytest.raises(Refused):
        contributions.file_contribution(contribution, by=getattr(cast, who), at=moment())


def test_a_figure_the_report_does_not_hold_is_not_kept(cast, asked):
    contribution, figure = asked, {cast.target.indicator_id + 99: Figure(value=Decimal(1))}
    with pytest.raises(Incomplete):
        contributions.save_contribution(contribution, text="x", figures=figure, by=cast.outsider, version=1)


def test_an_empty_contribution_is_not_filed(cast, asked):
    with pytest.raises(Incomplete) as refused:
        contributions.file_contribution(asked, by=cast.outsider, at=moment())
    assert refused.value.fields == {"text": "required"}


def test_filing_hands_the_contribution_to_the_lead(cast, filed):
    assert (filed.state, filed.filed_by, filed.filed_at) == (ContributionState.FILED, cast.outsider, moment())
    assert list(Contribution.objects.awaiting(cast.department)) == [filed]
    assert entries("part_file") == 1


def test_the_lead_reads_a_contribution_only_while_it_is_filed(cast, asked):
    contribution = asked
    assert (contribution.shows_text_to(cast.reporter), contribution.shows_text_to(cast.outsider)) == (False, True)
    contribution = file_contribution(contribution, cast.outsider)
    assert contribution.shows_text_to(cast.reporter)
    contribution = contributions.return_contribution(contribution, by=cast.reporter, at=moment(), reason="缺少点位。")
    assert not contribution.shows_text_to(cast.reporter)


def test_taking_over_makes_the_draft_with_the_department_named(cast, filed):
    taken = contributions.take_over_contribution(filed, by=cast.reporter, at=moment())
    update = ProgressUpdate.objects.get()
    assert (update.narrative, update.state) == ("区教育局：学校建成充电桩1200根。", UpdateState.DRAFT)
    assert (taken.contribution.state, entries("part_take_over")) == (ContributionState.TAKEN, 1)


def test_taking_over_appends_to_what_the_lead_wrote(cast, filed):
    draft = make_update(cast.commitment, cast.reporter, value="7200", problems="用地紧张。")
    contributions.take_over_contribution(filed, by=cast.reporter, at=moment())
    update = ProgressUpdate.objects.get()
    assert update.narrative == "按计划推进。\n区教育局：学校建成充电桩1200根。"
    assert (update.problems, update.version) == ("用地紧张。", draft.version + 1)
    assert update.observations.get().value == 7200


def test_a_figure_fills_what_is_empty_and_leaves_what_stands(cast, asked):
    contribution = file_contribution(asked, cast.outsider, value="7300")
    assert contributions.take_over_contribution(contribution, by=cast.reporter, at=moment()).kept == []
    assert ProgressUpdate.objects.get().observations.get().value == 7300


def test_a_figure_that_stands_is_left_and_named(cast, asked):
    contribution = file_contribution(asked, cast.outsider, value="7300")
    make_update(cast.commitment, cast.reporter, value="7200")
    assert contributions.take_over_contribution(contribution, by=cast.reporter, at=moment()).kept == [
        cast.target.indicator
    ]
    assert ProgressUpdate.objects.get().observations.get().value == 7200


def test_a_contribution_s_files_go_with_it(cast, filed):
    file = Evidence.objects.create(
        contribution=filed,
        name="点位.pdf",
        stored_as="x",
        sha256="0",
        size=1,
        uploaded_by=cast.outsider,
        uploaded_at=moment(),
    )
    update = contributions.take_over_contribution(filed, by=cast.reporter, at=moment()).update
    file.refresh_from_db()
    assert (file.update, file.contribution) == (update, filed)


def test_taking_over_after_a_return_begins_the_next_revision(cast, filed):
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    review.return_report(update, by=cast.supervisor, at=moment(), reason="请补充学校数据。")
    contributions.take_over_contribution(filed, by=cast.reporter, at=moment())
    newest = ProgressUpdate.objects.get(revision=2)
    assert newest.narrative.startswith("按计划推进。")
    assert newest.observations.get().value == 7200


def test_a_report_on_its_way_takes_nothing_over(cast, filed):
    moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    with pytest.raises(Refused):
        contributions.take_over_contribution(filed, by=cast.reporter, at=moment())
    assert (Contribution.objects.get().state, entries("part_take_over")) == (ContributionState.FILED, 0)


def test_a_text_that_does_not_fit_is_not_cut(cast, filed):
    make_update(cast.commitment, cast.reporter, narrative="字" * 1990)
    with pytest.raises(Incomplete) as refused:
        contributions.take_over_contribution(filed, by=cast.reporter, at=moment())
    assert (refused.value.fields, Contribution.objects.get().state) == ({"text": "too_long"}, ContributionState.FILED)


def test_taking_over_twice_is_refused(cast, filed):
    contributions.take_over_contribution(filed, by=cast.reporter, at=moment())
    with pytest.raises(Refused):
        contributions.take_over_contribution(filed, by=cast.reporter, at=moment())
    assert (entries("part_take_over"), ProgressUpdate.objects.get().narrative.count("区教育局")) == (1, 1)


@pytest.mark.parametrize("who", ["outsider", "supervisor", "leader"])
def test_only_the_lead_settles_a_contribution(cast, filed, who):
    by = getattr(cast, who)
    with pytest.raises(Refused):
        contributions.take_over_contribution(filed, by=by, at=moment())
    with pytest.raises(Refused):
        contributions.return_contribution(filed, by=by, at=moment(), reason="x")


def test_returning_needs_a_reason_and_makes_it_owed_again(cast, filed):
    with pytest.raises(Incomplete):
        contributions.return_contribution(filed, by=cast.reporter, at=moment(), reason=" ")
    contribution = contributions.return_contribution(filed, by=cast.reporter, at=moment(), reason="缺少点位。")
    assert (contribution.state, contribution.return_reason, contribution.text) == (
        ContributionState.RETURNED,
        "缺少点位。",
        filed.text,
    )
    assert HistoryEntry.objects.get(action="part_return").note == "缺少点位。"
    assert Contribution.objects.owed_by(cast.other).exists()


def test_a_filed_contribution_is_withdrawn_until_it_is_settled(cast, filed):
    contribution = contributions.withdraw_contribution(filed, by=cast.outsider, at=moment())
    assert (contribution.state, entries("part_withdraw")) == (ContributionState.ASKED, 1)
    contributions.take_over_contribution(
        contributions.file_contribution(contribution, by=cast.outsider, at=moment()), by=cast.reporter, at=moment()
    )
    with pytest.raises(Refused):
        contributions.withdraw_contribution(contribution, by=cast.outsider, at=moment())


def test_a_filed_contribution_is_not_cancelled(cast, filed):
    with pytest.raises(Refused):
        contributions.cancel_contribution(filed, by=cast.reporter, at=moment())


def test_a_version_read_before_changes_nothing(cast, filed):
    for verb, more in (
        (contributions.take_over_contribution, {}),
        (contributions.return_contribution, {"reason": "x"}),
    ):
        with pytest.raises(Stale):
            verb(filed, by=cast.reporter, at=moment(), version=filed.version - 1, **more)
