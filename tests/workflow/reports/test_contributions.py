"""Parts: who asks whom for what until when, who may know of them, and asking no longer."""

import datetime

import pytest

from commitments.choices import ContributionState, Role
from commitments.models import Contribution, Extension, HistoryEntry
from commitments.workflow.office import periods
from commitments.workflow.refusals import Incomplete, Refused
from commitments.workflow.reports import contribution_requests, contributions, drafts, moves
from tests.world import file_contribution, make_approved, make_department, make_support, make_update, make_user, moment

DUE = datetime.date(2024, 10, 18)


@pytest.fixture
def period(cast):
    return cast.plan.periods.get(code="2024-Q3")


@pytest.fixture
def ask(cast, period):
    """Return a function: (changes) → the contributions asked for by the lead's reporter."""
    make_support(cast.commitment, cast.other)

    def act(**changes):
        said = {"departments": [cast.other], "wanted": "请报学校充电桩数量。", "due": DUE, "by": cast.reporter}
        return contribution_requests.ask_contributions(cast.commitment, period, at=moment(), **(said | changes))

    return act


def entries(action) -> int:
    return HistoryEntry.objects.filter(action=action).count()


def test_the_lead_asks_and_the_contribution_is_owed(cast, ask):
    ask()
    contribution = Contribution.objects.owed_by(cast.other).get()
    assert (contribution.state, contribution.due, contribution.asked_by, contribution.version) == (
        ContributionState.ASKED,
        DUE,
        cast.reporter,
        1,
    )
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
    assert not Contribution.objects.exists()


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
    assert (refused.value.fields[field], Contribution.objects.count()) == (code, 0)


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


def test_once_the_report_is_late_a_contribution_has_a_week(cast, ask, period):
    make_support_at = moment("2024-10-23")
    said = {"departments": [cast.other], "wanted": "补报。", "by": cast.reporter, "at": make_support_at}
    with pytest.raises(Incomplete):
        contribution_requests.ask_contributions(cast.commitment, period, due=datetime.date(2024, 10, 31), **said)
    assert contribution_requests.ask_contributions(cast.commitment, period, due=datetime.date(2024, 10, 30), **said)


def test_what_is_under_way_is_not_asked_for_twice(ask):
    ask()
    with pytest.raises(Incomplete) as refused:
        ask()
    assert (refused.value.fields, entries("part_ask")) == ({"departments": "already_asked"}, 1)


def test_a_report_already_sent_asks_for_nothing(cast, ask):
    moves.send_report(make_update(cast.commitment, cast.reporter, value="7200"), by=cast.reporter, at=moment())
    with pytest.raises(Refused):
        ask()


def test_a_closed_period_asks_for_nothing_and_takes_nothing(cast, ask, period):
    contribution = ask()[0]
    period = periods.close_period(period, by=cast.supervisor, at=moment())
    with pytest.raises(Refused):
        contribution_requests.ask_contributions(
            cast.commitment, period, departments=[cast.other], wanted="x", due=DUE, by=cast.reporter, at=moment()
        )
    with pytest.raises(Refused):
        file_contribution(contribution, cast.outsider)
    assert not Contribution.objects.owed_by(cast.other).exists()


def test_an_ask_is_cancelled_and_can_be_asked_again(cast, ask):
    contribution = contributions.cancel_contribution(ask()[0], by=cast.reporter, at=moment())
    assert (contribution.state, Contribution.objects.owed_by(cast.other).exists()) == (
        ContributionState.CANCELLED,
        False,
    )
    again = ask(wanted="还是需要。")[0]
    assert (again.pk, again.state, again.version) == (contribution.pk, ContributionState.ASKED, 3)


def test_nothing_is_owed_to_a_report_approved_without_it(cast, ask):
    ask()
    assert Contribution.objects.owed_by(cast.other).exists()
    make_approved(cast.commitment, cast.reporter, cast.supervisor, value="7200")
    assert not Contribution.objects.owed_by(cast.other).exists()


def test_who_may_know_of_a_contribution(cast, ask):
    ask()
    third = make_user("mallory", Role.REPORTER, make_department("CGJ", "区城管局"))
    seen = {
        who: Contribution.objects.visible_to(getattr(cast, who)).count()
        for who in ("reporter", "outsider", "supervisor")
    }
    assert set(seen.values()) == {1}
    assert [Contribution.objects.visible_to(user).count() for user in (third, cast.auditor, cast.system_admin)] == [
        0,
        0,
        0,
    ]


def test_the_batch_of_wanted_figures_agrees_with_the_single_answer(cast):
    wanted = contributions.figures_wanted([cast.commitment])[cast.commitment.pk]
    assert wanted == drafts.indicators_entered_at(cast.commitment) == [cast.target.indicator]


def test_days_late_are_counted_while_it_is_owed(cast, ask):
    contribution = ask()[0]
    assert [contribution.days_late(datetime.date(2024, 10, day)) for day in (18, 20)] == [0, 2]
    assert file_contribution(contribution, cast.outsider).days_late(datetime.date(2024, 10, 20)) == 0
