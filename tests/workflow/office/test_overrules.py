"""The office's own lamp at any time: for the data it was set on, from its day on, never over a missing report."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from commitments.choices import Lamp, PlanState, Reason
from commitments.models import HistoryEntry, Overrule
from commitments.workflow.judgement import assessment
from commitments.workflow.office import bulletins, overrules
from commitments.workflow.refusals import Incomplete, Refused, Stale
from commitments.workflow.reports import entries, moves, review
from tests.world import TODAY, make_approved, make_update, moment


@pytest.fixture
def reported(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200")
    return cast


def on(cast, day=TODAY):
    day = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    return assessment.verdicts_on(cast.plan, day)[cast.commitment.pk]


def overrule(cast, lamp="red", reason="现场核查未开工。", by=None, at="2024-10-22", **more):
    return overrules.set_office_lamp(
        cast.commitment, by=by or cast.supervisor, at=moment(at), lamp=lamp, reason=reason, **more
    )


def lift(cast, at="2024-10-23", **more):
    more = {"by": cast.supervisor, "reason": "已复核。"} | more
    return overrules.lift_office_lamp(cast.commitment, at=moment(at), **more)


def test_the_office_s_lamp_counts_from_its_day_on_and_past_days_stay(reported):
    before = on(reported, "2024-10-21").official
    overrule(reported)
    verdict = on(reported)
    assert (verdict.lamp, verdict.official, verdict.office_reason) == (Lamp.GREEN, Lamp.RED, "现场核查未开工。")
    assert (before, on(reported, "2024-10-21").official, on(reported, "2024-10-22").official) == (
        "green", "green", "red",
    )  # fmt: skip


def test_one_act_leaves_one_entry_with_its_reason(reported):
    entries = HistoryEntry.objects.count()
    overrule(reported)
    entry = HistoryEntry.objects.first()
    assert HistoryEntry.objects.count() == entries + 1
    assert (entry.action, entry.note, entry.approved) == ("lamp_overrule", "现场核查未开工。", True)
    assert entry.before["official"] == "green"
    after = {"computed": "green", "official": "red", "office_lamp": "red", "valid_from": "2024-10-22"}
    assert entry.after == after


def test_lifting_brings_the_computed_lamp_back_and_keeps_both_rows(reported):
    overrule(reported)
    lift(reported)
    assert (on(reported).official, on(reported).office_lamp) == (Lamp.GREEN, "")
    assert [row.lamp for row in Overrule.objects.all()] == ["red", ""]
    assert on(reported, "2024-10-22").official == Lamp.RED


def test_a_lamp_of_the_review_can_be_overruled_and_lifted(cast):
    update = moves.send_report(make_update(cast.commitment, cast.reporter, value="6200"), by=cast.reporter, at=moment())
    review.approve_report(update, by=cast.supervisor, at=moment(), office_lamp="yellow", office_reason="口径待核")
    assert on(cast).official == Lamp.YELLOW
    lift(cast)
    assert on(cast).official == Lamp.GREEN


def test_a_newer_report_ends_it(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, period="2024-Q2", at="2024-07-15", value="3500")
    overrule(cast, at="2024-08-01")
    assert on(cast, "2024-10-14").official == Lamp.RED
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="6200", at="2024-10-15")
    assert on(cast).official == Lamp.GREEN


def test_it_never_hides_a_late_report(cast):
    make_approved(cast.commitment, cast.reporter, cast.supervisor, period="2024-Q2", at="2024-07-15", value="3500")
    overrule(cast, at="2024-08-01", lamp="yellow")
    verdict = on(cast)
    assert (verdict.official, verdict.reason, verdict.report_days_late) == (Lamp.GREY, Reason.NOT_REPORTED, 3)


def test_where_no_report_counts_there_is_nothing_to_overrule(cast):
    with pytest.raises(Refused):
        overrule(cast)


def test_data_that_cannot_be_judged_may_get_the_office_s_lamp(cast):
    awaited = {cast.target.indicator_id: entries.Figure(state="awaited")}
    make_approved(cast.commitment, cast.reporter, cast.supervisor, figures=awaited)
    overrule(cast, lamp="yellow")
    assert (on(cast).lamp, on(cast).official) == (Lamp.GREY, Lamp.YELLOW)


@pytest.mark.parametrize("who", ["reporter", "outsider", "leader", "auditor", "system_admin"])
def test_only_supervisors_overrule(reported, who):
    with pytest.raises(Refused):
        overrule(reported, by=getattr(reported, who))
    assert not Overrule.objects.exists()


def test_a_closed_plan_is_left_alone(reported):
    reported.plan.state = PlanState.CLOSED
    reported.plan.save()
    with pytest.raises(Refused):
        overrule(reported)


@pytest.mark.parametrize(
    ("lamp", "reason", "fields"),
    [
        ("red", "  ", {"reason": "required"}),
        ("", "核查", {"lamp": "required"}),
        ("grey", "核查", {"lamp": "required"}),
        ("purple", "核查", {"lamp": "required"}),
        ("green", "核查", {"lamp": "unchanged"}),
    ],
)
def test_what_is_missing_is_said(reported, lamp, reason, fields):
    with pytest.raises(Incomplete) as caught:
        overrule(reported, lamp=lamp, reason=reason)
    assert caught.value.fields == fields


def test_a_form_drawn_before_another_lamp_is_stale(reported):
    drawn = overrules.lamp_version(on(reported))
    overrule(reported, version=drawn)
    with pytest.raises(Stale):
        overrule(reported, lamp="yellow", version=drawn)


def test_nothing_is_lifted_where_nothing_was_set(reported):
    with pytest.raises(Refused):
        lift(reported)


def test_rows_are_never_changed_or_deleted(reported):
    row = overrule(reported)
    for change in (lambda: Overrule.objects.update(lamp="green"), row.delete):
        with pytest.raises(DatabaseError, match="overrule_is_append_only"), transaction.atomic():
            change()


def test_the_bulletin_takes_the_lamp_set_since_the_review_with_its_reason(reported):
    overrule(reported)
    period = reported.plan.periods.get(code="2024-Q3")
    (verdict, update) = bulletins.bulletin_verdicts(period, TODAY)[reported.commitment]
    assert (verdict.official, verdict.office_reason, update.office_lamp) == ("red", "现场核查未开工。", "")
    (earlier, _update) = bulletins.bulletin_verdicts(period, datetime.date(2024, 10, 21))[reported.commitment]
    assert earlier.official == "green"
