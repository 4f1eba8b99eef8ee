"""Parts: asked for, filed, taken over into the lead's draft, returned, withdrawn, cancelled; one entry per move."""

import datetime
from decimal import Decimal

import pytest

from commitments.choices import PartState, Role, UpdateState
from commitments.models import Evidence, Extension, HistoryEntry, Part, ProgressUpdate
from commitments.workflow import joint, periods, reporting, review
from commitments.workflow.refusals import Incomplete, Refused, Stale
from tests.world import make_approved, make_department, make_support, make_update, make_user, moment

DUE = datetime.date(2024, 10, 18)


@pytest.fixture
def period(cast):
    return cast.plan.periods.get(code="2024-Q3")


@pytest.fixture
def ask(cast, period):
    """Return a function: (changes) → the parts asked for by the lead's reporter."""
    make_support(cast.commitment, cast.other)

    def act(**changes):
        said = {"departments": [cast.other], "wanted": "请报学校充电桩数量。", "due": DUE, "by": cast.reporter}
        return joint.ask(cast.commitment, period, at=moment(), **(said | changes))

    return act


@pytest.fixture
def filed(cast, ask):
    return file(cast, ask()[0])


def file(cast, part, text="学校建成充电桩1200根。", value=None):
    figures = {cast.target.indicator_id: reporting.Figure(value=Decimal(value))} if value else {}
    part = joint.save(part, text=text, figures=figures, by=cast.outsider, version=part.version)
    return joint.file(part, by=cast.outsider, at=moment())


def entries(action) -> int:
    return HistoryEntry.objects.filter(action=action).count()


def test_the_lead_asks_and_the_part_is_owed(cast, ask):
    ask()
    part = Part.objects.owed_by(cast.other).get()
    assert (part.state, part.due, part.asked_by, part.version) == (PartState.ASKED, DUE, cast.reporter, 1)
    assert entries("part_ask") == HistoryEntry.objects.count() == 1


def test_two_departments_are_asked_in_one_entry(cast, ask):
    third = make_department("CGJ", "区城管局")
    make_support(cast.commitment, third, role="responsible")
    assert len(ask(departments=[cast.other, third])) == 2
    assert HistoryEntry.objects.get().after["departments"] == ["区教育局", "区城管局"]


@pytest.mark.parametrize("who", ["outsider", "supervisor", "leader", "auditor", "system_admin"])
def test_only_the_lead_s_people_ask(cast, ask, who):
    with pytest.raises(Refused):
        ask(by=getattr(cast, who))
    assert not Part.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("departments", [], "required"),
        ("wanted", "  ", "required"),
        ("due", datetime.date(2024, 10, 14), "past"),
        ("due", datetime.date(2024, 10, 22), "too_late"),
    ],
)
def test_asking_needs_someone_something_and_a_day_that_can_be(ask, field, value, code):
    with pytest.raises(Incomplete) as refused:
        ask(**{field: value})
    assert (refused.value.fields[field], Part.objects.count()) == (code, 0)


def test_only_departments_of_the_commitment_are_asked(cast, ask):
    for department in (make_department("CGJ", "区城管局"), cast.department):
        with pytest.raises(Incomplete) as refused:
            ask(departments=[department])
        assert refused.value.fields == {"departments": "not_assigned"}


def test_more_time_for_the_lead_moves_the_last_day(cast, ask, period):
    later = datetime.date(2024, 10, 25)
    Extension.objects.create(
        period=period, department=cast.department, due=later, reason="统计口径调整。",
        valid_from=datetime.date(2024, 10, 10), granted_by=cast.supervisor,
    )  # fmt: skip
    assert ask(due=later)


def test_once_the_report_is_late_a_part_has_a_week(cast, ask, period):
    make_support_at = moment("2024-10-23")
    said = {"departments": [cast.other], "wanted": "补报。", "by": cast.reporter, "at": make_support_at}
    with pytest.raises(Incomplete):
        joint.ask(cast.commitment, period, due=datetime.date(2024, 10, 31), **said)
    assert joint.ask(cast.commitment, period, due=datetime.date(2024, 10, 30), **said)


def test_what_is_under_way_is_not_asked_for_twice(ask):
    ask()
    with pytest.raises(Incomplete) as refused:
        ask()
    assert (refused.value.fields, entries("part_ask")) == ({"departments": "already_asked"}, 1)


def test_a_report_already_sent_asks_for_nothing(cast, ask):
    reporting.send(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    with pytest.raises(Refused):
        ask()


def test_a_closed_period_asks_for_nothing_and_takes_nothing(cast, ask, period):
    part = ask()[0]
    period = periods.close_period(period, by=cast.supervisor, at=moment())
    with pytest.raises(Refused):
        joint.ask(cast.commitment, period, departments=[cast.other], wanted="x", due=DUE, by=cast.reporter, at=moment())
    with pytest.raises(Refused):
        file(cast, part)
    assert not Part.objects.owed_by(cast.other).exists()


def test_saving_counts_the_version_and_writes_no_history(cast, ask):
    part = ask()[0]
    saved = joint.save(part, text="草稿。", figures={}, by=cast.outsider, version=1)
    assert (saved.version, saved.state, HistoryEntry.objects.count()) == (2, PartState.ASKED, 1)


def test_a_stale_part_is_not_overwritten(cast, ask):
    part = ask()[0]
    joint.save(part, text="甲。", figures={}, by=cast.outsider, version=1)
    with pytest.raises(Stale):
        joint.save(part, text="乙。", figures={}, by=cast.outsider, version=1)
    assert Part.objects.get().text == "甲。"


@pytest.mark.parametrize("who", ["reporter", "supervisor", "leader"])
def test_only_the_asked_department_writes_its_part(cast, ask, who):
    part = ask()[0]
    with pytest.raises(Refused):
        joint.save(part, text="x", figures={}, by=getattr(cast, who), version=1)
    with pytest.raises(Refused):
        joint.file(part, by=getattr(cast, who), at=moment())


def test_a_figure_the_report_does_not_hold_is_not_kept(cast, ask):
    part, figure = ask()[0], {cast.target.indicator_id + 99: reporting.Figure(value=Decimal(1))}
    with pytest.raises(Incomplete):
        joint.save(part, text="x", figures=figure, by=cast.outsider, version=1)


def test_an_empty_part_is_not_filed(cast, ask):
    with pytest.raises(Incomplete) as refused:
        joint.file(ask()[0], by=cast.outsider, at=moment())
    assert refused.value.fields == {"text": "required"}


def test_filing_hands_the_part_to_the_lead(cast, filed):
    assert (filed.state, filed.filed_by, filed.filed_at) == (PartState.FILED, cast.outsider, moment())
    assert list(Part.objects.awaiting(cast.department)) == [filed]
    assert entries("part_file") == 1


def test_the_lead_reads_a_part_only_while_it_is_filed(cast, ask):
    part = ask()[0]
    assert (part.shows_text_to(cast.reporter), part.shows_text_to(cast.outsider)) == (False, True)
    part = file(cast, part)
    assert part.shows_text_to(cast.reporter)
    part = joint.give_back(part, by=cast.reporter, at=moment(), reason="缺少点位。")
    assert not part.shows_text_to(cast.reporter)


def test_taking_over_makes_the_draft_with_the_department_named(cast, filed):
    taken = joint.take_over(filed, by=cast.reporter, at=moment())
    update = ProgressUpdate.objects.get()
    assert (update.narrative, update.state) == ("区教育局：学校建成充电桩1200根。", UpdateState.DRAFT)
    assert (taken.part.state, entries("part_take_over")) == (PartState.TAKEN, 1)


def test_taking_over_appends_to_what_the_lead_wrote(cast, filed):
    draft = make_update(cast.commitment, cast.reporter, value="7200", problems="用地紧张。")
    joint.take_over(filed, by=cast.reporter, at=moment())
    update = ProgressUpdate.objects.get()
    assert update.narrative == "按计划推进。\n区教育局：学校建成充电桩1200根。"
    assert (update.problems, update.version) == ("用地紧张。", draft.version + 1)
    assert update.observations.get().value == 7200


def test_a_figure_fills_what_is_empty_and_leaves_what_stands(cast, ask):
    part = file(cast, ask()[0], value="7300")
    assert joint.take_over(part, by=cast.reporter, at=moment()).kept == []
    assert ProgressUpdate.objects.get().observations.get().value == 7300


def test_a_figure_that_stands_is_left_and_named(cast, ask):
    part = file(cast, ask()[0], value="7300")
    make_update(cast.commitment, cast.reporter, value="7200")
    assert joint.take_over(part, by=cast.reporter, at=moment()).kept == [cast.target.indicator]
    assert ProgressUpdate.objects.get().observations.get().value == 7200


def test_a_part_s_files_go_with_it(cast, filed):
    file = Evidence.objects.create(
        part=filed, name="点位.pdf", stored_as="x", sha256="0", size=1, uploaded_by=cast.outsider, uploaded_at=moment()
    )
    update = joint.take_over(filed, by=cast.reporter, at=moment()).update
    file.refresh_from_db()
    assert (file.update, file.part) == (update, filed)


def test_taking_over_after_a_return_begins_the_next_revision(cast, filed):
    update = reporting.send(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    review.give_back(update, by=cast.supervisor, at=moment(), reason="请补充学校数据。")
    joint.take_over(filed, by=cast.reporter, at=moment())
    newest = ProgressUpdate.objects.get(revision=2)
    assert newest.narrative.startswith("按计划推进。")
    assert newest.observations.get().value == 7200


def test_a_report_on_its_way_takes_nothing_over(cast, filed):
    reporting.send(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    with pytest.raises(Refused):
        joint.take_over(filed, by=cast.reporter, at=moment())
    assert (Part.objects.get().state, entries("part_take_over")) == (PartState.FILED, 0)


def test_a_text_that_does_not_fit_is_not_cut(cast, filed):
    make_update(cast.commitment, cast.reporter, narrative="字" * 1990)
    with pytest.raises(Incomplete) as refused:
        joint.take_over(filed, by=cast.reporter, at=moment())
    assert (refused.value.fields, Part.objects.get().state) == ({"text": "too_long"}, PartState.FILED)


def test_taking_over_twice_is_refused(cast, filed):
    joint.take_over(filed, by=cast.reporter, at=moment())
    with pytest.raises(Refused):
        joint.take_over(filed, by=cast.reporter, at=moment())
    assert (entries("part_take_over"), ProgressUpdate.objects.get().narrative.count("区教育局")) == (1, 1)


@pytest.mark.parametrize("who", ["outsider", "supervisor", "leader"])
def test_only_the_lead_settles_a_part(cast, filed, who):
    by = getattr(cast, who)
    with pytest.raises(Refused):
        joint.take_over(filed, by=by, at=moment())
    with pytest.raises(Refused):
        joint.give_back(filed, by=by, at=moment(), reason="x")


def test_returning_needs_a_reason_and_makes_it_owed_again(cast, filed):
    with pytest.raises(Incomplete):
        joint.give_back(filed, by=cast.reporter, at=moment(), reason=" ")
    part = joint.give_back(filed, by=cast.reporter, at=moment(), reason="缺少点位。")
    assert (part.state, part.return_reason, part.text) == (PartState.RETURNED, "缺少点位。", filed.text)
    assert HistoryEntry.objects.get(action="part_return").note == "缺少点位。"
    assert Part.objects.owed_by(cast.other).exists()


def test_a_filed_part_is_withdrawn_until_it_is_settled(cast, filed):
    part = joint.withdraw(filed, by=cast.outsider, at=moment())
    assert (part.state, entries("part_withdraw")) == (PartState.ASKED, 1)
    joint.take_over(joint.file(part, by=cast.outsider, at=moment()), by=cast.reporter, at=moment())
    with pytest.raises(Refused):
        joint.withdraw(part, by=cast.outsider, at=moment())


def test_an_ask_is_cancelled_and_can_be_asked_again(cast, ask):
    part = joint.cancel(ask()[0], by=cast.reporter, at=moment())
    assert (part.state, Part.objects.owed_by(cast.other).exists()) == (PartState.CANCELLED, False)
    again = ask(wanted="还是需要。")[0]
    assert (again.pk, again.state, again.version) == (part.pk, PartState.ASKED, 3)


def test_a_filed_part_is_not_cancelled(cast, filed):
    with pytest.raises(Refused):
        joint.cancel(filed, by=cast.reporter, at=moment())


def test_a_version_read_before_changes_nothing(cast, filed):
    for verb, more in ((joint.take_over, {}), (joint.give_back, {"reason": "x"})):
        with pytest.raises(Stale):
            verb(filed, by=cast.reporter, at=moment(), version=filed.version - 1, **more)


def test_nothing_is_owed_to_a_report_approved_without_it(cast, ask):
    ask()
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7200")
    assert not Part.objects.owed_by(cast.other).exists()


def test_who_may_know_of_a_part(cast, ask):
    ask()
    third = make_user("mallory", Role.REPORTER, make_department("CGJ", "区城管局"))
    seen = {who: Part.objects.visible_to(getattr(cast, who)).count() for who in ("reporter", "outsider", "supervisor")}
    assert set(seen.values()) == {1}
    assert [Part.objects.visible_to(user).count() for user in (third, cast.auditor, cast.system_admin)] == [0, 0, 0]


def test_the_batch_of_wanted_figures_agrees_with_the_single_answer(cast):
    wanted = joint.figures_wanted([cast.commitment])[cast.commitment.pk]
    assert wanted == reporting.indicators_entered_at(cast.commitment) == [cast.target.indicator]


def test_days_late_are_counted_while_it_is_owed(cast, ask):
    part = ask()[0]
    assert [part.days_late(datetime.date(2024, 10, day)) for day in (18, 20)] == [0, 2]
    assert file(cast, part).days_late(datetime.date(2024, 10, 20)) == 0
